public import IISConfiguration
public import Inet
public import Text

extension LoadBalancer {
  /// What one rule of a load balancer does with TCP connections: which ports clients dial, and where these arrive.
  public struct Frontend: Hashable, Sendable {
    /// The rule's name.
    public let name: Located<String>
    /// Whether it is certainly about TCP.
    public let isForTCP: Bool
    /// The port that clients dial, if it is one; 0 for all ports.
    public let frontendPort: Located<Int>?
    /// The ports that clients dial where they are handed out to machines, one each.
    public let frontendRange: Located<PortRange>?
    /// The port on the machines; 0 for the one that clients dial.
    public let backendPort: Located<Int>?
    /// After how many minutes without traffic a connection is forgotten.
    public let idleTimeout: Located<Int>?
    /// How machines are chosen, as written.
    public let distribution: Located<String>?
    /// What decides to which machine a connection goes; nothing when that cannot be told.
    public let affinity: Affinity?
    /// The pools that machines are chosen from; none where the rule leads to one machine.
    public let pools: [ResourceID]
    /// The probe on which it hangs whether a machine gets connections, if there is one.
    public let probe: Probe?
    /// The probe that the rule names, where no file has it.
    public let missingProbe: ResourceID?
    /// What somebody has said of the server's health, which then counts and not the probe.
    public let serverState: Located<Pool.AdminState>?
    /// The address that clients dial.
    public let front: ResourceID?
    /// Whether packets keep the address that clients dialled; nothing when that cannot be told.
    public let isFloating: Bool?
  }

  /// What the rules do that are about TCP, or may be: load-balancing rules, then NAT rules.
  public var frontends: [Frontend] {
    rules.filter { $0.coversTCP != false && !$0.hasNoPool }.map { rule in
      let probe = rule.probe.flatMap(probe)
      return Frontend(
        name: rule.name, isForTCP: rule.coversTCP == true, frontendPort: rule.frontendPort, frontendRange: nil,
        backendPort: rule.backendPort, idleTimeout: rule.idleTimeout, distribution: rule.distribution,
        affinity: rule.affinity, pools: rule.pools.map { ResourceID($0.value) },
        probe: probe, missingProbe: probe == nil ? rule.probe : nil, serverState: serverState(rule), front: rule.front,
        isFloating: rule.isFloating)
    }
      + natRules.filter { $0.coversTCP != false }.map { rule in
        Frontend(
          name: rule.name, isForTCP: rule.coversTCP == true, frontendPort: rule.frontendPort,
          frontendRange: rule.frontendRange, backendPort: rule.backendPort, idleTimeout: rule.idleTimeout,
          distribution: nil,
          // A range fans out over machines, and a client may dial another's port.
          affinity: rule.frontendRange == nil ? .oneMachine : .connection, pools: [], probe: nil, missingProbe: nil,
          serverState: nil,
          front: rule.front,
          isFloating: rule.isFloating)
      }
  }

  /// The probe of an id; nothing where it is not among those of the load balancer.
  private func probe(_ id: ResourceID) -> Probe? {
    probes.first { $0.name.value.lowercased() == id.comparableName }
  }

  private func serverState(_ rule: Rule) -> Located<Pool.AdminState>? {
    let names = rule.pools.map { ResourceID($0.value).comparableName }
    return pools.first { names.contains($0.name.value.lowercased()) && $0.serverState != nil }?.serverState
  }

  /// The rules that lead TCP connections to any of some ports of a machine, as far as files tell where rules lead.
  public func frontends(to ports: PortSet) -> [Frontend] {
    frontends.filter { $0.arrivingPorts.map { !$0.isDisjoint(with: ports) } ?? false }
  }

  /// What a report calls it.
  public var title: Message { "load balancer \(name: name.value)" }
}

extension LoadBalancer.Frontend {
  /// The ports that clients dial; nothing when they cannot be told.
  public var dialledPorts: PortSet? {
    frontendRange.map { PortSet($0.value) } ?? Self.ports(frontendPort)
  }

  /// The ports of a machine at which connections arrive; nothing when they cannot be told.
  public var arrivingPorts: PortSet? { backendPort?.value == 0 ? dialledPorts : Self.ports(backendPort) }

  /// Whether connections arrive at the ports that clients dial.
  ///
  /// A range hands its ports out to machines, all to one port: it never leads to a range.
  public var keepsPorts: Bool {
    frontendRange == nil && backendPort != nil && (backendPort?.value == 0 || frontendPort?.value == backendPort?.value)
  }

  /// Whether a file tells which ports clients dial and where they arrive.
  public var hasKnownPorts: Bool { (frontendPort != nil || frontendRange != nil) && backendPort != nil }

  /// The ports that arrive as they are dialled.
  public var keptPorts: PortSet { keepsPorts ? dialledPorts ?? PortSet() : PortSet() }

  /// The port that arrives as another one.
  public var translatedPorts: PortSet {
    guard hasKnownPorts, !keepsPorts, frontendRange == nil, frontendPort?.value != 0 else { return PortSet() }
    return dialledPorts ?? PortSet()
  }

  /// The ports of a number, 0 standing for all; nothing for what is no port.
  private static func ports(_ number: Located<Int>?) -> PortSet? {
    number.flatMap { Port(exactly: $0.value) }.map { $0 == 0 ? .any : PortSet($0) }
  }
}
