internal import IISConfiguration

extension LoadBalancer {
  /// What decides to which of several machines a rule leads a connection (Azure documentation, "Load Balancer distribution
  /// modes").
  public enum Affinity: Hashable, Sendable {
    /// Both addresses, both ports and the protocol: each connection may go to another machine.
    case connection
    /// Both addresses.
    case client
    /// Both addresses and the protocol: machines are chosen apart from those that the addresses alone choose.
    case clientAndProtocol
    /// It leads to one machine.
    case oneMachine
  }

  /// A pair of rules by which data connections may get to another machine than their control connection.
  public struct Parting: Hashable, Sendable {
    /// The rule that parts them.
    public let rule: Frontend
    /// The rule for the control port, where each by itself keeps a client's connections together.
    public let control: Frontend?

    /// A pair of rules, or one that parts connections by itself.
    public init(rule: Frontend, control: Frontend?) {
      self.rule = rule
      self.control = control
    }
  }

  /// What parts data connections from their control connection, or may: rules that choose among several machines one by
  /// one, or in two ways, or in two pools.
  ///
  /// Rules that lead to one machine each are a way that works, as each machine announces the ports that lead to it.
  public func parting(control: Frontend?, data: [Frontend]) -> Parting? {
    for rule in data where rule.affinity != .oneMachine && mayHaveSeveralMachines(rule) {
      if rule.keepsClientsTogether != true { return Parting(rule: rule, control: nil) }
      guard let control else { continue }
      if control.affinity != .oneMachine, control.keepsClientsTogether != true {
        return Parting(rule: control, control: nil)
      }
      if control.affinity != rule.affinity || control.poolNames != rule.poolNames {
        return Parting(rule: rule, control: control)
      }
    }
    return nil
  }

  private func mayHaveSeveralMachines(_ rule: Frontend) -> Bool {
    let own = pools.filter { rule.poolNames.contains($0.name.value.lowercased()) }
    return (own.isEmpty ? pools : own).contains { $0.size > 1 }
  }
}

extension LoadBalancer.Frontend {
  /// Whether all connections of one client go to one machine; nothing when that cannot be told.
  public var keepsClientsTogether: Bool? { affinity.map { $0 != .connection } }

  /// The pools as Azure compares them: within one load balancer a name is enough.
  fileprivate var poolNames: Set<String> { Set(pools.map { $0.comparableName ?? $0.text.lowercased() }) }
}
