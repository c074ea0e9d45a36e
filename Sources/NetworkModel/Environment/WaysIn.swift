public import IISConfiguration
public import Inet

extension ServerEnvironment {
  /// The addresses of which Azure Firewall puts one in place of a client's whose connection it hands on; nothing where
  /// no file tells.
  ///
  /// Those of its subnet, which must be called `AzureFirewallSubnet` (Azure Network Security Blog, "Azure Firewall NAT
  /// Behaviors"; Azure documentation, "Deploy and configure Azure Firewall").
  public var azureFirewallAddresses: IPAddressSet? {
    let told = subnets.filter { $0.id.name.lowercased() == "azurefirewallsubnet" && !$0.prefixes.isEmpty }
    let named = azureFirewalls.flatMap(\.subnets)
    let own = named.isEmpty ? told : told.filter { subnet in named.contains { $0.isSame(as: subnet.id) } }
    let isComplete = named.allSatisfy { name in own.contains { $0.id.isSame(as: name) } }
    return own.isEmpty || !isComplete ? nil : IPAddressSet(own.flatMap(\.prefixes))
  }
}

extension ServerEnvironment {
  /// The private addresses to which Azure translates public ones, as far as files tell: a network interface has a public
  /// address for one of its private ones (Azure documentation, "Associate a public IP address to a virtual machine").
  public var translatedAddresses: [IPv4Address: IPv4Address] {
    var found: [IPv4Address: IPv4Address] = [:]
    for resource in publicIPAddresses {
      guard let address = resource.address?.value.asIPv4, let own = privateAddress(of: resource) else { continue }
      found[address] = own
    }
    return found
  }

  private func privateAddress(of resource: PublicIPAddress) -> IPv4Address? {
    configuration(of: resource)?.configuration.address?.value.asIPv4
  }

  /// What of a network interface holds a public address, as either of them tells.
  private func configuration(
    of resource: PublicIPAddress
  ) -> (interface: NetworkInterface, configuration: NetworkInterface.Configuration)? {
    let holder = resource.holder.map { ResourceID($0.value) }
    for interface in networkInterfaces {
      let isHolder = holder?.owner("networkInterfaces")?.isSame(as: interface.id) == true
      let found = interface.configurations.first { configuration in
        configuration.publicAddress?.isSame(as: resource.id) == true
          || isHolder && holder?.comparableName == configuration.name?.lowercased()
      }
      if let found { return (interface, found) }
    }
    return nil
  }

  /// The gateway load balancer through which connections to a public address come first, if a file names one.
  public func gateway(before address: IPv4Address) -> (name: String, place: Location)? {
    guard let resource = publicIPAddresses.first(where: { $0.address?.value == .v4(address) }) else { return nil }
    if let (interface, configuration) = configuration(of: resource) {
      return configuration.gateway.map { (Self.gatewayName($0), Location(interface.path, $0.range)) }
    }
    guard let holder = resource.holder.map({ ResourceID($0.value) }),
      let name = holder.owner("loadBalancers")?.comparableName
    else { return nil }
    for balancer in loadBalancers where balancer.name.value.lowercased() == name {
      let front = balancer.fronts.first { $0.name.value.lowercased() == holder.comparableName }
      if let gateway = front?.gateway { return (Self.gatewayName(gateway), balancer.place(gateway.range)) }
    }
    return nil
  }

  private static func gatewayName(_ id: Located<String>) -> String {
    ResourceID(id.value).owner("loadBalancers")?.name ?? id.value
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

extension ServerEnvironment {
  /// Whether a public address is the server's own, or that of a load balancer in front of it; nothing where files do not
  /// tell.
  public func leadsStraightIn(_ address: IPv4Address) -> Bool? {
    guard let resource = publicIPAddresses.first(where: { $0.address?.value == .v4(address) }) else { return nil }
    if let holder = resource.holder.map({ ResourceID($0.value) }) {
      return holder.owner("networkInterfaces") != nil || holder.owner("loadBalancers") != nil
    }
    return networkInterfaces.contains { $0.publicAddresses.contains { $0.isSame(as: resource.id) } } ? true : nil
  }
}
