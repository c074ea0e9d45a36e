internal import IISConfiguration
public import Inet
internal import Text

extension ServerEnvironment {
  /// What of the environment concerns the server, where files tell of other machines too.
  ///
  /// The server's network interface is the one that effective rules were printed for, that has one of the server's
  /// addresses, that holds one of its public addresses, or the only one in any file. Groups for other interfaces and
  /// other subnets are left out then, and groups that are attached to nothing wherever others are attached: Azure asks
  /// none of these. What cannot be told is kept: a group that may be the server's, and may not, is a doubt.
  ///
  /// - Parameter publicAddresses: The addresses that clients dial, as the configuration and the user tell.
  /// - Returns: The same without what is known to be others'.
  public func concerningServer(dialledAt publicAddresses: [IPv4Address]) -> ServerEnvironment {
    var part = self
    let interface = serverInterface(publicAddresses)
    let distinct = groups.distinctGroups
    let subnets = serverSubnets(interface)
    let server = ServerPlace(
      interface: interface, subnets: subnets, candidates: interface == nil ? networkInterfaces : [],
      isToldInFull: isTold(interface),
      isAnyGroupAttached: distinct.contains { !$0.isNetworkManager && !$0.attachments.isEmpty })
    (part.groups, part.leftOutGroups) = server.parted(distinct)
    part.partPublicAddresses(of: interface)
    part.closedAddress = part.closedAddress(of: interface)
    part.interface = interface
    if let interface, addresses.isEmpty, let known = networkInterfaces.first(where: { $0.id.isSame(as: interface) }) {
      part.addresses = known.addresses.map { InterfaceAddress(path: known.path, address: $0, network: nil) }
    }
    let own = part.addresses.map(\.address.value)
    part.loadBalancers = loadBalancers.map { $0.leading(to: interface, at: own) }
    part.routes = part.returnRoutes(of: interface, in: subnets)
    return part
  }

  /// Sets the public addresses apart that something else holds than the server.
  private mutating func partPublicAddresses(of interface: ResourceID?) {
    let telling = Set(publicIPAddresses.filter { $0.holder != nil }.map(\.path))
    var own: [PublicIPAddress] = []
    for address in publicIPAddresses {
      let isTold = telling.contains(address.path)
      if let other = address.elsewhere(than: interface, owner: holder(of: address), isTold: isTold) {
        addressesElsewhere.append(other)
      } else {
        own.append(address)
      }
    }
    publicIPAddresses = own
  }

  /// Whether files tell of a network interface and of all its subnets, so that none of them has a group that is not told.
  private func isTold(_ interface: ResourceID?) -> Bool {
    guard let interface else { return false }
    let subnets = networkInterfaces.filter { $0.id.isSame(as: interface) }.flatMap(\.subnets)
    return !subnets.isEmpty && subnets.allSatisfy { subnet in self.subnets.contains { $0.id.isSame(as: subnet) } }
  }

  /// An address by which alone clients come, if each of these is a Standard one in front of an interface that certainly has
  /// no group, or may be as a template does not tell; one that may be, if there is such.
  private func closedAddress(of interface: ResourceID?) -> PublicIPAddress? {
    guard let interface, groups.allSatisfy(\.isNetworkManager), isTold(interface) else { return nil }
    let areClosed = publicIPAddresses.allSatisfy { address in
      leads(address, to: interface) && (address.isStandard ?? address.isPlanned)
    }
    return areClosed ? publicIPAddresses.first { $0.isStandard == nil } ?? publicIPAddresses.first : nil
  }

  /// Whether an address certainly leads to a network interface: it is the interface's, or a load balancer's in front of it.
  private func leads(_ address: PublicIPAddress, to interface: ResourceID) -> Bool {
    if holder(of: address)?.isSame(as: interface) == true { return true }
    guard let name = address.holder.flatMap({ ResourceID($0.value).owner("loadBalancers")?.comparableName }) else {
      return false
    }
    return loadBalancers.contains { balancer in
      balancer.name.value.lowercased() == name
        && balancer.pools.contains { $0.members.contains { $0.interface?.isSame(as: interface) == true } }
    }
  }

  /// The network interface that holds an address, as the address tells, or as an interface does.
  func holder(of address: PublicIPAddress) -> ResourceID? {
    address.networkInterface
      ?? networkInterfaces.first { $0.publicAddresses.contains { $0.isSame(as: address.id) } }?.id
  }

  private func serverInterface(_ publicAddresses: [IPv4Address]) -> ResourceID? {
    let effective = groups.filter(\.isEffective).flatMap(\.attachments).compactMap(\.networkInterface)
    let own = Set(addresses.map(\.address.value))
    let withAddress = networkInterfaces.filter { $0.addresses.contains { own.contains($0.value) } }.map(\.id)
    let dialledAddresses = Set(publicAddresses.map(IPAddress.v4))
    let dialled = publicIPAddresses.filter { resource in
      resource.address.map { dialledAddresses.contains($0.value) } ?? false
    }
    for found in [
      effective, withAddress, dialled.compactMap(\.networkInterface), publicIPAddresses.compactMap(\.networkInterface),
      networkInterfaces.map(\.id),
    ] {
      guard let first = found.first else { continue }
      // Two interfaces at once say nothing of which is the one that clients reach.
      let isOnlyOne = found.allSatisfy { $0.isSame(as: first) }
      return isOnlyOne && !dialled.contains { isOfAnotherInterface($0, of: first) } ? first : nil
    }
    return nil
  }

  /// Whether an address is held by another interface of the machine that one interface is of.
  private func isOfAnotherInterface(_ address: PublicIPAddress, of interface: ResourceID) -> Bool {
    guard let holder = holder(of: address), !holder.isSame(as: interface) else { return false }
    func machine(_ id: ResourceID) -> ResourceID? { networkInterfaces.first { $0.id.isSame(as: id) }?.machine }
    guard let own = machine(interface), let other = machine(holder) else { return false }
    return own.isSame(as: other)
  }

  private func serverSubnets(_ interface: ResourceID?) -> [ResourceID] {
    guard let interface else { return [] }
    let known = networkInterfaces.filter { $0.id.isSame(as: interface) }.flatMap(\.subnets)
    guard known.isEmpty else { return known }
    let effective = groups.filter(\.isEffective).flatMap(\.attachments)
    guard effective.contains(where: { $0.networkInterface?.isSame(as: interface) == true }) else { return [] }
    return effective.compactMap { if case .subnet(let id) = $0 { id } else { nil } }
  }
}

extension NetworkSecurityGroup.Attachment {
  fileprivate var networkInterface: ResourceID? { if case .networkInterface(let id) = self { id } else { nil } }
}

extension PublicIPAddress {
  /// Whether it is of the SKU Standard; nothing where no file tells.
  fileprivate var isStandard: Bool? { sku.map { $0.value.lowercased().hasPrefix("standard") } }

  /// The network interface that holds the address, if one does.
  fileprivate var networkInterface: ResourceID? { holder.flatMap { ResourceID($0.value).owner("networkInterfaces") } }
}

extension [NetworkSecurityGroup] {
  /// The groups, each once: effective rules say more than the group that they come from.
  ///
  /// A group of which files tell different rules is there once for each.
  var distinctGroups: [NetworkSecurityGroup] {
    var distinct: [[NetworkSecurityGroup]] = []
    var namesakes: [String: [Int]] = [:]
    // Ids whose names are not known are the same only if all of them is.
    var unnamed: [ResourceID: Int] = [:]
    for group in self {
      let name = group.identity.comparableName
      let known = name.map { namesakes[$0]?.first { distinct[$0][0].isSame(as: group) } } ?? unnamed[group.identity]
      guard let index = known else {
        if let name {
          namesakes[name, default: []].append(distinct.count)
        } else {
          unnamed[group.identity] = distinct.count
        }
        distinct.append([group])
        continue
      }
      distinct[index].append(group)
    }
    return distinct.flatMap(\.versions)
  }

  /// What files tell of one group, without what says no more than something else.
  private var versions: [NetworkSecurityGroup] {
    guard count > 1 else { return self }
    let attachments = flatMap(\.attachments).distinct
    let candidates = [filter(\.isEffective), filter { !$0.isBare }].first { !$0.isEmpty } ?? self
    var known: [NetworkSecurityGroup] = []
    for group in candidates where !known.contains(where: { $0.decidesAll(as: group) }) {
      known.append(group)
    }
    return known.map { group in
      var group = group
      group.attachments = attachments
      return group
    }
  }
}

extension NetworkSecurityGroup {
  /// Whether another group decides all as this one does, whatever its rules are called.
  fileprivate func decidesAll(as other: NetworkSecurityGroup) -> Bool {
    [filter(), other.filter()].distinctInEffect.count == 1
  }
}
