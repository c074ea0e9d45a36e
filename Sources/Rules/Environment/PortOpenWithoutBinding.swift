internal import IISConfiguration
internal import Inet
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let portOpenWithoutBinding = Rule(
    id: "port-open-without-binding", topic: .environment, severity: .warning, concern: .hardening,
    settings: [mostPortsMeant],
    summary: "Port 20, 21, 989 or 990 is open inbound and no binding listens there.",
    rationale: """
      An open port on which nothing listens waits for whatever is started there next. Ports 20 and 989 are never \
      needed inbound: active data connections go out from them. A rule that Windows ships is a note, as it is for the \
      FTP service alone.

      Take the port out of the rule, or remove the rule where it has no other port; on 21 and 990 a binding may have been \
      meant.

      Sources: RFC 959 section 3.2; \(firewallSettingsSource).
      """,
    examples: [
      .rejects(
        .server, exampleRange,
        environment: ["nsg.json": securityGroup(securityRule("FTP", ports: "▸20-21◂ ▸990◂ 40000-40199"))]),
      .rejects(
        .server, exampleRange, .note,
        environment: [
          "firewall.reg": firewallExport(
            firewallRule("IIS-WebServerRole-FTP-In-TCP-21", "LPort=21|Svc=ftpsvc"),
            firewallRule("IIS-WebServerRole-FTP-In-TCP-990", "LPort=▸990◂|Svc=ftpsvc"))
        ]),
      .accepts(
        .server, exampleRange, environment: ["nsg.json": securityGroup(securityRule("FTP", ports: "21 40000-40199"))]),
      .accepts(
        .server, exampleRange,
        environment: [
          "firewall.reg": firewallExport(firewallRule("FTP", "Profile=Domain|LPort2_10=20-21")),
          "server.json": "{\"ftpsgateEnvironment\": 1, \"networkCategories\": [\"Public\"]}",
        ], caption: "the rule is for a profile that is not active"),
      .accepts(
        .server, exampleRange, environment: ["nsg.json": securityGroup(securityRule("All", ports: "0-65535"))],
        caption: "not a rule for these ports: any-source-wide-range"),
      .accepts(
        .server, exampleRange,
        environment: ["firewall.reg": firewallExport(firewallRule("Other", #"LPort=990|App=C:\\other.exe"#))],
        caption: "for another program"),
    ],
    check: .environment { server, context in
      let listening = PortSet(
        server.configuration.sites.flatMap(\.bindings).compactMap { $0.port.map { PortRange($0) } })
      let mostMeant = context.value(of: mostPortsMeant)
      let idle = ftpPorts.subtracting(listening)
      for permitRule in server.permitRules({ !$0.ports.isDisjoint(with: idle) && !$0.terms.isEmpty }) {
        for term in permitRule.terms {
          guard let ports = term.ports, ports.count <= mostMeant else { continue }
          let open = ports.intersection(idle)
          guard !open.isEmpty else { continue }
          context.report(
            "rule \(permitRule.title) of \(permitRule.filter) opens \(open), where no binding listens",
            at: permitRule.place(term), severity: permitRule.isShipped ? .note : .warning,
            notes: [permitRule.reasonAgainst(open)],
            help: permitRule.remedy(for: open, isAll: permitRule.ports.isSubset(of: idle)))
        }
      }
    })
}

extension PermitRule {
  fileprivate func reasonAgainst(_ ports: PortSet) -> Message {
    if ports.isSubset(of: .activeData) { return "active data connections go out from this port, nothing comes in" }
    return isScoped
      ? "the rule is for the FTP service alone, which does not listen there"
      : "whatever is started on this port next can be reached"
  }

  /// What to do about ports on which nothing listens; 20 and 989 are never meant to have a binding.
  fileprivate func remedy(for ports: PortSet, isAll: Bool) -> Message {
    let deed: Message =
      isAll
      ? isShipped ? "run Disable-NetFirewallRule -Name \(name: name)" : "remove the rule"
      : "take \(ports) out of the rule"
    let bindable = ports.subtracting(.activeData)
    if bindable.isEmpty { return deed }
    return "\(deed), or add the binding on \(bindable) that was meant"
  }
}

private let ftpPorts = PortSet([20, 21, 989, 990].map { PortRange($0) })

/// A word for more ports is not meant for one of them.
private let mostPortsMeant = RuleSetting(
  "ports", of: "port-open-without-binding",
  "the most ports in one word of a rule that are taken as meant for each of them", standard: 100, in: 1...65_535)
