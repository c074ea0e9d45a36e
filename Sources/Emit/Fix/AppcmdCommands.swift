internal import IISConfiguration
internal import Text

/// Changes as lines of a batch file that call appcmd.
///
/// Source: [Appcmd](https://learn.microsoft.com/iis/get-started/getting-started-with-iis/getting-started-with-appcmdexe)
/// and the samples of the [configuration reference](https://learn.microsoft.com/iis/configuration/system.ftpserver/firewallsupport).
struct AppcmdCommands {
  private static let program = "%windir%\\System32\\inetsrv\\appcmd.exe"

  func text(of changes: LiveChanges) -> String {
    var lines = ["@echo off", "setlocal DisableDelayedExpansion"]
    lines += (changes.head + changes.notes).map { BatchText.comment($0.description) }
    // What fails is told by appcmd itself; nothing is restarted behind half of the changes.
    lines += commands(of: changes).map { $0.hasPrefix(Self.program) ? $0 + " || exit /b 1" : $0 }
    if changes.needsRestart {
      lines += [BatchText.comment(LiveChanges.restartWarning.description), "net stop ftpsvc", "net start ftpsvc"]
    }
    return BatchText.joined(lines)
  }

  /// The calls alone.
  func commands(of changes: LiveChanges) -> [String] { changes.elements.map(line) }

  /// A call that sets attributes of one element.
  private func line(_ steps: [LiveChanges.Step]) -> String {
    guard let first = steps.first else { return "" }
    let values = steps.map { "\($0.value.name):\($0.value.text)" }
    let element = first.path.split(separator: "/").joined(separator: ".")
    switch first.level {
    case .server: return call(section: first.path, values.map { "/\($0)" }) ?? refusal("")
    case .siteDefaults: return call(section: Self.sites, values.map { "/siteDefaults.\(element).\($0)" }) ?? refusal("")
    case .site(_, let name):
      // appcmd documents no way to say a quotation mark in the value of a key.
      guard LiveChanges.Step.isPlain(name), !name.contains("'") else { return refusal(name) }
      return call(section: Self.sites, values.map { "/[name='\(name)'].\(element).\($0)" }) ?? refusal(name)
    }
  }

  private static let sites = "system.applicationHost/sites"

  private func call(section: String, _ arguments: [String]) -> String? {
    let quoted = arguments.compactMap(BatchText.quoted)
    guard quoted.count == arguments.count else { return nil }
    return "\(Self.program) set config -section:\(section) \(quoted.joined(separator: " ")) /commit:apphost"
  }

  private func refusal(_ name: String) -> String {
    BatchText.comment("cmd and appcmd cannot be told this name; take PowerShell for site " + abbreviated(name))
  }
}
