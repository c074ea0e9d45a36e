internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Text

/// Decides what packet filters do with flows, each flow once.
struct FlowDecisionCache {
  private let world: Simulation
  private let clients: IPAddressSet
  private let machine: IPAddressSet
  private var known: [Key: [SessionCheck]] = [:]
  private var budget: FlowBudget

  /// The server.
  var server: Server { world.server }

  /// A range of a single passive port makes the same flow as a control connection, but other symptoms.
  private struct Key: Hashable {
    let kind: ConnectionKind
    let flow: Flow
    let source: TranslatedSource?
  }

  init(_ world: Simulation) {
    self.world = world
    clients = world.clients
    machine = (world.server.environment?.localAddresses ?? .any).intersection(.anyV4)
    budget = FlowBudget(world.hops.values.flatMap(\.self))
  }

  /// What each filter does with connections between clients and a local address of the server, in order; of clients
  /// behind a translator, with its addresses.
  mutating func checks(
    _ kind: ConnectionKind, at binding: LocalAddress, ports: PortSet, behind source: TranslatedSource? = nil
  ) -> [SessionCheck] {
    var flow = flow(kind.direction, at: binding, ports)
    if let source { flow.remoteAddresses = source.possible }
    let key = Key(kind: kind, flow: flow, source: source)
    if let checks = known[key] { return checks }
    let checks = world.filterChecks(flow, kind, behind: source, within: &budget)
    known[key] = checks
    return checks
  }

  /// Whether the filters let some of these ports in, or may do so, from some clients.
  mutating func letsSome(_ ports: PortSet, at binding: LocalAddress, behind source: TranslatedSource?) -> Bool {
    var flow = flow(.inbound, at: binding, ports)
    if let source { flow.remoteAddresses = source.possible }
    var open = ports
    for hop in world.hops[.inbound] ?? [] {
      budget.begin()
      let decision = hop.decide(flow, within: &budget).forOneLocalAddress(of: flow, within: &budget)
      open = open.intersection((decision.allowed + decision.unknown).localPorts)
    }
    return !open.isEmpty
  }

  /// What each filter does with connections from some addresses to the server, in order.
  mutating func decisions(from clients: IPAddressSet, to ports: PortSet, at binding: LocalAddress) -> [FlowDecision] {
    var flow = flow(.inbound, at: binding, ports)
    flow.remoteAddresses = clients
    return (world.hops[.inbound] ?? []).map { hop in
      budget.begin()
      return hop.decide(flow, within: &budget).forOneLocalAddress(of: flow, within: &budget)
    }
  }

  private func flow(_ direction: FlowDirection, at binding: LocalAddress, _ ports: PortSet) -> Flow {
    Flow(
      direction, remoteAddresses: clients, remotePorts: .client, localAddresses: addresses(binding), localPorts: ports)
  }

  /// The server's addresses as filters see them.
  private func addresses(_ binding: LocalAddress) -> IPAddressSet {
    if case .v4(let address) = binding { IPAddressSet(.v4(address)) } else { machine }
  }
}

extension Simulation {
  /// The clients' addresses; the server's own public ones are no client's.
  fileprivate var clients: IPAddressSet {
    guard origin == .internet else { return origin.addresses }
    return origin.addresses.subtracting(IPAddressSet(server.publicAddresses.map { .v4($0.address) }))
  }

  fileprivate func filterChecks(
    _ flow: Flow, _ kind: ConnectionKind, behind source: TranslatedSource?, within budget: inout FlowBudget
  ) -> [SessionCheck] {
    // Said once, of the control connection.
    if origin.isUnknown { return [] }
    guard let environment = server.environment else {
      return [SessionCheck(.unknown, "no file tells of the packet filters on the way").at(.untold(nil))]
    }
    var checks: [SessionCheck] = []
    let hops = hops[flow.direction] ?? []
    for (index, hop) in hops.enumerated() {
      budget.begin()
      let decision = hop.decide(flow, within: &budget).forOneLocalAddress(of: flow, within: &budget)
      let number = flow.direction == .inbound ? index : hops.count - 1 - index
      checks.append(check(flow, kind, behind: source, decision).at(.filter(number)))
    }
    return checks
      + environment.untoldFilters(isInAzure: server.isInAzure).map {
        SessionCheck(.unknown, $0.sentence).at(.untold($0))
      }
  }

  private func check(
    _ flow: Flow, _ kind: ConnectionKind, behind source: TranslatedSource?, _ decision: FlowDecision
  ) -> SessionCheck {
    let blocked = source.map(decision.stopped) ?? decision.blocked
    if let decidingRule = blocked.first?.verdict.decidingRule {
      let parts = blocked.filter { $0.verdict.decidingRule == decidingRule }
      return SessionCheck(
        .blocked,
        Self.stops(
          flow, decidingRule, parts, isAll: parts.count == blocked.count, decision, isTranslated: source != nil),
        at: decidingRule.place, symptom: kind.symptom,
        rule: imposed.contains(decidingRule.origin.filter.hop) ? .securityAdminRuleBlocks : kind.rule,
        isPartial: !decision.allowed.isEmpty || !decision.unknown.isEmpty,
        mayInspectFTP: inspecting.contains(decidingRule.origin.filter.hop))
    }
    if let source, let decidingRule = decision.blocked.first?.verdict.decidingRule {
      let parts = decision.blocked.filter { $0.verdict.decidingRule == decidingRule }
      let isAll = parts.count == decision.blocked.count
      let stops = Self.stops(flow, decidingRule, parts, isAll: isAll, decision, isTranslated: true)
      return SessionCheck(.unknown, "\(source.doubt), and \(stops)", at: decidingRule.place)
    }
    if let part = decision.unknown.first, case .unknown(let reason, let decidingRule) = part.verdict {
      let connections = Self.connections(flow, part.flow.localPorts)
      return SessionCheck(
        .unknown,
        """
        whether \(decidingRule.filter) lets \(connections) through hangs on \(Self.title(decidingRule)): \
        \(reason.phrase)
        """, at: decidingRule.place)
    }
    let decidingRules = decision.parts.map(\.verdict.decidingRule).distinct
    guard let first = decidingRules.first else { return SessionCheck(.passes, "there is nothing to filter") }
    let names: [Message] =
      decidingRules.count > 3 ? ["\(decidingRules.count) rules"] : decidingRules.map { Self.title($0) }
    return SessionCheck(
      .passes, "\(first.filter) lets \(Self.connections(flow, flow.localPorts)) through: \(list: names)",
      at: first.place)
  }

  /// Which connections a rule stops, and what is to be said of the others.
  private static func stops(
    _ flow: Flow, _ decidingRule: DecidingRule, _ parts: [FlowPart], isAll: Bool, _ decision: FlowDecision,
    isTranslated: Bool
  ) -> Message {
    let connections: Message = "\(connections(flow, parts.localPorts))\(remainder(flow, parts))"
    let admitted = isTranslated ? "" : admitted(flow, decision)
    let others: Message = "\(isAll ? "" : "; other rules stop more")\(admitted)"
    return "\(decidingRule.filter) stops \(connections): \(title(decidingRule))\(others)"
  }

  private static func title(_ decidingRule: DecidingRule) -> Message {
    decidingRule.isDefault ? decidingRule.rule : "rule \(decidingRule.rule)"
  }

  /// `incoming TCP 990`, `outgoing TCP from 989`.
  private static func connections(_ flow: Flow, _ ports: PortSet) -> Message {
    flow.direction == .inbound ? "incoming TCP \(brief(ports))" : "outgoing TCP from \(brief(ports))"
  }

  /// Which of the clients' addresses and ports are concerned, where it is not all.
  private static func remainder(_ flow: Flow, _ parts: [FlowPart]) -> Message {
    let addresses = parts.remoteAddresses
    let ports = parts.remotePorts
    let peers = addresses == flow.remoteAddresses ? "" : peers(flow.direction, addresses)
    return ports == flow.remotePorts ? peers : "\(peers), client ports \(brief(ports))"
  }

  private static func peers(_ direction: FlowDirection, _ addresses: IPAddressSet) -> Message {
    let peers: Message = addresses.spans.count > 3 ? "some of the clients' addresses" : "\(addresses)"
    return direction == .inbound ? " from \(peers)" : " to \(peers)"
  }

  /// Which clients do get through where a filter lets in a few, since those may be all that are meant.
  private static func admitted(_ flow: Flow, _ decision: FlowDecision) -> Message {
    let clients = decision.allowed.remoteAddresses.subtracting(decision.blocked.remoteAddresses)
    guard flow.direction == .inbound, !clients.isEmpty, clients.spans.count <= 3 else { return "" }
    return "; clients at \(clients) get through: if these are meant, say so with --from"
  }

  static func brief(_ ports: PortSet) -> Message {
    let ranges = ports.ranges
    guard ranges.count > 5 else { return "\(ports)" }
    return "\(PortSet(ranges.prefix(5))) and \(count: ranges.count - 5, "more range", "more ranges")"
  }
}
