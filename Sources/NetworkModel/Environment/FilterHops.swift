internal import Inet

extension ServerEnvironment {
  /// What becomes of connections with the FTP service: all filters of ``stages(_:)``, in their order.
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

  /// The filters on the way of a connection with the FTP service, in the order in which it meets them.
  ///
  /// Connections to the server meet the rules of Virtual Network Manager, the groups of subnets, those of network
  /// interfaces and then Windows Firewall; connections from the server the other way round (Azure documentation,
  /// "How network security groups filter network traffic"). Where several groups are for one kind of thing, and
  /// the server has but one, it is not known which is its own.
  ///
  /// - Parameter direction: Which side begins.
  /// - Returns: The filters of which files tell.
  public func hops(_ direction: FlowDirection) -> [FilterHop] {
    let groups = groups.distinctGroups
    let tags = ServiceTags().addingToVirtualNetwork(ownNetwork)
    var hops = groups.filter(\.isNetworkManager).map { FilterHop.filter($0.filter(tags: tags)) }
    let subnets = groups.filter { $0.isForSubnet == true }
    let interfaces = groups.filter { $0.isForSubnet == false && !$0.isNetworkManager }
    let either = groups.filter { $0.isForSubnet == nil }
    hops += Self.choice(subnets, "for subnets", tags) + Self.choice(interfaces, "for network interfaces", tags)
    hops += Self.choice(either, "of which no file tells what they are for", tags)
    if let windowsFirewall {
      hops.append(windowsFirewall.hop(active: possibleProfiles, localSubnet: localSubnet))
    }
    return direction == .inbound ? hops : hops.reversed()
  }

  private static func choice(_ groups: [NetworkSecurityGroup], _ things: String, _ tags: ServiceTags) -> [FilterHop] {
    switch groups.count {
    case 0: []
    case 1: [.filter(groups[0].filter(tags: tags))]
    default:
      [
        .oneOf(
          groups.map { $0.filter(tags: tags) }.distinctInEffect,
          FilterHop.Choice(
            all: "each of the network security groups that may be the server's",
            one: "the server's network security group",
            reason:
              "there are \(groups.count) network security groups \(things), and which is the server's is in no file"))
      ]
    }
  }
}

extension [FilterHop] {
  /// What becomes of connections at some stations, for a server that has one of the flow's local addresses.
  ///
  /// IPv4 and IPv6 are decided one after the other, as no connection goes from one to the other.
  public func decideForOneAddress(_ flow: Flow, within budget: inout FlowBudget) -> FlowDecision {
    var parts: [FlowPart] = []
    for family in [IPAddressSet.anyV4, .anyV6] {
      var part = flow
      part.remoteAddresses = flow.remoteAddresses.intersection(family)
      part.localAddresses = flow.localAddresses.intersection(family)
      guard !part.isEmpty else { continue }
      budget.begin()
      parts += decide(part, within: &budget).forOneLocalAddress(of: part, within: &budget).parts
    }
    return FlowDecision(parts)
  }
}

extension ServerEnvironment {
  /// The groups that are the server's own for certain: where there are several for one kind of thing, none of them is.
  public var certainGroups: [NetworkSecurityGroup] {
    let groups = groups.distinctGroups
    let counts = Dictionary(grouping: groups.filter { !$0.isNetworkManager }, by: \.isForSubnet).mapValues(\.count)
    return groups.filter { $0.isNetworkManager || counts[$0.isForSubnet] == 1 }
  }
}
