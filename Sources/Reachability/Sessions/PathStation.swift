public import NetworkModel
public import Text

/// Where on its way a connection meets what a check looks at.
public enum PathStation: Hashable, Sendable {
  /// The addresses that clients dial, and what leads from there to the machine: a load balancer, a translator, routes.
  case address
  /// A filter, by its number in the order in which connections to the server meet them.
  case filter(Int)
  /// A filter that such a server has and no file tells of; nothing for all of them.
  case untold(UntoldFilter?)
  /// The server itself: what it listens on, its service, its sites.
  case server
}

extension SessionCheck {
  /// The check, as one of a station.
  func at(_ station: PathStation) -> SessionCheck {
    var check = self
    check.station = station
    return check
  }
}

extension [SessionCheck] {
  /// The checks, as some of a station.
  func at(_ station: PathStation) -> [SessionCheck] { map { $0.at(station) } }
}

extension Simulation {
  /// The filters that connections to the server meet, in their order, and what each is called.
  public var filters: [(station: PathStation, title: Message)] {
    let told = (server.filters?.sources ?? []).enumerated().map { (PathStation.filter($0), $1.hop.title) }
    let untold = (server.environment ?? ServerEnvironment()).untoldFilters(isInAzure: server.isInAzure)
      .map { (station: PathStation.untold($0), title: $0.title) }
    // Windows Firewall is the last, and groups are before it.
    return untold.filter { $0.station == .untold(.securityGroups) } + told
      + untold.filter { $0.station != .untold(.securityGroups) }
  }
}

extension FilterHop {
  /// What it is called where nobody asks what it does.
  fileprivate var title: Message {
    switch self {
    case .filter(let filter): filter.name
    case .oneOf(_, let choice): choice.one
    }
  }
}

extension UntoldFilter {
  /// What it is called.
  fileprivate var title: Message {
    switch self {
    case .windowsFirewall: "Windows Firewall"
    case .securityGroups: "network security groups"
    }
  }
}
