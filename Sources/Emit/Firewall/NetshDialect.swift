internal import Text
internal import Inet
internal import NetworkModel
internal import Reachability

extension FirewallTarget {
  /// Windows Firewall, with `netsh advfirewall` in a batch file; it knows the rules that Windows ships by their
  /// translated display names alone.
  public static let netsh = FirewallTarget(
    "netsh", "Windows Firewall, with netsh advfirewall in a batch file", fileEnding: "bat",
    supportsPredefinedRules: false
  ) { header, _ in NetshDialect(header: header) }
}

/// Windows Firewall rules through `netsh advfirewall`, in a batch file.
struct NetshDialect: FirewallDialect {
  /// Where the script comes from.
  let header: ScriptHeader

  func render(_ plan: FirewallPlan) throws(UnsupportedByTarget) -> String {
    var lines = Self.beginning(header.preamble(Self.subject, notes: Self.notes, for: plan))
    if plan.usesTLS {
      lines += [
        BatchText.comment(
          "Windows Firewall cannot read a control channel that TLS encrypts; its FTP inspection only gets in the way."),
        "netsh advfirewall set global StatefulFtp disable", Self.check, "",
      ]
    }
    for opening in plan.openings {
      let name = try Self.argument("name", opening.name, of: opening)
      lines += opening.commentLines.map(BatchText.comment)
      lines.append("netsh advfirewall firewall delete rule \(name) >nul 2>&1")
      lines.append("netsh advfirewall firewall add rule " + (try Self.rule(opening, named: name)))
      lines += [Self.check, ""]
    }
    return BatchText.joined(lines + Self.messages(passivePorts: plan.passivePorts) + Self.ending)
  }

  func renderRemoval(_ plan: FirewallPlan) throws(UnsupportedByTarget) -> String {
    var lines = Self.beginning(header.preamble(Self.removalSubject, notes: Self.removalNotes, for: plan))
    for (index, opening) in plan.openings.enumerated() {
      let name = try Self.argument("name", opening.name, of: opening)
      let label = "next\(index + 1)"
      lines += opening.commentLines.map(BatchText.comment)
      lines += [
        "netsh advfirewall firewall show rule \(name) >nul 2>&1", "if errorlevel 1 goto \(label)",
        "netsh advfirewall firewall delete rule \(name)", Self.check, ":\(label)", "",
      ]
    }
    if plan.usesTLS {
      lines.append(
        "echo Stateful FTP inspection stays off. To turn it on: netsh advfirewall set global StatefulFtp enable")
    }
    lines += [
      "echo If you narrowed the rule that Windows ships for FTP passive data, make it what it was with:",
      Self.echoedPowerShell(ports: PredefinedRule.passivePorts),
    ]
    return BatchText.joined(lines + Self.ending)
  }
}

extension NetshDialect {
  private static func beginning(_ preamble: [String]) -> [String] {
    ["@echo off"] + preamble.map(BatchText.comment)
      + ["setlocal EnableExtensions DisableDelayedExpansion", ""]
  }

  private static func rule(_ opening: Opening, named name: String) throws(UnsupportedByTarget) -> String {
    let address = opening.localAddress == .any ? "any" : opening.localAddress.description
    let description = try argument("description", opening.reason, of: opening)
    return [
      name, description, "dir=\(opening.direction == .inbound ? "in" : "out")", "action=allow", "enable=yes",
      "profile=any", "protocol=TCP", "localip=\(address)", "localport=\(opening.localPorts)", "service=ftpsvc",
      // The one argument in which cmd shall expand a variable.
      "program=\"%SystemRoot%\\System32\\svchost.exe\"",
    ].joined(separator: " ")
  }

  private static func argument(
    _ key: String, _ text: String, of opening: Opening
  ) throws(UnsupportedByTarget) -> String {
    guard let quoted = BatchText.quoted(text) else {
      throw UnsupportedByTarget(opening: opening, reason: "a batch file cannot hold its \(code: "\(key)")")
    }
    return "\(key)=\(quoted)"
  }

  /// netsh finds rules by display name only, and the shipped rules' are translated.
  private static func messages(passivePorts: PortRange) -> [String] {
    [
      "echo The rules are set.",
      "echo NOTE: the rule that Windows ships for FTP passive data still opens \(PredefinedRule.passivePorts) to ftpsvc, so that the",
      "echo range \(passivePorts) restricts nothing yet. netsh knows that rule by its translated name only; narrow it with:",
      echoedPowerShell(ports: passivePorts.description),
      "echo A new passive port range takes effect when the service restarts: net stop ftpsvc, then net start ftpsvc",
    ]
  }

  private static func echoedPowerShell(ports: String) -> String {
    "echo   powershell -NoProfile -Command \"Set-NetFirewallRule -Name \(PredefinedRule.passiveData.rawValue) "
      + "-LocalPort \(ports)\""
  }

  private static let check = "if errorlevel 1 goto failed"

  private static let ending = [
    "exit /b 0", "", ":failed",
    "echo FAILED: netsh refused the last command; what came before it is done. Run this as administrator. 1>&2",
    "exit /b 1",
  ]

  private static let subject = "Windows Firewall rules for the FTP sites of IIS, in netsh."
  private static let notes = [
    "Run it as administrator. Running it twice changes nothing more.",
    "Undo: run the script that ftpsgate writes with --remove for the same input.",
    "If ports or addresses changed, first run the script that --remove wrote for the old configuration.",
    "Windows Server 2008 R2 may ignore rules for a service until sc sidtype ftpsvc unrestricted and a restart of ftpsvc.",
  ]
  private static let removalSubject = "Takes away the Windows Firewall rules for the FTP sites of IIS, in netsh."
  private static let removalNotes = [
    "Run it as administrator. Running it twice changes nothing more.",
    "Undo: run the script that ftpsgate writes without --remove.",
  ]
}
