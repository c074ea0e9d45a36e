internal import IISConfiguration
public import Inet
internal import Text

extension ServerEnvironment {
  /// What of the environment concerns the server, where files tell of other machines too.
  ///
  /// The server's network interface is the one that effective rules were printed for, that has one of the server's
  /// addresses, that holds one of its public addresses, or the only one in any file. Groups for other interfaces and
  /// other subnets are left out then, and groups that are attached to nothing wherever others are attached: Azure asks
  /// none of these. What cannot be told is kept.
  ///
  /// - Parameter publicAddresses: The addresses that clients dial, as the configuration and the user tell.
  /// - Returns: The same without what is known to be others'.
  public func concerningServer(dialledAt publicAddresses: [IPv4Address]) -> ServerEnvironment {
    var part = self
    part.groups = groups.distinctGroups
    let interface = serverInterface(publicAddresses)
    let subnets = serverSubnets(interface)
    let isAnyAttached = part.groups.contains { !$0.attachments.isEmpty }
    let kept = part.groups.map { group in
      group.attachments.isEmpty
        ? (isAnyAttached ? nil : group) : group.attached { $0.mayConcern(interface: interface, subnets: subnets) }
    }
    part.leftOutGroups = zip(part.groups, kept).compactMap { $1 == nil ? $0 : nil }
    part.groups = kept.compactMap(\.self)
    let telling = Set(publicIPAddresses.filter { $0.holder != nil }.map(\.path))
    part.publicIPAddresses = publicIPAddresses.filter { $0.leads(to: interface, isTold: telling.contains($0.path)) }
    if let interface, addresses.isEmpty, let known = networkInterfaces.first(where: { $0.id.isSame(as: interface) }) {
      part.addresses = known.addresses.map { InterfaceAddress(path: known.path, address: $0, network: nil) }
    }
    return part
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
      return found.allSatisfy { $0.isSame(as: first) } ? first : nil
    }
    return nil
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

extension NetworkSecurityGroup {
  /// The group with those of its attachments that matter; nothing where none does.
  fileprivate func attached(_ matters: (Attachment) -> Bool) -> NetworkSecurityGroup? {
    let kept = attachments.filter(matters)
    guard !kept.isEmpty else { return nil }
    return NetworkSecurityGroup(path: path, name: name, id: id, attachments: kept, rules: rules, tags: tags)
  }
}

extension NetworkSecurityGroup.Attachment {
  fileprivate var networkInterface: ResourceID? { if case .networkInterface(let id) = self { id } else { nil } }

  fileprivate func mayConcern(interface: ResourceID?, subnets: [ResourceID]) -> Bool {
    switch self {
    case .networkManager: true
    case .networkInterface(let id): interface.map(id.isSame) ?? true
    case .subnet(let id): subnets.isEmpty || subnets.contains(where: id.isSame)
    }
  }
}

extension PublicIPAddress {
  /// The network interface that holds the address, if one does.
  fileprivate var networkInterface: ResourceID? { holder.flatMap { ResourceID($0.value).owner("networkInterfaces") } }

  /// Whether clients of the server may come in through the address.
  ///
  /// One that nothing holds leads nowhere, but only where its file tells what holds others; bastions and gateways take
  /// no FTP.
  fileprivate func leads(to interface: ResourceID?, isTold: Bool) -> Bool {
    guard let holder else { return !isTold }
    if let other = networkInterface { return interface.map(other.isSame) ?? true }
    let id = ResourceID(holder.value)
    return ["bastionHosts", "virtualNetworkGateways", "natGateways"].allSatisfy { id.owner($0) == nil }
  }
}

extension [NetworkSecurityGroup] {
  /// The groups, each once: effective rules say more than the group that they come from.
  var distinctGroups: [NetworkSecurityGroup] {
    var distinct: [NetworkSecurityGroup] = []
    var namesakes: [String: [Int]] = [:]
    for group in self {
      let name = (group.id?.name ?? group.name.value).lowercased()
      guard let index = namesakes[name]?.first(where: { distinct[$0].isSame(as: group) }) else {
        namesakes[name, default: []].append(distinct.count)
        distinct.append(group)
        continue
      }
      let known = distinct[index]
      let kept = known.isEffective || !group.isEffective ? known : group
      distinct[index] = NetworkSecurityGroup(
        path: kept.path, name: kept.name, id: kept.id,
        attachments: (known.attachments + group.attachments).distinct, rules: kept.rules, tags: kept.tags)
    }
    return distinct
  }
}
