public import IISConfiguration
public import Inet
internal import Text

/// What files tell of the routes by which a network interface's answers leave.
public enum ReturnRoutes: Hashable, Sendable {
  /// These are the routes.
  case told(ServerRoutes)
  /// Its subnet has a route table, named there, of which no file tells the routes.
  case untold(table: String, at: Location)
}

extension ServerEnvironment {
  /// The routes by which answers of the server's network interface leave: the effective ones, else those of its subnet's
  /// table.
  ///
  /// Several where files do not tell which of several interfaces clients come in by, none where they tell of no routes.
  func returnRoutes(of interface: ResourceID?, in own: [ResourceID]) -> [ReturnRoutes] {
    guard !routeTables.isEmpty || subnets.contains(where: { $0.routeTable != nil }) else { return [] }
    let effective = routeTables.filter(\.isEffective).map { ReturnRoutes.told(ServerRoutes(effective: $0.routes)) }
    guard effective.isEmpty || mayBeEffectiveForAnother(than: interface) else { return effective }
    let candidates = interface == nil ? networkInterfaces.flatMap(\.subnets).distinct : own
    let found = (effective + candidates.flatMap(returnRoutes(ofSubnet:))).distinct
    return found == [noRoutes] ? [] : found
  }

  /// The routes of a subnet's table, of each table where files tell of several.
  public func returnRoutes(ofSubnet subnet: ResourceID) -> [ReturnRoutes] {
    let named = subnets.filter { $0.id.isSame(as: subnet) }.compactMap { subnet in
      subnet.routeTable.map { ($0.value, Location(subnet.path, $0.range)) }
    }
    let tied = routeTables.filter { $0.subnets.contains { $0.isSame(as: subnet) } }
    var tables: [(id: ResourceID, place: Location)] = []
    for table in named + tied.map({ ($0.id, $0.place) })
    where !tables.contains(where: { $0.id.isSame(as: table.0) }) {
      tables.append(table)
    }
    return tables.isEmpty ? [noRoutes] : tables.map { returnRoutes(ofTable: $0.id, namedAt: $0.place) }
  }

  private func returnRoutes(ofTable id: ResourceID, namedAt place: Location) -> ReturnRoutes {
    let parts = routeTables.filter { $0.id.isSame(as: id) }
    guard parts.contains(where: \.isWhole) else { return .untold(table: id.name, at: place) }
    return .told(ServerRoutes(ofTable: parts.flatMap(\.routes), in: ownPrefixes))
  }

  private var noRoutes: ReturnRoutes { .told(ServerRoutes(ofTable: [], in: ownPrefixes)) }

  /// Whether effective routes may be those of another interface of the server, in another subnet: what Azure prints does not
  /// name the interface.
  private func mayBeEffectiveForAnother(than interface: ResourceID?) -> Bool {
    let known = networkInterfaces.first { candidate in interface.map(candidate.id.isSame) ?? true }
    guard let machine = known?.machine else { return false }
    let ofMachine = networkInterfaces.filter { $0.machine?.isSame(as: machine) == true }
    guard interface != nil || ofMachine.count == networkInterfaces.count else { return false }
    let subnets = ofMachine.flatMap(\.subnets)
    return subnets.contains { !$0.isSame(as: subnets[0]) }
  }
}

extension ServerEnvironment {
  /// The network interface by which clients who dial an address come in, if files tell of it.
  public func inlet(for address: IPv4Address) -> NetworkInterface? {
    let own = networkInterfaces.first { $0.addresses.contains { $0.value == .v4(address) } }
    guard own == nil else { return own }
    let holder = publicIPAddresses.first { $0.address?.value == .v4(address) }.flatMap(holder(of:)) ?? interface
    return holder.flatMap { id in networkInterfaces.first { $0.id.isSame(as: id) } }
  }
}
