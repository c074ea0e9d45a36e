internal import Inet
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let anySourceWideRange = Rule(
    id: "any-source-wide-range", topic: .environment, severity: .warning, concern: .hardening,
    settings: [mostPortsForAnySource],
    summary: "More than 5,000 ports are open to any source, by a rule that is not for the FTP service alone.",
    rationale: """
      Whatever listens on one of these ports can be reached from the whole Internet: databases, WinRM, RPC. Such rules \
      are often made to get passive FTP going. A rule of Windows Firewall for the service `ftpsvc` opens only what IIS \
      itself listens on, and is left out.

      Set a passive range of some hundred ports, and open that.

      Sources: \(passivePortsSource); \(securityGroupsSource).
      """,
    examples: [
      .rejects(
        .server, exampleRange,
        environment: ["nsg.json": securityGroup(securityRule("Data", ports: "21 ▸1024-65535◂", source: "*"))]),
      .rejects(
        .server, exampleRange,
        environment: ["firewall.reg": firewallExport(firewallRule("Everything", "LPort2_10=▸10000-20000◂"))]),
      .accepts(
        .server, exampleRange,
        environment: [
          "nsg.json": securityGroup(
            securityRule("Deny-All", 4000, ports: "*", source: "*", access: "Deny", networkProtocol: "*"),
            securityRule("Old", 4090, ports: "1024-65535", source: "*"))
        ], caption: "no packet reaches it: shadowed-security-rule"),
      .accepts(
        .server, exampleRange,
        environment: [
          "firewall.reg": firewallExport(firewallRule("All", "Profile=Domain|LPort2_10=1024-65535")),
          "server.json": "{\"ftpsgateEnvironment\": 1, \"networkCategories\": [\"Public\"]}",
        ], caption: "for a profile that is not active"),
      .accepts(
        .server, exampleRange,
        environment: ["nsg.json": securityGroup(securityRule("Data", ports: "1024-65535", source: "203.0.113.0/24"))]),
      .accepts(
        .server, exampleRange,
        environment: ["firewall.reg": firewallExport(firewallRule("FTP", "LPort2_10=1024-65535|Svc=ftpsvc"))]),
    ],
    check: .environment { server, context in
      let most = context.value(of: mostPortsForAnySource)
      for permitRule in server.permitRules({ !$0.isScoped && $0.isForAnySource && $0.ports.count > most }) {
        let widest = permitRule.terms.max { ($0.ports?.count ?? 0) < ($1.ports?.count ?? 0) }
        let excess = permitRule.ports.subtracting(server.neededPorts).subtracting(.activeData)
        context.report(
          "rule \(permitRule.title) of \(permitRule.filter) opens \(permitRule.ports.count) ports to any source",
          at: widest.map(permitRule.place) ?? permitRule.portsPlace,
          notes: [
            excess.isEmpty
              ? """
              whatever listens on one of them can be reached from the whole Internet, and the passive range itself is \
              that wide
              """ : "whatever listens on one of them can be reached from the whole Internet"
          ],
          help: excess.isEmpty
            ? "narrow the passive range to some hundred ports, restart ftpsvc, and narrow the rule to them"
            : "open the control ports and a passive range of some hundred ports instead")
      }
    })
}

/// More ports than this are no passive range that somebody chose.
let mostPortsForAnySource = RuleSetting(
  "ports", of: "any-source-wide-range", "the most ports that a rule may open to any source", standard: 5000,
  in: 1...65_535)
