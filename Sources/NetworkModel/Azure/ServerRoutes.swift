internal import IISConfiguration
public import Inet

/// The routes by which the server's answers leave.
public struct ServerRoutes: Hashable, Sendable {
  /// Which addresses take which route.
  public struct Parts: Sendable {
    /// A route that wins for some of the addresses, and these; the longest prefixes come first.
    public internal(set) var routes: [(route: Route, addresses: IPAddressSet)] = []
    /// The addresses that no route is for.
    public internal(set) var rest: IPAddressSet
  }

  /// The routes, as they were told.
  public let routes: [Route]
  /// Whether Azure's own and learnt ones are among them.
  public let isEffective: Bool
  private let ordered: [Entry]

  /// A prefix, and the route for it; nothing for one of Azure's own that no file shows.
  private struct Entry: Hashable {
    let prefix: IPPrefix
    let origin: Route.Origin
    let route: Route?
  }

  /// The routes that hold for a network interface.
  public init(effective routes: [Route]) {
    self.init(routes, isEffective: true, [])
  }

  /// The routes of a table; beside them Azure has some of its own, for the virtual network and for private networks.
  ///
  /// Of the latter nothing follows: where a network is joined with this one or a gateway has learnt one, a longer route leads
  /// there, which no table shows (Azure documentation, "Virtual network traffic routing").
  public init(ofTable routes: [Route], in network: [IPPrefix]) {
    self.init(
      routes, isEffective: false,
      (network + Self.privateNetworks).map { Entry(prefix: $0, origin: .system, route: nil) })
  }

  private init(_ routes: [Route], isEffective: Bool, _ others: [Entry]) {
    self.routes = routes
    self.isEffective = isEffective
    let told = routes.compactMap { route in
      route.prefix.map { Entry(prefix: $0, origin: route.origin, route: route) }
    }
    ordered = (told + others).sorted { (-$0.prefix.length, $0.origin) < (-$1.prefix.length, $1.origin) }
  }

  private static let privateNetworks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].compactMap { IPPrefix($0) }

  /// Which routes some addresses take.
  ///
  /// The one with the longest prefix counts, among equals one that somebody made (Azure documentation, "Virtual network
  /// traffic routing").
  public func parts(of addresses: IPAddressSet) -> Parts {
    var parts = Parts(rest: addresses)
    for entry in ordered {
      let own = parts.rest.intersection(IPAddressSet(entry.prefix))
      guard !own.isEmpty else { continue }
      parts.rest = parts.rest.subtracting(own)
      if let route = entry.route { parts.routes.append((route, own)) }
    }
    return parts
  }

  /// A route of which it cannot be told what it is for, and which does not certainly lead on.
  public var misread: Route? {
    routes.first { $0.prefix == nil && $0.nextHop != .internet && $0.nextHop != .network }
  }
}
