internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Text

/// Reads route tables, and the routes that hold for a network interface.
enum RouteTableReader {
  /// A table with the routes that stand in it, and the subnets that have it.
  static func table(_ item: AzureItem, _ file: FileReading) -> RouteTable {
    var found = RouteTable(id: item.identity, at: file.place(item.name.range))
    found.isWhole = true
    found.routes = item.list("routes", "route").map { route(AzureItem($0), file, isConditional: item.isConditional) }
    if let untold = item.untold("route") { found.routes.append(route(untold, nil, file, .user)) }
    found.subnets = item.list("subnets").compactMap { $0["id"]?.resourceID }
    return found
  }

  /// A route that is a resource of its own, as a part of its table; nothing where that cannot be told.
  static func part(_ item: AzureItem, _ file: FileReading) -> RouteTable? {
    let owner =
      item.ownerInGroup("route_table_name", type: "Microsoft.Network/routeTables") ?? item.id?.owner("routeTables")
    return owner.map { owner in
      var found = RouteTable(id: owner, at: file.place(item.name.range))
      found.routes = [route(item, file, isConditional: item.isConditional)]
      return found
    }
  }

  /// What an association of Terraform says.
  static func association(_ item: AzureItem, _ file: FileReading) -> RouteTable? {
    guard let table = item.reference("route_table_id"), let subnet = item.reference("subnet_id") else { return nil }
    var found = RouteTable(id: table, at: file.place(item.name.range))
    found.subnets = [subnet]
    return found
  }

  /// The routes of an entry in effective routes; none for one that does not hold.
  static func effective(_ item: AzureItem, _ file: FileReading) -> [Route] {
    guard item["state"]?.string?.value.lowercased() != "invalid" else { return [] }
    let origin: Route.Origin =
      switch item["source"]?.string?.value.lowercased() {
      case "default": .system
      case "virtualnetworkgateway": .gateway
      default: .user
      }
    return item.list("addressPrefix", "addressPrefixes").map { prefix in
      route(prefix, nextHop(item), file, origin)
    }
  }

  private static func route(_ item: AzureItem, _ file: FileReading, isConditional: Bool) -> Route {
    let prefix = item["addressPrefix", "address_prefix"] ?? item.value
    return route(prefix, isConditional ? nil : nextHop(item), file, .user)
  }

  private static func route(
    _ prefix: JSONValue, _ nextHop: Route.NextHop?, _ file: FileReading, _ origin: Route.Origin
  ) -> Route {
    Route(
      path: file.path, text: prefix.caption ?? Located("?", at: prefix.range),
      prefix: prefix.string.flatMap { IPPrefix($0.value) }, nextHop: nextHop, origin: origin)
  }

  private static func nextHop(_ item: AzureItem) -> Route.NextHop? {
    switch item["nextHopType", "next_hop_type"]?.string?.value.lowercased() {
    case "internet": .internet
    case "vnetlocal", "virtualnetwork", "vnetpeering", "globalvnetpeering", "virtualnetworkserviceendpoint",
      "interfaceendpoint", "virtualnetworkpeering":
      .network
    case "virtualappliance", "virtualapplianceecmp": .appliance
    case "virtualnetworkgateway", "vnetgateway": .gateway
    case "none": .nowhere
    default: nil
    }
  }
}
