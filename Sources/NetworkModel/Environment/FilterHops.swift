internal import Inet

extension ServerEnvironment {
  /// What becomes of connections with the FTP service: all of ``hops(_:)``, in their order.
  ///
  /// A flow to any local address is taken to go to one of the server's own, and what would differ between these is not known.
  /// IPv4 and IPv6 are decided one after the other, as no connection goes from one to the other; addresses of a kind that
  /// the server does not have are in no part. Where no file tells of a filter there are no parts.
  public func decide(_ flow: Flow) -> FlowDecision {
    let hops = hops(flow.direction)
    var own = flow
    if flow.localAddresses == .any { own.localAddresses = localAddresses }
    var budget = FlowBudget(hops)
    return hops.decideForOneAddress(own, within: &budget)
  }

  /// The profiles of Windows Firewall of which one is active: those that files call active, and all where no file tells.
  public var possibleProfiles: [WindowsFirewallProfile.Kind] {
    activeProfiles.isEmpty ? WindowsFirewallProfile.Kind.allCases : activeProfiles
  }

  /// The packet filters around the server, in the order in which a connection to it meets them.
  ///
  /// Whoever comes with another kind of filter adds it here; nothing above asks whose filters they are.
  public var filters: [any PacketFilterSource] {
    let tags = ServiceTags().addingToVirtualNetwork(ownNetwork)
    let distinct = groups.distinctGroups
    let exempt = distinct.flatMap { $0.alwaysAllowed(tags) }
    let groups = SecurityGroupFilter.all(distinct, tags, exempt: exempt)
    let closed = closedAddress.map { [ClosedAddressFilter($0, exempt: exempt, hop: groups.count)] } ?? []
    let inAzure = groups.map { $0 as any PacketFilterSource } + closed
    return inAzure + windowsFirewallFilters(hop: inAzure.count)
  }

  private func windowsFirewallFilters(hop: Int) -> [any PacketFilterSource] {
    guard let windowsFirewall else { return [] }
    return [
      WindowsFirewallFilter(windowsFirewall, active: possibleProfiles, localSubnet: localSubnet, hop: hop)
    ]
  }

  /// The filters on the way of a connection with the FTP service, in the order in which it meets them: connections
  /// from the server meet them the other way round.
  ///
  /// - Parameter direction: Which side begins.
  /// - Returns: The filters of which files tell.
  public func hops(_ direction: FlowDirection) -> [FilterHop] {
    let hops = filters.map(\.hop)
    return direction == .inbound ? hops : hops.reversed()
  }
}

extension ServerEnvironment {
  /// The groups that are the server's own for certain: where there are several for one kind of thing, none of them is.
  public var certainGroups: [NetworkSecurityGroup] {
    let groups = groups.distinctGroups
    let counts = Dictionary(grouping: groups.filter { !$0.isNetworkManager }, by: \.isForSubnet).mapValues(\.count)
    return groups.filter { $0.doubt == nil && ($0.isNetworkManager || counts[$0.isForSubnet] == 1) }
  }
}
