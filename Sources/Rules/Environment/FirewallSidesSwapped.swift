internal import IISConfiguration
internal import Inet
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let firewallSidesSwapped = Rule(
    id: "firewall-sides-swapped", topic: .environment, severity: .error,
    summary: "An FTP port is given as the client's port instead of the server's.",
    rationale: """
      An inbound rule needs the port as *destination* port (*local* port in Windows), with any source port: clients \
      connect from ports above 1023 of their own choice. With 990 as source port the rule matches nothing, and the \
      port stays closed. An outbound rule for active data is the other way round: the server's own port, 20 or 989, is \
      the *source* (*local*) port, and the client's port is any.

      Move the port to the other side of the rule. Where the port is open without the rule it is a note, and the rule can \
      go.

      Sources: \(securityGroupsSource); RFC 959 section 3.2; \(firewallSettingsSource).
      """,
    examples: [
      .rejects(
        .server, exampleRange,
        environment: [
          "nsg.json": securityGroup(securityRule("FTP", ports: "*", sourcePort: "▸21◂"))
        ]),
      .rejects(
        .server, exampleRange,
        environment: [
          "firewall.reg": firewallExport(
            firewallRule("Data", "RPort2_10=▸40000-40199◂"),
            firewallRule("Active", "RPort=▸20◂|Svc=ftpsvc", direction: "Out"),
            settings: "\\PublicProfile]\n\"DefaultOutboundAction\"=dword:00000001"),
          "server.json": "{\"ftpsgateEnvironment\": 1, \"networkCategories\": [\"Public\"]}",
        ]),
      .rejects(
        .server, exampleRange, .note,
        environment: [
          "firewall.reg": firewallExport(firewallRule("Active", "RPort=▸20◂|Svc=ftpsvc", direction: "Out"))
        ], caption: "outbound connections get through anyhow"),
      .rejects(
        .server, exampleRange, .note,
        environment: [
          "nsg.json": securityGroup(
            securityRule("FTP", ports: "21 40000-40199"), securityRule("FTP-2", 310, ports: "*", sourcePort: "▸21◂"))
        ], caption: "another rule opens the port"),
      .rejects(
        .server, exampleRange,
        environment: [
          "nsg.json": securityGroup(
            securityRule("Active", ports: "▸20◂").outbound,
            securityRule("Deny-Out", 400, ports: "*", source: "*", access: "Deny").outbound)
        ], caption: "outbound, where the server's port is the source port"),
      .accepts(.server, exampleRange, environment: ["nsg.json": securityGroup(securityRule("FTP", ports: "21"))]),
      .accepts(
        .server, exampleRange,
        environment: [
          "firewall.reg": firewallExport(
            firewallRule("FTP", "LPort=21|RPort2_10=1024-65535"), firewallRule("Active", "LPort=20", direction: "Out"),
            firewallRule("Client", "RPort=21", direction: "Out"))
        ], caption: "out to port 21: the machine is an FTP client too"),
    ],
    check: .environment { server, context in
      for swap in server.sidesSwaps { server.report(swap, &context) }
    })
}

/// A rule with the server's ports on the client's side.
private struct SidesSwap {
  let rule: PermitRule
  let place: Location
  let direction: FlowDirection
  let ports: PortSet
  /// The filter as it would be without the rule.
  let rest: FilterHop
}

extension ServerContext {
  fileprivate var sidesSwaps: [SidesSwap] {
    filters.sources.enumerated().flatMap { number, source in
      FlowDirection.allCases.flatMap { direction in
        filters.permitRules(of: number, direction).compactMap { rule in
          guard mayBeForServer(rule, direction), let terms = swapped(rule.remoteTerms, direction) else { return nil }
          return SidesSwap(
            rule: rule, place: Location(rule.place.path, terms.range), direction: direction, ports: terms.ports,
            rest: source.without([rule.origin]).hop)
        }
      }
    }
  }

  /// Whether a rule may be meant for the server's own ports: what it has on the server's side does not say otherwise.
  private func mayBeForServer(_ rule: PermitRule, _ direction: FlowDirection) -> Bool {
    guard direction == .inbound else { return rule.terms.isAnyPort }
    return !rule.isOfMachine || rule.terms.isAnyPort
      || rule.terms.contains { $0.ports.map { !$0.isDisjoint(with: neededPorts) } ?? false }
  }

  /// What some words for the client's ports stand for, if together they are nothing but ports of the server, and where.
  private func swapped(_ terms: [PortTerm], _ direction: FlowDirection) -> (ports: PortSet, range: ByteRange)? {
    let own = direction == .inbound ? neededPorts : activePorts
    guard let first = terms.first, terms.allSatisfy({ $0.ports.map { !$0.isEmpty && $0.isSubset(of: own) } ?? false })
    else { return nil }
    return (PortSet(union: terms.compactMap(\.ports)), first.text.range)
  }

  /// Whether the clients of the rule get what it was meant to give them without it.
  private func isNeedless(_ swap: SidesSwap) -> Bool {
    let meant = intendedSources.reduce(IPAddressSet()) { $0.union($1.addresses) }.intersection(
      swap.rule.remoteAddresses)
    let flow = Flow(
      swap.direction, remoteAddresses: meant.isEmpty ? swap.rule.remoteAddresses : meant, remotePorts: .client,
      localAddresses: localAddresses(.any), localPorts: swap.ports)
    let decision = decide(flow, through: swap.rest)
    return !decision.parts.isEmpty && decision.isAllowed
  }

  fileprivate func report(_ swap: SidesSwap, _ context: inout RuleContext) {
    let (ports, isInbound, isNeedless) = (swap.ports, swap.direction == .inbound, isNeedless(swap))
    let noun: Message = ports.count == 1 ? "port" : "ports"
    let consequence: Message =
      isInbound
      ? """
      clients connect from ports of their own choice, so the rule matches \
      \(ports.isDisjoint(with: .client) ? "none of them" : "hardly any of them")
      """
      : "active data goes from the server's \(noun) \(ports) to a port of the client's choice, which the rule misses"
    context.report(
      "rule \(swap.rule.title) of \(swap.rule.filter) has \(ports) as the \(isInbound ? "source" : "destination") \(noun)",
      at: swap.place, severity: isNeedless ? .note : .error,
      notes: [
        isNeedless
          ? "\(consequence); nothing is stopped, as the connections get through without it" : consequence
      ],
      help: isNeedless
        ? "remove the rule"
        : isInbound
          ? "give \(ports) as the destination \(noun) (local \(noun) in Windows), and any source port"
          : "give \(ports) as the source \(noun) (local \(noun) in Windows), and any destination port")
  }

  /// The ports from which the server sends active data.
  private var activePorts: PortSet {
    PortSet(controls.compactMap { $0.port > 1 ? PortRange($0.port - 1) : nil })
  }
}
