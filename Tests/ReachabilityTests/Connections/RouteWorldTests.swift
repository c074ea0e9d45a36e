import Environment
import IISConfiguration
import Inet
import NetworkModel
import Reachability
import TestSupport
import Testing

/// Whether the server's answers take the way by which clients come.
@Suite(.timeLimited) struct RouteWorldTests {
  /// Routes as `az network nic show-effective-route-table` prints them: prefixes and next hops, and Azure's own.
  private static func table(_ routes: (prefix: String, nextHop: String)...) -> String {
    let own = routes.map { route in
      """
      {"source": "User", "state": "Active", "addressPrefix": ["\(route.prefix)"], "nextHopType": "\(route.nextHop)",
       "nextHopIpAddress": []}
      """
    }
    let ofAzure = [
      ("10.0.0.0/16", "VnetLocal"), ("0.0.0.0/0", "Internet"), ("10.0.0.0/8", "None"), ("172.16.0.0/12", "None"),
    ]
    let system = ofAzure.map { prefix, nextHop in
      """
      {"source": "Default", "state": "Active", "addressPrefix": ["\(prefix)"], "nextHopType": "\(nextHop)"}
      """
    }
    return "{\"value\": [\((own + system).joined(separator: ",\n"))]}"
  }

  private static func world(
    _ table: String, holder: String? = "/x/networkInterfaces/nic/ipConfigurations/c", from origin: String = "internet"
  ) throws -> World {
    var world = World()
    world.origin = try #require(ClientNetwork(origin))
    let read = EnvironmentReader.read([("routes.json", Array(table.utf8))])
    #expect(read.files.map { $0.kind?.id } == ["route-tables"])
    world.change = { environment in
      environment.publicIPAddresses[0].holder = holder.map { written($0) }
      environment.routeTables = read.routeTables
    }
    return world
  }

  @Test func answersThatLeaveThroughAnApplianceAreLost() throws {
    let world = try Self.world(Self.table(("0.0.0.0/0", "VirtualAppliance")))
    #expect(
      try world.outcome("curl")
        == "fails at control-connection: answers to clients leave through an appliance, and not by the way in "
        + "(route 0.0.0.0/0)")
    #expect(try world.session("curl").rule == .asymmetricRoute)
    for nextHop in ["VirtualApplianceEcmp", "VirtualNetworkGateway", "None"] {
      #expect(try Self.world(Self.table(("0.0.0.0/0", nextHop))).session("curl").verdict == .fails, "\(nextHop)")
    }
    #expect(try Self.world(Self.table(("0.0.0.0/0", "Internet"))).session("curl").verdict == .works)
  }

  @Test func theLongestPrefixCounts() throws {
    let table = Self.table(("0.0.0.0/0", "VirtualAppliance"), ("203.0.113.0/24", "Internet"))
    #expect(try Self.world(table, from: "203.0.113.7").session("curl").verdict == .works)
    #expect(try Self.world(table, from: "198.51.100.7").session("curl").verdict == .fails)
    let other = Self.table(("203.0.113.0/24", "VirtualAppliance"))
    #expect(try Self.world(other, from: "198.51.100.7").session("curl").verdict == .works)
    // One that does not hold is none.
    let invalid = Self.table(("0.0.0.0/0", "VirtualAppliance")).replacing(
      "\"source\": \"User\", \"state\": \"Active\"", with: "\"source\": \"User\", \"state\": \"Invalid\"")
    #expect(try Self.world(invalid).session("curl").verdict == .works)
  }

  @Test func theWayInCounts() throws {
    let table = Self.table(("0.0.0.0/0", "VirtualAppliance"))
    #expect(
      try Self.world(table, holder: "/x/loadBalancers/lb/frontendIPConfigurations/f").session("curl").verdict == .fails)
    // Whose address clients dial is in no file: it may be the appliance's.
    #expect(try Self.world(table, holder: nil).session("curl").verdict == .unknown)
    // Azure Firewall gets the answers, as it puts its own address in place of the client's.
    var world = try Self.world(table, holder: "/x/azureFirewalls/hub/c")
    let change = world.change
    world.change = { environment in
      change(&environment)
      var rule = AzureFirewallRule(path: "azfw.json", name: written("in"))
      rule.coversTCP = true
      rule.machine = written(.v4(IPv4Address(10, 0, 0, 4)))
      rule.machinePort = written(21)
      environment.azureFirewallRules = [rule]
    }
    let checks = try world.session("curl").steps.flatMap(\.checks)
    #expect(!checks.contains { $0.rule == .asymmetricRoute })
  }

  @Test func whatAzureDropsForPrivateNetworksIsNoFault() throws {
    let table = Self.table(("0.0.0.0/0", "VirtualAppliance"))
    func world(_ origin: String, _ table: String = table) throws -> World {
      var world = try Self.world(table, from: origin)
      world.external = ""
      let change = world.change
      world.change = { environment in
        change(&environment)
        environment.groups = [World.group("nsg", "21,990,40000-40099", for: .subnet("subnet"), from: "*")]
      }
      return world
    }
    #expect(try world("private").session("curl").verdict == .works)
    #expect(try world("10.0.0.9").session("curl").verdict == .works)
    // Where it wins for a network that is meant, nothing comes back.
    #expect(
      try world("10.9.0.0/16").outcome("curl")
        == "fails at control-connection: answers to clients are dropped (route 10.0.0.0/8)")
    let learnt = Self.table(("10.9.0.0/16", "VirtualNetworkGateway"))
    #expect(try world("10.9.0.0/16", learnt).session("curl").verdict == .works)
  }

  @Test func theTableOfTheServersSubnetHolds() throws {
    func verdict(_ subnet: String, nextHop: String = "VirtualAppliance") throws -> SessionVerdict {
      let template = """
        {"contentVersion": "1.0.0.0", "resources": [
          {"type": "Microsoft.Network/routeTables", "name": "rt", "properties": {"routes": [
            {"name": "all", "properties": {"addressPrefix": "0.0.0.0/0", "nextHopType": "\(nextHop)"}}]}},
          {"type": "Microsoft.Network/virtualNetworks", "name": "v", "properties": {"subnets": [
            {"name": "ftp", "properties": {}},
            {"name": "\(subnet)", "properties": {"routeTable": {"id": "[resourceId('Microsoft.Network/routeTables', 'rt')]"}}}]}},
          {"type": "Microsoft.Network/networkInterfaces", "name": "nic", "properties": {"ipConfigurations": [{"properties": {
            "subnet": {"id": "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'v', 's')]"},
            "publicIPAddress": {"id": "[resourceId('Microsoft.Network/publicIPAddresses', 'pip')]"}}}]}}]}
        """
      let read = EnvironmentReader.read([("main.json", Array(template.utf8))])
      var world = World()
      world.change = { environment in
        environment.routeTables = read.routeTables
        environment.subnets = read.subnets
        environment.networkInterfaces = read.networkInterfaces
        environment.publicIPAddresses[0].holder = written(
          "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkInterfaces/nic/ipConfigurations/c")
        environment.groups = [World.group("nsg", "21,990,40000-40099", for: .networkInterface("nic"))]
      }
      return try world.session("curl").verdict
    }
    #expect(try verdict("s") == .fails)
    #expect(try verdict("other") == .works)
    #expect(try verdict("s", nextHop: "[parameters('hop')]") == .unknown)
  }

  // MARK: What no file tells

  private static let ids = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network"

  /// Network interfaces of one machine as `az network nic list` prints them; the first is its primary one.
  private static func interfaces(_ subnets: String...) -> String {
    let list = subnets.enumerated().map { index, subnet in
      """
      {"name": "nic\(index)", "id": "\(ids)/networkInterfaces/nic\(index)", "type": "Microsoft.Network/networkInterfaces",
       "primary": \(index == 0), "virtualMachine": {"id": "/subscriptions/s/virtualMachines/vm"}, "ipConfigurations": [
        {"privateIPAddress": "10.0.\(index).4", "subnet": {"id": "\(ids)/virtualNetworks/v/subnets/\(subnet)"}}]}
      """
    }
    return "[\(list.joined(separator: ",\n"))]"
  }

  /// A virtual network as `az network vnet list` prints it: the subnets with their prefixes and tables.
  private static func network(_ subnets: (name: String, prefix: String, table: String?)...) -> String {
    let list = subnets.map { subnet in
      """
      {"name": "\(subnet.name)", "id": "\(ids)/virtualNetworks/v/subnets/\(subnet.name)", "addressPrefix": "\(subnet.prefix)",
       "routeTable": \(subnet.table.map { "{\"id\": \"\(ids)/routeTables/\($0)\"}" } ?? "null")}
      """
    }
    return """
      [{"name": "v", "id": "\(ids)/virtualNetworks/v", "type": "Microsoft.Network/virtualNetworks",
        "addressSpace": {"addressPrefixes": ["10.0.0.0/16"]}, "subnets": [\(list.joined(separator: ",\n"))]}]
      """
  }

  /// A route table as `az network route-table list` prints it.
  private static func made(_ name: String, _ routes: (prefix: String, nextHop: String)...) -> String {
    let list = routes.map {
      "{\"name\": \"r\", \"addressPrefix\": \"\($0.prefix)\", \"nextHopType\": \"\($0.nextHop)\"}"
    }
    return """
      [{"name": "\(name)", "id": "\(ids)/routeTables/\(name)", "type": "Microsoft.Network/routeTables",
        "disableBgpRoutePropagation": false, "routes": [\(list.joined(separator: ",\n"))]}]
      """
  }

  /// A world with these files beside its own, whose public address a network interface holds.
  private static func world(
    of files: [String], from origin: String = "internet", at nic: String = "nic0"
  ) throws -> World {
    var world = World()
    world.origin = try #require(ClientNetwork(origin))
    world.privateAddress = nil
    if !world.origin.isPublic { world.external = "" }
    let read = EnvironmentReader.read(files.enumerated().map { ("\($0).json", Array($1.utf8)) })
    world.change = { environment in
      environment.routeTables = read.routeTables
      environment.subnets = read.subnets
      environment.networkInterfaces = read.networkInterfaces
      environment.virtualNetworks = read.virtualNetworks
      environment.publicIPAddresses[0].holder = written("\(ids)/networkInterfaces/\(nic)/ipConfigurations/c")
      environment.groups = ["nic0", "nic1"].map {
        World.group(
          $0, "21,990,40000-40099", for: .networkInterface(ResourceID("\(ids)/networkInterfaces/\($0)")), from: "*")
      }
    }
    return world
  }

  private static func outcome(
    _ files: String..., from origin: String = "internet", at nic: String = "nic0"
  ) throws -> String {
    try world(of: files, from: origin, at: nic).outcome("curl")
  }

  @Test func aTableThatIsInNoFileLeavesTheWayBackOpen() throws {
    let network = Self.network(("ftp", "10.0.0.0/24", "rt"))
    let missing =
      "unknown at control-connection: the routes of the server's subnet are in no file: it has the route table \"rt\""
    #expect(try Self.outcome(Self.interfaces("ftp"), network) == missing)
    #expect(try Self.outcome(Self.interfaces("ftp"), network, from: "10.9.0.0/16") == missing)
    let check = try Self.world(of: [Self.interfaces("ftp"), network]).session("curl").steps.flatMap(\.checks)
      .first { $0.verdict == .unknown }
    let place = try #require(check?.place)
    #expect(place.path == "1.json")
    let bytes = Array(network.utf8)[Int(place.range.start)..<Int(place.range.end)]
    #expect(String(decoding: bytes, as: UTF8.self) == "\(Self.ids)/routeTables/rt")
    // Another table is not it; of private networks as a whole none says anything.
    #expect(try Self.outcome(Self.interfaces("ftp"), network, Self.made("other")) == missing)
    #expect(try Self.world(of: [Self.interfaces("ftp"), network], from: "private").session("curl").verdict == .works)
    for told in [Self.made("rt", ("203.0.113.0/24", "Internet")), Self.table(("203.0.113.0/24", "Internet"))] {
      #expect(try Self.world(of: [Self.interfaces("ftp"), network, told]).session("curl").verdict == .works)
    }
    let without = Self.network(("ftp", "10.0.0.0/24", nil), ("web", "10.0.1.0/24", "rt"))
    #expect(try Self.world(of: [Self.interfaces("ftp"), without]).session("curl").verdict == .works)
  }

  @Test func whatSomebodyDropsIsLostForPrivateNetworksToo() throws {
    let network = Self.network(("ftp", "10.0.0.0/24", "rt"))
    func outcome(_ prefix: String, _ nextHop: String = "None", from origin: String = "10.9.0.0/16") throws -> String {
      try Self.outcome(Self.interfaces("ftp"), network, Self.made("rt", (prefix, nextHop)), from: origin)
    }
    #expect(
      try outcome("10.9.0.0/16") == "fails at control-connection: answers to clients are dropped (route 10.9.0.0/16)")
    #expect(
      try outcome("10.9.128.0/17")
        == "fails at control-connection: answers to some of the clients are dropped (route 10.9.128.0/17)")
    // A longer route to a joined network is in no table.
    #expect(
      try outcome("10.0.0.0/9") == "unknown at control-connection: answers to clients are dropped (route 10.0.0.0/9), "
        + "unless a longer route leads to them: only effective routes tell")
    // Azure's own route to its network is longer.
    #expect(try outcome("10.0.0.0/9", from: "10.0.3.0/24").hasPrefix("works"))
    for (prefix, nextHop, origin) in [
      ("0.0.0.0/0", "None", "10.9.0.0/16"), ("10.9.0.0/16", "None", "private"), ("10.8.0.0/16", "None", "10.9.0.0/16"),
      ("10.9.0.0/16", "VirtualNetworkGateway", "10.9.0.0/16"), ("0.0.0.0/0", "VirtualAppliance", "10.9.0.0/16"),
    ] {
      #expect(try outcome(prefix, nextHop, from: origin).hasPrefix("works"), "\(prefix) \(nextHop) \(origin)")
    }
  }

  @Test func clientsInTheSameVirtualNetworkMayComeStraightIn() throws {
    let network = Self.network(("ftp", "10.0.0.0/24", "rt"), ("users", "10.0.3.0/24", nil))
    let inspected = Self.made("rt", ("10.0.3.0/24", "VirtualAppliance"))
    #expect(
      try Self.outcome(Self.interfaces("ftp"), network, inspected, from: "10.0.3.0/24")
        == "unknown at control-connection: answers to clients leave through an appliance, and not by the way in "
        + "(route 10.0.3.0/24), and whether clients, who are in the same virtual network, come in that way, too, is in no file"
    )
    // Their own table leads through the appliance as well.
    let both = Self.network(("ftp", "10.0.0.0/24", "rt"), ("users", "10.0.3.0/24", "out"))
    let out = Self.made("out", ("10.0.0.0/24", "VirtualAppliance"))
    #expect(
      try Self.outcome(Self.interfaces("ftp"), both, inspected, out, from: "10.0.3.0/24").hasPrefix("works"))
    // What is for everybody else does not win over Azure's own route.
    let rest = Self.made("rt", ("0.0.0.0/0", "VirtualAppliance"))
    #expect(try Self.outcome(Self.interfaces("ftp"), network, rest, from: "10.0.3.0/24").hasPrefix("works"))
    let onPremises = Self.made("rt", ("192.168.0.0/16", "VirtualAppliance"))
    #expect(try Self.outcome(Self.interfaces("ftp"), network, onPremises, from: "192.168.7.0/24").hasPrefix("works"))
  }

  @Test func effectiveRoutesWithoutOneForClientsAreNotAll() throws {
    let whole = Self.table(("203.0.113.0/24", "Internet"))
    let cut = whole.replacing("0.0.0.0/0", with: "100.64.0.0/10")
    #expect(
      try Self.world(cut).outcome("curl")
        == "unknown at control-connection: no route here is for some of the clients, and as Azure has one for 0.0.0.0/0 "
        + "in every table, these are not all")
    #expect(
      try Self.world(cut, from: "198.51.100.7").outcome("curl")
        == "unknown at control-connection: no route here is for clients, and as Azure has one for 0.0.0.0/0 in every "
        + "table, these are not all")
    #expect(try Self.world(cut, from: "203.0.113.7").session("curl").verdict == .works)
  }

  @Test func aRouteThatCannotBeReadCountsForThoseWhoTakeIt() throws {
    let network = Self.network(("ftp", "10.0.0.0/24", "rt"))
    func verdict(_ prefix: String, from origin: String) throws -> SessionVerdict {
      let files = [Self.interfaces("ftp"), network, Self.made("rt", (prefix, "Somewhere"))]
      return try Self.world(of: files, from: origin).session("curl").verdict
    }
    #expect(try verdict("203.0.113.0/24", from: "203.0.113.7") == .unknown)
    #expect(try verdict("203.0.113.0/24", from: "198.51.100.7") == .works)
    #expect(try verdict("10.9.0.0/16", from: "10.9.0.0/16") == .unknown)
    #expect(try verdict("10.9.0.0/16", from: "internet") == .works)
    #expect(try verdict("?", from: "10.9.0.0/16") == .unknown)
  }

  // MARK: Several network interfaces

  @Test func aSecondaryInterfaceHasNoGateway() throws {
    let network = Self.network(("ftp", "10.0.0.0/24", nil), ("back", "10.0.1.0/24", nil))
    let interfaces = Self.interfaces("ftp", "back")
    #expect(try Self.outcome(interfaces, network).hasPrefix("works"))
    #expect(
      try Self.outcome(interfaces, network, at: "nic1")
        == "unknown at control-connection: Azure gives no gateway to \"nic1\", which is not the machine's primary network "
        + "interface, and whether Windows has a route from there to clients is in no file")
    // Neighbours need none.
    #expect(try Self.outcome(interfaces, network, from: "10.0.1.128/25", at: "nic1").hasPrefix("works"))
    #expect(try Self.outcome(interfaces, network, from: "10.9.0.0/16", at: "nic1").hasPrefix("unknown"))
  }

  @Test func routesAreThoseOfTheInterfaceThatClientsComeInBy() throws {
    let network = Self.network(("ftp", "10.0.0.0/24", nil), ("back", "10.0.1.0/24", "rt"))
    let astray = Self.made("rt", ("0.0.0.0/0", "VirtualAppliance"))
    let interfaces = Self.interfaces("ftp", "back").replacing("\"primary\": false", with: "\"primary\": true")
    #expect(try Self.outcome(interfaces, network, astray).hasPrefix("works"))
    #expect(try Self.outcome(interfaces, network, astray, at: "nic1").hasPrefix("fails"))
    // Azure does not say which interface effective routes are for, unless all are in one subnet.
    let effective = Self.table(("0.0.0.0/0", "VirtualAppliance"))
    #expect(
      try Self.outcome(interfaces, network, effective)
        == "unknown at control-connection: answers to clients leave through an appliance, and not by the way in (route "
        + "0.0.0.0/0), if that is the way from the network interface by which clients come in, which no file tells")
    #expect(try Self.outcome(interfaces, network, astray, effective, at: "nic1").hasPrefix("fails"))
    let neighbours = Self.interfaces("ftp", "ftp").replacing("\"primary\": false", with: "\"primary\": true")
    #expect(try Self.outcome(neighbours, network, effective).hasPrefix("fails"))
  }

  @Test func whereNoFileTellsTheInterfaceEachRouteIsADoubt() throws {
    let network = Self.network(("ftp", "10.0.0.0/24", nil), ("back", "10.0.1.0/24", "rt"))
    let interfaces = Self.interfaces("ftp", "back")
    func verdict(_ nextHop: String) throws -> SessionCheck.Verdict? {
      var world = try Self.world(of: [interfaces, network, Self.made("rt", ("0.0.0.0/0", nextHop))])
      let change = world.change
      world.change = { environment in
        change(&environment)
        environment.addresses = ["10.0.0.4", "10.0.1.4"].compactMap { IPAddress($0) }.map {
          InterfaceAddress(path: "server.json", address: written($0), network: nil)
        }
      }
      return try world.session("curl").steps.flatMap(\.checks).first { $0.rule == .asymmetricRoute }?.verdict
    }
    #expect(try verdict("VirtualAppliance") == .unknown)
    #expect(try verdict("Internet") == nil)
  }
}
