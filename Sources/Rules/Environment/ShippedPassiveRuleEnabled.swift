internal import Inet
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let shippedPassiveRuleEnabled = Rule(
    id: "shipped-passive-rule-enabled", topic: .environment, severity: .note, concern: .hardening,
    summary: "The rule that Windows ships for passive FTP is on and opens more than the passive range.",
    rationale: """
      `IIS-WebServerRole-FTP-Passive-In-TCP` opens 1024–65535 to the FTP service. Allow rules add up, so that a narrow \
      rule beside it restricts nothing. The rule is for the service `ftpsvc` alone, which listens on nothing but its \
      bindings and the passive range; so this is worth knowing and no hole by itself.

      Narrow it to the passive range: `Set-NetFirewallRule -Name IIS-WebServerRole-FTP-Passive-In-TCP -LocalPort \
      40000-40199`, or write the rules with `ftpsgate firewall --target powershell --shipped-rules`.

      Source: \(firewallSettingsSource).
      """,
    examples: [
      .rejects(
        .server, exampleRange,
        environment: [
          "firewall.reg": firewallExport(
            firewallRule("IIS-WebServerRole-FTP-Passive-In-TCP", "LPort2_10=▸1024-65535◂|Svc=FTPSVC"))
        ]),
      .accepts(
        .server, exampleRange,
        environment: [
          "firewall.reg": firewallExport(
            firewallRule("IIS-WebServerRole-FTP-Passive-In-TCP", "LPort2_10=40000-40199|Svc=FTPSVC"))
        ]),
      .accepts(
        .server, exampleRange,
        environment: [
          "firewall.reg": firewallExport(firewallRule("FTP-Passive", "LPort2_10=1024-65535|Svc=ftpsvc"))
        ], caption: "a rule of somebody's own"),
    ],
    check: .environment { server, context in
      guard let range = server.passiveRange else { return }
      for permitRule in server.permitRules(\.isPassive) {
        guard !permitRule.ports.isSubset(of: PortSet(range)) else { continue }
        context.report(
          "the shipped rule \(permitRule.title) opens \(permitRule.ports), the passive range is \(range)",
          at: permitRule.portsPlace,
          notes: ["allow rules add up: a narrow rule beside this one restricts nothing"],
          help: "narrow the shipped rule to \(range), or turn it off where another rule opens the range")
      }
    })
}
