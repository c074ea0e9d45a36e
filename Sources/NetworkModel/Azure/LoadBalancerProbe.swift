public import IISConfiguration
public import Inet

extension LoadBalancer {
  /// What asks machines again and again whether they are well; one that does not answer gets no connections.
  public struct Probe: Hashable, Sendable {
    /// The name.
    public let name: Located<String>
    /// The port on the machines; nothing when the file does not tell.
    public let port: Located<Int>?

    /// A probe.
    public init(name: Located<String>, port: Located<Int>?) {
      self.name = name
      self.port = port
    }
  }

  /// An address that clients dial.
  public struct Front: Hashable, Sendable {
    /// The name.
    public let name: Located<String>
    /// The address in the virtual network; nothing for a public one, and where the file does not tell.
    public let address: IPAddress?

    /// An address that clients dial.
    public init(name: Located<String>, address: IPAddress?) {
      self.name = name
      self.address = address
    }
  }
}

extension ServerEnvironment {
  /// The address that clients of a rule dial, if files tell.
  public func address(_ frontend: LoadBalancer.Frontend, of balancer: LoadBalancer) -> IPAddress? {
    guard let id = frontend.front ?? (balancer.fronts.count == 1 ? ResourceID(balancer.fronts[0].name.value) : nil)
    else { return nil }
    if let inside = balancer.fronts.first(where: { $0.name.value.lowercased() == id.comparableName })?.address {
      return inside
    }
    return publicIPAddresses.first { resource in
      guard let holder = resource.holder.map({ ResourceID($0.value) }),
        holder.owner("loadBalancers")?.comparableName == balancer.name.value.lowercased()
      else { return false }
      return holder.comparableName == id.comparableName
    }?.address?.value
  }

  /// The addresses of load balancers that machines must have themselves, as packets keep them (floating IP).
  public var floatingAddresses: [IPv4Address] {
    loadBalancers.flatMap { balancer in
      balancer.frontends.filter { $0.isFloating != false }.compactMap { address($0, of: balancer)?.asIPv4 }
    }
  }
}
