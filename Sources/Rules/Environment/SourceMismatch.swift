internal import Inet
internal import Linter
internal import Reachability

extension Rule {
  static let sourceMismatch = Rule(
    id: "source-mismatch", topic: .environment, severity: .error,
    summary: "The passive range is open to fewer sources than the control port.",
    rationale: """
      Clients that may reach the control port but not the passive range log on, and then every listing hangs. That \
      happens when a partner is added to the rule for the control port and forgotten in the one for the range.

      Give both the same sources, best in one rule: `21,990,40000-40199`.

      Source: \(securityGroupsSource).
      """,
    examples: [
      .rejects(
        .server, exampleRange,
        environment: [
          "nsg.json": securityGroup(
            securityRule("Control", ports: "21"),
            securityRule("▸Passive◂", 310, ports: "40000-40199", source: "203.0.113.0/24"))
        ]),
      .rejects(
        .server, exampleRange,
        environment: [
          "firewall.reg": firewallExport(
            firewallRule("Control", "LPort=21|RA4=203.0.113.0/255.255.255.0"),
            "\"Data\"=\"▸v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort2_10=40000-40199|RA4=203.0.113.7|◂\"")
        ]),
      .accepts(
        .server, exampleRange,
        environment: [
          "nsg.json": securityGroup(
            securityRule("Control", ports: "21", source: "203.0.113.0/24"),
            securityRule("Passive", 310, ports: "40000-40199"))
        ], caption: "more for the range than for the control port"),
      .accepts(
        .server, exampleRange,
        environment: [
          "nsg.json": securityGroup(
            securityRule("Nobody", 100, ports: "*", source: "192.0.2.0/24", access: "Deny"),
            securityRule("FTP", ports: "21 40000-40199"))
        ], caption: "the same clients are refused both"),
    ],
    check: .scene { scene, report in
      guard let range = scene.passiveRange else { return }
      for source in scene.intendedSources {
        for address in scene.controls.map(\.address).distinct {
          let reaching = scene.clientsReachingControl(from: source, at: address)
          guard !reaching.isEmpty else { continue }
          let flow = scene.flow(from: reaching, to: PortSet(range), at: address)
          for stage in scene.filters.stages(.inbound) {
            scene.reportMismatch(scene.decide(flow, at: [stage]), &report)
          }
        }
      }
    })
}

extension ServerScene {
  /// Speaks of ports that a station opens to some of the clients only.
  fileprivate func reportMismatch(_ decision: FlowDecision, _ report: inout Report) {
    let ports = decision.blocked.localPorts.intersection(decision.allowed.localPorts)
    guard !ports.isEmpty,
      let narrow = decision.allowed.first(where: { !$0.flow.localPorts.isDisjoint(with: ports) }),
      let stopped = decision.blocked.first(where: { !$0.flow.localPorts.isDisjoint(with: ports) }),
      let client = stopped.flow.remoteAddresses.firstAddress
    else { return }
    let ruling = narrow.verdict.ruling
    report.add(
      "the passive ports \(ports) are open to fewer sources than the control port in \(ruling.filter)",
      at: place(of: ruling),
      notes: [
        "a client at \(client), for one, logs on, and its data connections are stopped: "
          + stopped.verdict.ruling.phrase
      ],
      help: "give the passive range the sources of the control port")
  }
}
