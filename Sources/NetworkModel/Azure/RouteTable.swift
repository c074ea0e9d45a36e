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
  /// The id, or the name where the file has no id.
  public let id: ResourceID
  /// Where the file tells of it.
  public let place: Location
  /// The file.
  public var path: String { place.path }
  /// The routes that are told here.
  public var routes: [Route] = []
  /// The subnets that are told here to have the table.
  public var subnets: [ResourceID] = []
  /// Whether these are the routes that hold for one network interface, Azure's own among them.
  public var isEffective = false
  /// Whether this is the table itself, and not a route or a subnet of it alone.
  public var isWhole = false

  /// A table of which nothing is known but its name.
  public init(id: ResourceID, at place: Location) {
    self.id = id
    self.place = place
  }
}
