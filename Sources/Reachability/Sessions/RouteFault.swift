internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Text

/// Why answers to clients may not come back, as far as routes tell.
struct RouteFault: Sendable {
  /// What becomes of answers.
  enum Effect: Sendable {
    case lost
    case lostWhereClientsComeStraightIn
    case unknown
  }

  var effect: Effect
  var reason: Message
  let place: Location?
  /// Whether other clients get their answers.
  var isPartial = false

  /// A fault of which it is only known that it may be one.
  static func doubt(_ reason: Message, at place: Location?) -> RouteFault {
    RouteFault(effect: .unknown, reason: reason, place: place)
  }

  /// Becomes a doubt, as what cannot be read may be a better route.
  mutating func yield(to doubt: RouteFault) {
    effect = .unknown
    reason = "\(reason), but \(doubt.reason)"
  }

  /// The first of the faults of several sets of routes, of which it is not known which one holds: no more than a doubt unless
  /// each set has one.
  static func first(of faults: [RouteFault?]) -> RouteFault? {
    let found = faults.compactMap(\.self)
    guard var first = found.first else { return nil }
    if faults.count > 1, found.count < faults.count || found.contains(where: { $0.effect == .unknown }) {
      first.effect = .unknown
      first.reason =
        "\(first.reason), if that is the way from the network interface by which clients come in, which no file tells"
    }
    return first
  }
}

extension ServerEnvironment {
  /// What is wrong with routes for clients of one network; nothing where files tell of nothing against them.
  func fault(of routes: ReturnRoutes, for origin: ClientNetwork) -> RouteFault? {
    switch routes {
    case .told(let routes):
      let parts = routes.parts(of: origin.addresses)
      return loss(parts, routes, origin) ?? routes.gap(parts, origin) ?? routes.doubt(parts, origin)
    case .untold(let table, let place):
      // Of private networks as a whole no table says anything.
      guard origin != .privateNetwork else { return nil }
      return .doubt(
        "the routes of the server's subnet are in no file: it has the route table \(quoted: table)", at: place)
    }
  }

  private func loss(
    _ parts: ServerRoutes.Parts, _ routes: ServerRoutes, _ origin: ClientNetwork
  ) -> RouteFault? {
    guard origin.isPublic else { return privateLoss(parts, routes, origin) }
    let astray = parts.routes.filter { [.appliance, .gateway, .nowhere].contains($0.route.nextHop) }
    guard var fault = RouteFault(astray, of: origin, .lostWhereClientsComeStraightIn) else { return nil }
    if let doubt = routes.doubt(parts, origin) { fault.yield(to: doubt) }
    return fault
  }

  /// Clients in private networks come through appliances and gateways, and get their answers so: only what is dropped counts,
  /// and where clients are in the server's own virtual network, an appliance that these may not come through.
  ///
  /// Of "private networks" as a whole no route says anything.
  private func privateLoss(
    _ parts: ServerRoutes.Parts, _ routes: ServerRoutes, _ origin: ClientNetwork
  ) -> RouteFault? {
    guard case .network(let network) = origin else { return nil }
    let dropped = parts.routes.filter { $0.route.nextHop == .nowhere }
    if var fault = RouteFault(dropped, of: origin, .lost) {
      if let doubt = routes.doubt(parts, origin) {
        fault.yield(to: doubt)
      } else if !routes.isEffective, dropped.allSatisfy({ ($0.route.prefix?.length ?? 0) < network.length }) {
        // Azure's own route to a joined network, or one that a gateway has learnt, may be longer.
        fault.effect = .unknown
        fault.reason = "\(fault.reason), unless a longer route leads to them: only effective routes tell"
      }
      return fault
    }
    guard IPAddressSet(network).isSubset(of: IPAddressSet(ownPrefixes)), !comesThroughAppliance(network) else {
      return nil
    }
    let astray = parts.routes.filter { [.appliance, .gateway].contains($0.route.nextHop) }
    guard var fault = RouteFault(astray, of: origin, .unknown) else { return nil }
    fault.reason =
      "\(fault.reason), and whether clients, who are in the same virtual network, come in that way, too, is in no file"
    return fault
  }

  /// Whether the table of the subnet that a network is in certainly leads to the server through an appliance.
  private func comesThroughAppliance(_ network: IPPrefix) -> Bool {
    let own = IPAddressSet(addresses.map(\.address.value)).intersection(.privateUse)
    let theirs = subnets.filter { IPAddressSet(network).isSubset(of: IPAddressSet($0.prefixes)) }
    guard !own.isEmpty, !theirs.isEmpty else { return false }
    return theirs.flatMap { returnRoutes(ofSubnet: $0.id) }.allSatisfy { routes in
      guard case .told(let routes) = routes else { return false }
      let parts = routes.parts(of: own)
      return parts.rest.isEmpty && !parts.routes.isEmpty && parts.routes.allSatisfy { $0.route.nextHop == .appliance }
    }
  }
}

extension ServerRoutes {
  /// That a list of effective routes has none for clients: as Azure has one for all addresses in every table, which nobody can
  /// take away, the list is not whole (Azure documentation, "Virtual network traffic routing").
  fileprivate func gap(_ parts: Parts, _ origin: ClientNetwork) -> RouteFault? {
    guard isEffective, !parts.rest.isEmpty, doubt(parts, origin) == nil else { return nil }
    let isAll = parts.rest == origin.addresses
    guard isAll || origin != .privateNetwork else { return nil }
    return .doubt(
      """
      no route here is for \(isAll ? "clients" : "some of the clients"), and as Azure has one for \(code: "0.0.0.0/0") in every \
      table, these are not all
      """, at: routes.first?.place)
  }

  /// That a route cannot be read which may lead clients' answers astray.
  fileprivate func doubt(_ parts: Parts, _ origin: ClientNetwork) -> RouteFault? {
    guard origin != .privateNetwork else { return nil }
    let untold = parts.routes.first { $0.route.nextHop == nil }?.route
    // To clients in private networks answers may well leave through an appliance.
    let misread = misread.flatMap { origin.isPublic || $0.nextHop == .nowhere || $0.nextHop == nil ? $0 : nil }
    return (untold ?? misread).map { route in
      .doubt(
        "whether answers take the route \(quoted: route.text.value) cannot be told from the file", at: route.place)
    }
  }
}

extension RouteFault {
  /// What becomes of answers to clients for whom some routes win; nothing where none does.
  fileprivate init?(
    _ routes: [(route: Route, addresses: IPAddressSet)], of origin: ClientNetwork, _ effect: Effect
  ) {
    guard let first = routes.first?.route else { return nil }
    let isPartial = !origin.addresses.isSubset(of: IPAddressSet(union: routes.map(\.addresses)))
    self.init(
      effect: effect,
      reason:
        "answers to \(isPartial ? "some of the clients" : "clients") \(first.phrase) (route \(name: first.text.value))",
      place: first.place, isPartial: isPartial)
  }
}

extension Route {
  /// What becomes of answers, as a sentence goes on.
  fileprivate var phrase: Message {
    switch nextHop {
    case .appliance: "leave through an appliance, and not by the way in"
    case .gateway: "leave through a gateway, and not by the way in"
    default: "are dropped"
    }
  }
}
