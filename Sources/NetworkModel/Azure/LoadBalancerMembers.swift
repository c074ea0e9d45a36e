internal import IISConfiguration

extension LoadBalancer {
  /// The same without rules that certainly lead to other machines.
  ///
  /// A load balancer hands connections on to the members of a rule's pool, and a NAT rule to one machine (Azure
  /// documentation, "Azure Load Balancer components"). Exports list the members of a pool; in templates network interfaces
  /// name the pools that they are in, so that a pool there tells nothing.
  func leading(to interface: ResourceID?) -> LoadBalancer {
    guard let interface else { return self }
    let others = Set(pools.filter { isOthers($0, than: interface) }.map { $0.name.value.lowercased() })
    var own = self
    own.rules = rules.filter { rule in
      rule.pools.isEmpty || !rule.pools.allSatisfy { others.contains(ResourceID($0.value).name.lowercased()) }
    }
    own.natRules = natRules.filter { $0.target?.relation(to: interface) != .different }
    return own
  }

  /// The same without rules that certainly are for clients who dial another address of it.
  public func dialled(at front: ResourceID) -> LoadBalancer {
    var own = self
    own.rules = rules.filter { !Self.isOther($0.front, than: front) }
    own.natRules = natRules.filter { !Self.isOther($0.front, than: front) }
    return own
  }

  /// Within one load balancer a name is enough.
  private static func isOther(_ front: ResourceID?, than dialled: ResourceID) -> Bool {
    guard let name = front?.comparableName, let dialled = dialled.comparableName else { return false }
    return name != dialled
  }

  private func isOthers(_ pool: Pool, than interface: ResourceID) -> Bool {
    guard !isPlanned, pool.members == pool.interfaces.count else { return false }
    return pool.interfaces.allSatisfy { $0.relation(to: interface) == .different }
  }
}
