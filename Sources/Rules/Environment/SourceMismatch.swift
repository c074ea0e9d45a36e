internal import Inet
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let sourceMismatch = Rule(
    id: "source-mismatch", topic: .environment, severity: .error,
    summary: "The passive range is open to fewer sources than the control port.",
    rationale: """
      Clients that may reach the control port but not the passive range log on, and then every listing hangs. That \
      happens when a partner is added to the rule for the control port and forgotten in the one for the range.

      Give both the same sources, best in one rule: `21,990,40000-40199`. A rule that denies clients the data alone should \
      deny them both, or neither.

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
      .rejects(
        .server, exampleRange,
        environment: [
          "nsg.json": securityGroup(
            securityRule("▸Deny-Data◂", 100, ports: "40000-40199", source: "192.0.2.0/24", access: "Deny"),
            securityRule("FTP", ports: "21 40000-40199"))
        ], caption: "a deny rule that leaves the control port open"),
      .accepts(
        .server, exampleRange,
        environment: [
          "nsg.json": securityGroup(
            securityRule("Control", ports: "21"),
            securityRule("Passive", 310, ports: "40000-40199", sourcePort: "49152-65535"))
        ], caption: "fewer ports on the client's side, not fewer clients"),
      .accepts(
        .server, exampleRange,
        environment: [
          "nsg.json": securityGroup(
            securityRule("Control", ports: "21", source: "*"),
            securityRule("Passive", 310, ports: "40000-40199", source: "0.0.0.0/0")),
          "server.json":
            "{\"ftpsgateEnvironment\": 1, \"addresses\": [{\"address\": \"10.0.0.4\"}, {\"address\": \"fd00::4\"}]}",
        ], caption: "the server has no IPv6 address that clients on the Internet could reach"),
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
    check: .environment { server, context in
      guard let range = server.passiveRange else { return }
      for address in server.controls.map(\.address).distinct {
        // Behind a translator all clients look alike.
        for source in server.intendedSources.flatMap({ server.seen($0, at: address) }) where source.translation == nil {
          let reaching = server.clientsReachingControl(from: source, at: address)
          guard !reaching.isEmpty else { continue }
          let flow = server.flow(from: reaching, to: PortSet(range), at: address)
          for filter in server.filters.numbers(.inbound) {
            let sessions = server.passiveSessions(at: address, from: source)
            server.reportMismatch(server.decide(flow, at: filter), sessions, &context)
          }
        }
      }
    })
}

extension ServerContext {
  /// Speaks of ports that a station opens to some of the clients only; where a rule shuts the others out, at that rule.
  fileprivate func reportMismatch(
    _ decision: FlowDecision, _ stops: StoppedSessions, _ context: inout RuleContext
  ) {
    let shutOut = decision.shutOut
    let denied = byRulesOfTheirOwn(shutOut)
    if let first = denied.first {
      self.report(
        first, decision, stops, at: first.decidingRule,
        help: "stop these clients on the control port too, or let them through to the passive range",
        more: denied.count == 1 ? [] : ["\(denied.count - 1) more of its rules stop the data of clients that log on"],
        &context)
    }
    guard let stopped = shutOut.first(where: { !denied.map(\.decidingRule).contains($0.decidingRule) }),
      let narrow = decision.allowed.first(where: { !$0.flow.localPorts.isDisjoint(with: stopped.ports) })
    else { return }
    self.report(
      stopped, decision, stops, at: narrow.verdict.decidingRule,
      help: "give the passive range the sources of the control port",
      &context)
  }

  /// Those whose clients would get through but for rules that stop them; the others are in no rule that opens the ports.
  private func byRulesOfTheirOwn(_ shutOut: [Denial]) -> [Denial] {
    let ruled = shutOut.filter(\.decidingRule.origin.isOwnRule)
    guard let decidingRule = ruled.first?.decidingRule else { return [] }
    let rest = filters.source(of: decidingRule).without(Set(ruled.map(\.decidingRule.origin))).hop
    let all = flow(
      from: ruled.reduce(IPAddressSet()) { $0.union($1.from) }, to: ruled.reduce(PortSet()) { $0.union($1.ports) },
      at: .any)
    let open = decide(all, through: rest).allowed.map(\.flow)
    return ruled.filter { denial in
      open.contains {
        !$0.localPorts.isDisjoint(with: denial.ports) && !$0.remoteAddresses.isDisjoint(with: denial.from)
      }
    }
  }

  private func report(
    _ stopped: Denial, _ decision: FlowDecision, _ stops: StoppedSessions, at decidingRule: DecidingRule,
    help: Message, more: [Message] = [], _ context: inout RuleContext
  ) {
    let allowed = decision.allowed.filter { !$0.flow.localPorts.isDisjoint(with: stopped.ports) }.remoteAddresses
    context.report(
      """
      the passive \(stopped.ports.count == 1 ? "port \(stopped.ports) is" : "ports \(stopped.ports) are") open to \
      fewer sources than the control port in \(decidingRule.filter)
      """,
      at: place(of: decidingRule),
      notes: [
        """
        a client \(stopped.from.phrase(besides: allowed)) logs on, and its data connections are stopped: \
        \(phrase(of: stopped.decidingRule))
        """
      ] + more,
      help: help, stops: stops)
  }
}

extension IPAddressSet {
  /// Where these clients are, in as few words as can be; the others are those that get through.
  fileprivate func phrase(besides others: IPAddressSet) -> Message {
    let few = 2
    if spans.count <= few { return "in \(self)" }
    if others.spans.count <= few { return "outside \(others)" }
    return firstAddress.map { "at \($0), for one," } ?? "elsewhere"
  }
}
