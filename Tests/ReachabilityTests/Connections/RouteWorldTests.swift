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
}
