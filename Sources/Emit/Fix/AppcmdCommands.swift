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
    lines += changes.steps.map(line)
    if changes.needsRestart {
      lines += [BatchText.comment(LiveChanges.restartWarning.description), "net stop ftpsvc", "net start ftpsvc"]
    }
    return BatchText.joined(lines)
  }

  private func line(_ step: LiveChanges.Step) -> String {
    let member = step.path.split(separator: "/").joined(separator: ".") + ".\(step.value.name):\(step.value.text)"
    switch step.level {
    case .server:
      return call(section: step.path, "/\(step.value.name):\(step.value.text)")
        ?? refusal("a value")
    case .siteDefaults:
      return call(section: Self.sites, "/siteDefaults.\(member)") ?? refusal("a value")
    case .site(_, let name):
      // appcmd documents no way to say a quotation mark in the value of a key.
      guard LiveChanges.Step.isPlain(name), !name.contains("'") else { return refusal(name) }
      return call(section: Self.sites, "/[name='\(name)'].\(member)") ?? refusal(name)
    }
  }

  private static let sites = "system.applicationHost/sites"

  private func call(section: String, _ argument: String) -> String? {
    BatchText.quoted(argument).map { "\(Self.program) set config -section:\(section) \($0) /commit:apphost" }
  }

  private func refusal(_ name: String) -> String {
    BatchText.comment("cmd and appcmd cannot be told this name; take PowerShell for site " + abbreviated(name))
  }
}
