internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Reachability
internal import Text

/// What a load balancer before the server hands on: each port to the same port of one machine.
///
/// A rule takes one port, so that a passive range takes as many as it has ports. Sources: Azure documentation, "Manage rules for
/// Azure Load Balancer"; "Azure subscription and service limits", Load Balancer limits.
struct LoadBalancedPorts {
  /// The ports, those of the control channels and the passive range alike.
  let ports: PortSet
  /// The control port whose answer says that the server is there.
  let probedPort: Port
  /// The server's address in its network, where the plan knows it.
  let server: LocalAddress?
  /// What the names of all rules begin with.
  let namePrefix: String

  /// The ports of a plan; refuses what one load balancer with one machine behind it cannot hand on.
  init(_ plan: FirewallPlan) throws(UnsupportedByTarget) {
    let inbound = plan.openings.filter { $0.direction == .inbound }
    // A socket at any address answers at the others' as well.
    let bound = inbound.map(\.localAddress).distinct
    let named = bound.filter { $0 != .any }
    let addresses = named.isEmpty ? bound : named
    for opening in inbound {
      if let reason = Self.fault(of: opening, addresses) {
        throw UnsupportedByTarget(opening: opening, reason: reason)
      }
    }
    ports = PortSet(inbound.map(\.localPorts))
    if ports.count > Self.mostRules, let widest = inbound.max(by: { $0.localPorts.count < $1.localPorts.count }) {
      throw UnsupportedByTarget(
        opening: widest,
        reason: """
          a load balancer takes a rule for each port and a network interface no more than \(Self.mostRules), and these are \
          \(ports.count): narrow lowDataChannelPort and highDataChannelPort
          """)
    }
    probedPort = plan.controlPorts(at: bound).first ?? ports.ranges.first?.first ?? 0
    let known = plan.surroundings.serverAddresses.filter { if case .v4 = $0 { true } else { false } }
    server = addresses.first { $0 != .any } ?? (known.count == 1 ? known.first : nil)
    namePrefix = plan.key.namePrefix
  }

  private static func fault(of opening: Opening, _ addresses: [LocalAddress]) -> Message? {
    if opening.localAddress.isLoopback || opening.localAddress.isLinkLocal {
      return "no load balancer reaches the address \(opening.localAddress)"
    }
    if opening.localAddress.isPublicIPv4 {
      return
        "a load balancer hands on to the server's own address, and no site answers there that is bound to \(opening.localAddress)"
    }
    if case .v6 = opening.localAddress {
      return "these rules are for IPv4 front ends, which hand nothing on to \(opening.localAddress)"
    }
    if addresses.count > 1 {
      return """
        these rules hand each port on to one address, and the bindings have \(addresses.count): plan for the sites of one \
        address with --site
        """
    }
    return nil
  }

  /// Rules of load balancing and inbound NAT together, over all addresses of an interface.
  private static let mostRules = 300
}

extension LoadBalancedPorts {
  /// Minutes without a packet after which a connection ends.
  ///
  /// A control channel is still while a long file is under way. Azure takes 4 to 100.
  static let idleMinutes = 30

  /// What such an output can say, and what comes of what is there already.
  static func capabilities(existingRules: Message) -> TargetCapabilities {
    TargetCapabilities(
      serviceTags: true, removal: false,
      clients:
        "anyone: a load balancer keeps nobody out, and the security group behind it sees the clients' own addresses",
      activeData: "nothing: clients behind a load balancer use passive mode",
      limits: "one machine, IPv4, \(mostRules) ports", existingRules: existingRules,
      leftToReader: [
        "the security group behind: without a rule that lets clients in, a Standard load balancer hands on nobody",
        "the external address of the FTP sites: the front end's public address",
        "Front Door and the HTTP listeners of Application Gateway carry no FTP: there is no target for them",
      ])
  }

  /// What the header tells.
  static let notes = [
    "Front end and back end have the same port, as PASV replies name it; there is no floating IP, and one machine behind.",
    "A load balancer keeps nobody out: the rules of the security group behind it do (--target arm or terraform).",
    "The external address of the FTP sites must be the public address of the front end (externalIp4Address).",
    "The probe asks one control port for all: where it gets no answer, no port is handed on.",
    "Active data does not leave through these rules: clients behind it use passive mode.",
    "Front Door and the HTTP listeners of Application Gateway carry no FTP.",
  ]

  /// Ports that stand alone, and ranges of at least two, in ascending order.
  var runs: (single: [Port], ranges: [PortRange]) {
    let ranges = ports.ranges
    return (ranges.filter { $0.count == 1 }.map(\.first), ranges.filter { $0.count > 1 })
  }
}

extension FirewallPlan {
  /// The control ports of bindings at some addresses, in ascending order; one in the passive range has no opening of its own.
  fileprivate func controlPorts(at addresses: [LocalAddress]) -> [Port] {
    let endpoints = sites.flatMap { site in site.bindings.compactMap(\.endpoint) }
    return endpoints.filter { addresses.contains($0.address) }.map(\.port).sorted()
  }
}
