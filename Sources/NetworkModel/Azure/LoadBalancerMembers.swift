internal import IISConfiguration
internal import Inet

extension LoadBalancer {
  /// The same without rules that certainly lead to other machines.
  ///
  /// A load balancer hands connections on to the members of a rule's pool, and a NAT rule to one machine (Azure
  /// documentation, "Azure Load Balancer components"). Exports list the members of a pool, by their network interfaces or
  /// by their addresses; in templates network interfaces name the pools that they are in, so that a pool there tells
  /// nothing.
  ///
  /// - Parameters:
  ///   - interface: The server's network interface, if files tell which it is.
  ///   - addresses: The server's own addresses, if files tell.
  /// - Returns: The load balancer as far as it may lead to the server.
  func leading(to interface: ResourceID?, at addresses: [IPAddress]) -> LoadBalancer {
    func isServer(_ member: Pool.Member) -> Bool? {
      if let other = member.interface, let interface {
        switch other.relation(to: interface) {
        case .same, .namesake: return true
        case .different: return false
        case .unknown: return nil
        }
      }
      guard let address = member.address, !addresses.isEmpty else { return nil }
      return addresses.contains(address)
    }
    func isOthers(_ pool: Pool) -> Bool {
      !isPlanned && pool.size == pool.members.count && pool.members.allSatisfy { isServer($0) == false }
    }
    let others = Set(pools.filter(isOthers).map { $0.name.value.lowercased() })
    var own = self
    own.rules = rules.filter { rule in
      rule.pools.isEmpty || !rule.pools.allSatisfy { others.contains(ResourceID($0.value).name.lowercased()) }
    }
    own.natRules = natRules.filter { rule in
      guard !rule.hasNoTarget else { return false }
      guard let target = rule.target, let interface else { return true }
      return target.relation(to: interface) != .different
    }
    for index in own.pools.indices {
      own.pools[index].serverState = own.pools[index].members.first { isServer($0) == true }?.adminState
    }
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
}
