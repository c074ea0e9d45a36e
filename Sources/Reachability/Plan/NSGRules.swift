internal import IISConfiguration
public import Inet
public import NetworkModel
public import Text

/// A rule of an Azure network security group: openings of one direction that share the other side, for some addresses of the
/// server.
///
/// Every rule allows TCP. One rule can hold many ports and many addresses of one kind, so that a handful of rules is enough for
/// any plan.
public struct NSGRule: Hashable, Sendable {
  /// Letters, digits, dots and hyphens, at most 80; ports are left out, so that new ports replace the old ones.
  public let name: String
  /// Which side begins the connections.
  public let direction: FlowDirection
  /// The server's addresses, as they are behind NAT, all of one kind; any alone for all of its addresses.
  public let localAddresses: [LocalAddress]
  /// The other side.
  public let peer: NSGPeer
  /// What the rule lets through at each of the addresses, at least one opening, in order.
  public let openings: [Opening]
  /// Its place among the rules of its direction; lower ones come first.
  public let priority: Int
  /// Why Azure would refuse the rule or never apply it, or what would deny before (Azure documentation, network security groups
  /// overview).
  public let fault: Message?
  /// What whoever applies the rule should know of others.
  public let remarks: [Message]
}

extension FirewallPlan {
  /// The rules of a network security group, inbound first, each direction with free priorities in steps of 10.
  ///
  /// Addresses with the same ports share a rule. There is one also where it has a ``NSGRule/fault``.
  public var securityRules: [NSGRule] { securityRules(keepingStanding: false) }

  /// The same, for outputs that take no rule away and set one where it stands, or for those that do.
  public func securityRules(keepingStanding: Bool) -> [NSGRule] {
    let placement = NSGPlacement(self, keepsStanding: keepingStanding)
    // Only Azure knows who is in a service tag, so that nobody can be said to be let in besides.
    let hasTags = openings.contains { !$0.remote.serviceTags.isEmpty }
    let clients = hasTags ? .any : IPAddressSet(union: openings.map(\.remote.addresses))
    let all = FlowDirection.allCases.map(shapes)
    let isFull = all.joined().count + placement.foreignRuleCount > Self.mostRules
    return zip(FlowDirection.allCases, all).flatMap { direction, shapes in
      let flows = shapes.map { $0.flow(direction) }
      let denials = flows.map(placement.denials)
      let priorities = placement.priorities(
        shapes.map { name(of: $0, direction) }, direction, behind: denials.flatMap(\.self))
      return shapes.indices.map { index in
        let (shape, priority) = (shapes[index], priorities[index])
        let neighbours = placement.neighbours(of: flows[index], denials[index], at: priority, clients: clients)
        return NSGRule(
          name: name(of: shape, direction), direction: direction, localAddresses: shape.localAddresses,
          peer: shape.peer, openings: shape.openings, priority: priority,
          fault: isFull ? Self.fullness : shape.fault(at: priority) ?? neighbours.fault, remarks: neighbours.remarks)
      }
    }
  }

  /// Rules of a group, those of both directions together (Azure documentation, "Azure subscription and service limits").
  private static let mostRules = 1000
  private static let fullness: Message =
    "a network security group holds no more than \(mostRules) rules, those of others among them: bind sites that share ports to any address"

  /// What stands in security groups under names of this plan, beside some rules of it.
  public func standing(beside rules: [NSGRule]) -> NSGStanding {
    NSGStanding(groups: surroundings.groups, ownPrefix: key.namePrefix, planned: rules)
  }

  /// The rules of one direction, without names and places.
  private func shapes(_ direction: FlowDirection) -> [NSGRuleShape] {
    let probes = direction == .inbound ? probesThatRulesDeny : []
    return NSGRuleShape.shapes(
      of: (openings.filter { $0.direction == direction } + probes).flatMap { $0.at(surroundings.serverAddresses) })
  }

  /// Openings for probes of ports where no FTP site listens.
  ///
  /// Azure's own rule lets probes in, so that they need one where a rule of somebody's may deny them; without an answer the load
  /// balancer leads nobody here.
  private var probesThatRulesDeny: [Opening] {
    let ports = probedPortsOfOthers
    guard !ports.isEmpty else { return [] }
    let foreign = surroundings.rules(besides: key.namePrefix)
    return ports.ranges.map { ports in
      Opening(
        direction: .inbound, localPorts: ports, localAddress: .any, remote: RemoteSide(ServiceTags.azureHost),
        purpose: .healthProbe, origins: ["a probe of a load balancer"])
    }.filter { opening in
      let flow = opening.flow()
      return !foreign.allow(flow) && !foreign.denials(of: flow, areNamed: true).isEmpty
    }
  }

  private func name(of shape: NSGRuleShape, _ direction: FlowDirection) -> String {
    let address = shape.localAddresses.first?.nameSuffix ?? ""
    let (first, last) = (key.namePrefix + (direction == .inbound ? "in-tcp" : "out-tcp"), suffix(of: shape.peer))
    let name = first + (address.isEmpty ? "" : "-" + address) + last
    // Azure takes 80 characters, which a long key, an IPv6 address and a tag can be too much for.
    return name.utf8.count <= 80 ? name : first + "-" + sha256(address.utf8).prefix(8) + last
  }

  /// Rules that differ in their peers alone need names that do, whatever other peers there are; a tag's own name would be too long
  /// for some.
  private func suffix(of peer: NSGPeer) -> String {
    switch peer {
    case .anyone, .networks(_, isV6: false): ""
    case .networks(_, isV6: true): "-v6"
    case .internet: "-internet"
    case .probes: "-probes"
    case .serviceTag(let tag): "-tag-" + sha256(tag.lowercased().utf8).prefix(6)
    }
  }
}

/// A rule without name and place.
private struct NSGRuleShape {
  let localAddresses: [LocalAddress]
  let peer: NSGPeer
  let openings: [Opening]

  /// The rules for openings of one direction, by address, then by peer.
  static func shapes(of openings: [Opening]) -> [NSGRuleShape] {
    var single: [Way: [Opening]] = [:]
    for opening in openings {
      for peer in NSGPeer.peers(of: opening.remote) where peer.canReach(opening.localAddress) {
        single[Way(address: opening.localAddress, peer: peer), default: []].append(opening)
      }
    }
    var merged: [Reach: [LocalAddress]] = [:]
    for (way, openings) in single {
      merged[Reach(way, openings), default: []].append(way.address)
    }
    return merged.map { reach, addresses in
      let addresses = addresses.sorted()
      let openings = addresses.first.flatMap { single[Way(address: $0, peer: reach.peer)] } ?? []
      return NSGRuleShape(localAddresses: addresses, peer: reach.peer, openings: openings.sorted())
    }.sorted(by: comesBefore)
  }

  /// The connections that the rule lets through for certain.
  func flow(_ direction: FlowDirection) -> Flow {
    let local = localAddresses.contains(.any) ? .any : IPAddressSet(localAddresses.compactMap(\.address))
    return Flow(
      direction, remoteAddresses: peer.addresses, remotePorts: direction == .inbound ? .client : .any,
      localAddresses: local, localPorts: PortSet(openings.map(\.localPorts)))
  }

  private static func comesBefore(_ left: NSGRuleShape, _ right: NSGRuleShape) -> Bool {
    guard let first = left.localAddresses.first, let other = right.localAddresses.first, first != other else {
      return left.peer < right.peer
    }
    return first < other
  }

  private struct Way: Hashable {
    let address: LocalAddress
    let peer: NSGPeer
  }

  /// What addresses that share a rule have in common.
  private struct Reach: Hashable {
    let peer: NSGPeer
    let ports: [PortRange]
    /// Which kind of address, as a rule may not mix them; a rule for any address stands alone, and so do those that no group sees.
    let kind: Int

    init(_ way: Way, _ openings: [Opening]) {
      peer = way.peer
      ports = openings.map(\.localPorts).sorted()
      kind =
        switch way.address {
        case .any: 0
        case let address where address.isLoopback || address.isLinkLocal: 1
        case .v4: 4
        case .v6: 6
        }
    }
  }
}

extension NSGRule {
  /// What Azure shows beside the rule; at most 140 characters.
  public var description: String {
    switch (direction, peer) {
    case (.inbound, .probes): "Health probes of the load balancer before FTP (ftpsgate)"
    case (.inbound, _): "FTP control and passive data channels (ftpsgate)"
    case (.outbound, _): "FTP active data channels (ftpsgate)"
    }
  }

  /// The words for where connections come from.
  public var sources: [String] { direction == .inbound ? peer.words : localAddresses.map(\.description) }

  /// The ports that connections come from; none for any.
  public var sourcePorts: [PortRange] { direction == .inbound ? [] : ports }

  /// The words for where connections go to.
  public var destinations: [String] { direction == .inbound ? localAddresses.map(\.description) : peer.words }

  /// The ports that connections go to; none for any.
  public var destinationPorts: [PortRange] { direction == .inbound ? ports : [] }

  /// The server's ports, each once.
  private var ports: [PortRange] { openings.map(\.localPorts).distinct }
}

extension NSGRuleShape {
  /// Why Azure would refuse the rule or never apply it.
  fileprivate func fault(at priority: Int) -> Message? {
    let ports = openings.map(\.localPorts).distinct
    if priority > 4096 {
      return "a network security group has no priority left: they go up to 4096, and each set of ports takes a rule"
    }
    if ports.count > Self.largestList {
      return "a network security group rule holds no more than 4000 ports and ranges"
    }
    if max(peer.words.count, localAddresses.count) > Self.largestList {
      return "a network security group rule holds no more than 4000 addresses and networks on a side"
    }
    if let loopback = localAddresses.first(where: \.isLoopback) {
      return "no network security group sees connections to the loopback address \(loopback)"
    }
    if let linkLocal = localAddresses.first(where: \.isLinkLocal) {
      return "no network security group sees connections to the link-local address \(linkLocal)"
    }
    return nil
  }

  private static let largestList = 4000
}

extension NSGRule {
  /// The addresses of the server that are public ones, which Azure translates before a rule could match them.
  public var publicAddresses: [LocalAddress] {
    localAddresses.filter(\.isPublicIPv4)
  }
}

extension Opening {
  /// The opening at each of the server's addresses where it is for any and they are known.
  fileprivate func at(_ addresses: [LocalAddress]) -> [Opening] {
    guard localAddress == .any, !addresses.isEmpty else { return [self] }
    return addresses.map { address in
      Opening(
        direction: direction, localPorts: localPorts, localAddress: address, remote: remote.reaching(address),
        purpose: purpose, origins: origins)
    }.filter { !$0.remote.isNobody }
  }
}
