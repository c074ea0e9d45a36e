internal import IISConfiguration
internal import Text

/// Changes as lines of PowerShell.
///
/// Source: [Set-WebConfigurationProperty](https://learn.microsoft.com/powershell/module/webadministration/set-webconfigurationproperty).
struct WebAdministrationCommands {
  func text(of changes: LiveChanges) -> String {
    var lines = (changes.head + changes.notes).map { PowerShellText.comment($0.description) }
    if !changes.steps.isEmpty { lines.append("Import-Module WebAdministration -ErrorAction Stop") }
    lines += commands(of: changes)
    if changes.needsRestart {
      lines += [
        PowerShellText.comment(LiveChanges.restartWarning.description),
        "Restart-Service -Name ftpsvc -ErrorAction Stop",
      ]
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The calls alone.
  func commands(of changes: LiveChanges) -> [String] { changes.steps.map(line) }

  private func line(_ step: LiveChanges.Step) -> String {
    guard let filter = filter(step) else {
      return PowerShellText.comment(
        "a filter cannot tell this site from others: set \(step.value.name) by hand, of site " + abbreviated(name(step))
      )
    }
    return
      "Set-WebConfigurationProperty -PSPath 'MACHINE/WEBROOT/APPHOST' -Filter \(PowerShellText.quoted(filter)) "
      + "-Name \(PowerShellText.quoted(step.value.name)) -Value \(PowerShellText.quoted(step.value.text)) -ErrorAction Stop"
  }

  private func name(_ step: LiveChanges.Step) -> String {
    if case .site(_, let name) = step.level { name } else { "" }
  }

  /// An XPath query for the element; nothing for a site that it cannot name.
  private func filter(_ step: LiveChanges.Step) -> String? {
    switch step.level {
    case .server: return step.path
    case .siteDefaults: return "system.applicationHost/sites/siteDefaults/\(step.path)"
    case .site(_, let name):
      // XPath 1.0 has no way to say both marks in one literal.
      let marks = ["'", "\""].filter { !name.contains($0) }
      if LiveChanges.Step.isPlain(name), let mark = marks.first {
        return "system.applicationHost/sites/site[@name=\(mark)\(name)\(mark)]/\(step.path)"
      }
      // What a code page may change, or nobody can see, is better named by its number.
      return step.site?.number.map { "system.applicationHost/sites/site[@id='\($0)']/\(step.path)" }
    }
  }
}
