internal import Inet
internal import NetworkModel
internal import Reachability
internal import Text

/// Connections that a gateway forwards: openings of one direction that share the other side, for some of the server's
/// addresses.
struct NftablesRule: Hashable {
  /// Which side begins the connections.
  let direction: FlowDirection
  /// Whether they are of IPv6.
  let isV6: Bool
  /// The server's addresses, all of one kind, in order.
  let servers: [GatewayServer]
  /// The addresses on the other side, of the same kind.
  let clients: IPAddressSet
  /// The server's ports.
  let ports: PortSet
  /// What passes at the first of the server's addresses, in order; the others have the same ports.
  let openings: [Opening]

  /// The terms that hold the other side's address, and none for anyone.
  func clientTerms(_ field: String) -> [String] {
    guard clients != (isV6 ? .anyV6 : .anyV4) else { return [] }
    return [family, field, NftablesText.set(clients)]
  }

  /// The terms that hold the server's address.
  func serverTerms(_ field: String) -> [String] {
    [family, field, NftablesText.set(servers.map(\.word))]
  }

  private var family: String { isV6 ? "ip6" : "ip" }
}

/// An address of the server as a ruleset has it.
enum GatewayServer: Hashable, Comparable {
  /// An address that the plan knows.
  case known(LocalAddress)
  /// The IPv4 address that whoever applies the ruleset gives.
  case given

  /// How a ruleset spells it.
  var word: String {
    switch self {
    case .known(let address): address.description
    case .given: "$server"
    }
  }

  /// Whether it is an IPv6 address.
  var isV6: Bool {
    if case .known(.v6) = self { true } else { false }
  }
}

extension FirewallPlan {
  /// The addresses that stand for every address of the server: those that files tell and those of bindings.
  ///
  /// Bindings tell some of its addresses only, so that without a file another one is given.
  var gatewayServers: [GatewayServer] {
    let known = surroundings.serverAddresses + openings.map(\.localAddress).filter { $0 != .any }
    let given: [GatewayServer] = surroundings.serverAddresses.isEmpty ? [.given] : []
    return Set(known).sorted().map(GatewayServer.known) + given
  }

  /// The rules of a gateway, inbound first; refuses what no gateway forwards, and what has no address to go to.
  var gatewayRules: [NftablesRule] {
    get throws(UnsupportedByTarget) {
      let all = gatewayServers
      try checkCount(of: all)
      var single: [Way: [Opening]] = [:]
      for opening in openings {
        let ways = try Self.ways(of: opening, at: opening.localAddress == .any ? all : [.known(opening.localAddress)])
        for way in ways { single[way, default: []].append(opening) }
      }
      var merged: [Reach: [GatewayServer]] = [:]
      for (way, openings) in single { merged[Reach(way, openings), default: []].append(way.server) }
      return merged.map { reach, servers in
        let servers = servers.sorted()
        let first = servers.first.map { Way(direction: reach.direction, server: $0, clients: reach.clients) }
        return NftablesRule(
          direction: reach.direction, isV6: reach.isV6, servers: servers, clients: reach.clients, ports: reach.ports,
          openings: first.flatMap { single[$0] }?.sorted() ?? [])
      }.sorted(by: Self.comesBefore)
    }
  }

  /// Sites on every address are at each one, so that a file of many of both would have more rules than a gateway bears.
  private func checkCount(of servers: [GatewayServer]) throws(UnsupportedByTarget) {
    let everywhere = openings.filter { $0.localAddress == .any }
    guard let first = everywhere.first, everywhere.count * servers.count > Self.mostPorts else { return }
    throw UnsupportedByTarget(
      opening: first,
      reason: """
        \(count: servers.count, "address", "addresses") of the server with \(count: everywhere.count, "range", "ranges") of \
        ports each are too many for one gateway: plan for some of the sites with --site
        """)
  }

  private static let mostPorts = 100_000

  private static func ways(of opening: Opening, at servers: [GatewayServer]) throws(UnsupportedByTarget) -> [Way] {
    let address = opening.localAddress
    guard !address.isLoopback, !address.isLinkLocal else {
      throw UnsupportedByTarget(
        opening: opening,
        reason: "no gateway forwards connections to \(address), an address of the machine or of one link alone")
    }
    let ways = servers.compactMap { server in
      let clients = opening.remote.addresses.intersection(server.isV6 ? .anyV6 : .anyV4)
      return clients.isEmpty ? nil : Way(direction: opening.direction, server: server, clients: clients)
    }
    guard !ways.isEmpty else {
      throw UnsupportedByTarget(
        opening: opening,
        reason: """
          no address of the server is known that these clients can reach, which are of the other kind: describe its \
          network interface with --environment
          """)
    }
    return ways
  }

  private static func comesBefore(_ left: NftablesRule, _ right: NftablesRule) -> Bool {
    if left.direction != right.direction { return left.direction < right.direction }
    if left.isV6 != right.isV6 { return right.isV6 }
    if left.servers != right.servers { return left.servers.lexicographicallyPrecedes(right.servers) }
    return left.clients.spans.lexicographicallyPrecedes(right.clients.spans) { $0 < $1 }
  }

  /// A way through the gateway.
  private struct Way: Hashable {
    let direction: FlowDirection
    let server: GatewayServer
    let clients: IPAddressSet
  }

  /// What addresses that share a rule have in common.
  private struct Reach: Hashable {
    let direction: FlowDirection
    let isV6: Bool
    let clients: IPAddressSet
    let ports: PortSet

    init(_ way: Way, _ openings: [Opening]) {
      direction = way.direction
      isV6 = way.server.isV6
      clients = way.clients
      ports = PortSet(openings.map(\.localPorts))
    }
  }
}
