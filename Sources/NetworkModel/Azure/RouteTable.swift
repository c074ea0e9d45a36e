public import IISConfiguration
public import Inet

/// A route of a table in Azure.
public struct Route: Hashable, Sendable {
  /// Where packets go next.
  public enum NextHop: Hashable, Sendable {
    /// To the Internet, from Azure's own edge.
    case internet
    /// Within virtual networks, and to services of Azure.
    case network
    /// To a machine that hands packets on, such as a firewall.
    case appliance
    /// To a gateway that leads to other networks.
    case gateway
    /// Nowhere: they are dropped.
    case nowhere
  }

  /// What a route was made by, in the order in which they win among equals.
  public enum Origin: Int, Comparable, Hashable, Sendable {
    /// Somebody made it.
    case user
    /// A gateway has learnt it.
    case gateway
    /// Azure has it in every table.
    case system

    /// What wins first.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// The file.
  public let path: String
  /// The prefix as written, and where it stands.
  public let text: Located<String>
  /// What it is for; nothing for a service tag, and for what cannot be told.
  public let prefix: IPPrefix?
  /// Where packets go next; nothing when that cannot be told.
  public let nextHop: NextHop?
  /// What it was made by.
  public let origin: Origin

  /// A route.
  public init(path: String, text: Located<String>, prefix: IPPrefix?, nextHop: NextHop?, origin: Origin) {
    self.path = path
    self.text = text
    self.prefix = prefix
    self.nextHop = nextHop
    self.origin = origin
  }

  /// Where it stands.
  public var place: Location { Location(path, text.range) }
}

/// A route table in Azure, or what one resource tells of it.
public struct RouteTable: Hashable, Sendable {
  /// The file.
  public let path: String
  /// The id, or the name where the file has no id.
  public let id: ResourceID
  /// The routes that are told here.
  public var routes: [Route] = []
  /// The subnets that are told here to have the table.
  public var subnets: [ResourceID] = []
  /// Whether these are the routes that hold for one network interface, Azure's own among them.
  public var isEffective = false
  /// Whether this is the table itself, and not a route or a subnet of it alone.
  public var isWhole = false

  /// A table of which nothing is known but its name.
  public init(path: String, id: ResourceID) {
    self.path = path
    self.id = id
  }
}

/// The routes by which the server's answers leave.
public struct ServerRoutes: Hashable, Sendable {
  /// The routes.
  public let routes: [Route]
  /// Whether Azure's own and learnt ones are among them.
  public let isEffective: Bool

  /// Which route some addresses take; addresses that no route is for are in no part.
  ///
  /// The one with the longest prefix counts, among equals one that somebody made (Azure documentation, "Virtual network
  /// traffic routing").
  public func parts(of addresses: IPAddressSet) -> [(route: Route, addresses: IPAddressSet)] {
    var rest = addresses
    let known = routes.filter { $0.prefix != nil }.sorted {
      (-($0.prefix?.length ?? 0), $0.origin) < (-($1.prefix?.length ?? 0), $1.origin)
    }
    return known.compactMap { route in
      guard let prefix = route.prefix else { return nil }
      let own = rest.intersection(IPAddressSet(prefix))
      guard !own.isEmpty else { return nil }
      rest = rest.subtracting(own)
      return (route, own)
    }
  }

  /// A route of which it cannot be told what it is for, or where it leads, and which may lead astray.
  public var doubtful: Route? {
    routes.first { route in
      guard route.prefix != nil else { return route.nextHop != .internet && route.nextHop != .network }
      return route.nextHop == nil
    }
  }
}
