internal import IISConfiguration
internal import Text

/// Changes as pages of IIS Manager, and what to set there.
///
/// Source: the how-to parts of the
/// [configuration reference](https://learn.microsoft.com/iis/configuration/system.applicationhost/sites/site/ftpserver/).
struct ManagerSteps {
  func text(of changes: LiveChanges) -> String {
    var lines = changes.head.prefix(1).map(\.description) + ["Open IIS Manager as an administrator."]
    lines += commands(of: changes).enumerated().map { "\($0 + 1). \($1)" }
    lines += changes.notes.map(\.description)
    if changes.needsRestart {
      lines += [
        LiveChanges.restartWarning.description, "In PowerShell, as an administrator: Restart-Service -Name ftpsvc",
      ]
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The steps alone.
  func commands(of changes: LiveChanges) -> [String] { steps(changes).map(\.description) }

  private func steps(_ changes: LiveChanges) -> [Message] {
    // Two ports are one field.
    let ports = changes.steps.filter { $0.path == "system.ftpServer/firewallSupport" }
    var steps: [Message] = changes.steps.filter { $0.path != "system.ftpServer/firewallSupport" }.map(step)
    if let low = ports.first(where: { $0.value.name == "lowDataChannelPort" }),
      let high = ports.first(where: { $0.value.name == "highDataChannelPort" })
    {
      steps.append(
        """
        the server > FTP Firewall Support > Data Channel Port Range: \
        \(code: "\(low.value.text)-\(high.value.text)") > Apply
        """)
    } else {
      steps += ports.map(edited)
    }
    return steps
  }

  private func step(_ step: LiveChanges.Step) -> Message {
    let value = step.value.text
    switch (step.path, step.value.name) {
    case ("ftpServer/firewallSupport", "externalIp4Address"):
      return "\(node(step)) > FTP Firewall Support > External IP Address of Firewall: \(code: value) > Apply"
    case ("ftpServer/security/ssl", "serverCertHash"):
      return
        "\(node(step)) > FTP SSL Settings > SSL Certificate: the one with the thumbprint \(code: value) (View) > Apply"
    case ("ftpServer/security/ssl", "controlChannelPolicy"), ("ftpServer/security/ssl", "dataChannelPolicy"):
      guard let choice = Self.choices[value] else { return edited(step) }
      let channel = step.value.name == "dataChannelPolicy" ? "Data Channel" : "Control Channel"
      return "\(node(step)) > FTP SSL Settings > Custom > Advanced > \(code: channel): \(code: choice) > OK > Apply"
    default: return edited(step)
    }
  }

  private static let choices = ["SslAllow": "Allow", "SslRequire": "Require", "SslDeny": "Deny"]

  /// What has no page that could be named for certain is set in the page for everything.
  private func edited(_ step: LiveChanges.Step) -> Message {
    let section: Message
    switch step.level {
    case .server:
      return """
        the server > Configuration Editor > Section: \(code: step.path) > \(code: step.value.name): \
        \(code: step.value.text) > Apply
        """
    case .siteDefaults: section = "\(code: "siteDefaults")"
    case .site(_, let name): section = "the entry with the name \"\(foreign: name)\""
    }
    return """
      the server > Configuration Editor > Section: \(code: "system.applicationHost/sites") > \(section) > \
      \(code: step.path.split(separator: "/").joined(separator: " > ")) > \(code: step.value.name): \
      \(code: step.value.text) > Apply
      """
  }

  private func node(_ step: LiveChanges.Step) -> Message {
    if case .site(_, let name) = step.level { return "Sites > \"\(foreign: name)\"" }
    return "the server"
  }
}
