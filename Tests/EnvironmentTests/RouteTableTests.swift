import IISConfiguration
import Inet
import NetworkModel
import TestSupport
import Testing
@testable import Environment

/// What files tell of routes.
@Suite(.timeLimited) struct RouteTableTests {
  /// What is known of the routes of the server: prefixes and next hops, or the table that is in no file.
  private static func routes(_ texts: String...) -> [String] {
    let files = texts.enumerated().map { ("\($0)", Array($1.utf8)) }
    return EnvironmentReader.read(files).concerningServer(dialledAt: []).routes.map { routes in
      switch routes {
      case .told(let told):
        told.routes.map { "\($0.text.value) \($0.nextHop.map { "\($0)" } ?? "?")" }.joined(separator: ", ")
      case .untold(let table, _): "untold \(table)"
      }
    }
  }

  // MARK: Terraform

  private static func resource(_ address: String, _ values: String) -> String {
    let type = address.split(separator: ".")[0]
    return "{\"address\": \"\(address)\", \"mode\": \"managed\", \"type\": \"\(type)\", \"values\": {\(values)}}"
  }

  private static func configured(_ address: String, _ expressions: String) -> String {
    let type = address.split(separator: ".")[0]
    return
      "{\"address\": \"\(address)\", \"mode\": \"managed\", \"type\": \"\(type)\", \"expressions\": {\(expressions)}}"
  }

  private static func reference(_ name: String, _ address: String, _ member: String = "id") -> String {
    "\"\(name)\": {\"references\": [\"\(address).\(member)\", \"\(address)\"]}"
  }

  private static func plan(_ planned: [String], _ configured: [String]) -> String {
    """
    {"terraform_version": "1.9.0", "planned_values": {"root_module": {"resources": [\(planned.joined(separator: ",\n"))]}},
     "configuration": {"root_module": {"resources": [\(configured.joined(separator: ",\n"))]}}}
    """
  }

  private static let subnet = resource("azurerm_subnet.ftp", "\"name\": \"ftp\", \"virtual_network_name\": \"v\"")
  private static let nic = resource("azurerm_network_interface.nic", "\"name\": \"nic\", \"ip_configuration\": [{}]")
  private static let nicConfigured = configured(
    "azurerm_network_interface.nic", "\"ip_configuration\": [{\(reference("subnet_id", "azurerm_subnet.ftp"))}]")
  private static let tie = "azurerm_subnet_route_table_association.tie"
  private static let tieConfigured = configured(
    tie,
    reference("subnet_id", "azurerm_subnet.ftp") + ", " + reference("route_table_id", "azurerm_route_table.out"))

  private static func table(_ routes: String?, name: String = "out") -> String {
    resource(
      "azurerm_route_table.\(name)",
      "\"name\": \"rt-\(name)\", \"resource_group_name\": \"g\"" + (routes.map { ", \"route\": [\($0)]" } ?? ""))
  }

  private static let inline = """
    {"name": "all", "address_prefix": "0.0.0.0/0", "next_hop_type": "VirtualAppliance", "next_hop_in_ip_address": "10.1.0.4"}
    """

  @Test func aPlanTiesATableToASubnet() {
    let planned = [
      Self.subnet, Self.nic, Self.table(Self.inline), Self.table("", name: "other"), Self.resource(Self.tie, ""),
    ]
    let configured = [Self.nicConfigured, Self.tieConfigured]
    #expect(Self.routes(Self.plan(planned, configured)) == ["0.0.0.0/0 appliance"])
    // Without the association the subnet has none.
    #expect(Self.routes(Self.plan(planned.dropLast(), [Self.nicConfigured])).isEmpty)
  }

  @Test func routesOfTheirOwnBelongToTheirTable() {
    func route(_ name: String, _ nextHop: String) -> String {
      Self.resource(
        "azurerm_route.\(name)",
        """
        "name": "\(name)", "resource_group_name": "g", "route_table_name": "rt-\(name)", "address_prefix": "10.9.0.0/16",
        "next_hop_type": "\(nextHop)"
        """)
    }
    let planned = [
      Self.subnet, Self.nic, Self.table(Self.inline), Self.table("", name: "other"), route("out", "None"),
      route("other", "Internet"), Self.resource(Self.tie, ""),
    ]
    let configured = [Self.nicConfigured, Self.tieConfigured]
    #expect(Self.routes(Self.plan(planned, configured)) == ["0.0.0.0/0 appliance, 10.9.0.0/16 nowhere"])
    // The names of tables may be known only later; then the configuration tells.
    let unnamed = planned.map {
      $0.replacing("\"name\": \"rt-out\", ", with: "").replacing("\"route_table_name\": \"rt-out\",", with: "")
    }
    let referring = Self.configured(
      "azurerm_route.out", Self.reference("route_table_name", "azurerm_route_table.out", "name"))
    #expect(
      Self.routes(Self.plan(unnamed, configured + [referring])) == ["0.0.0.0/0 appliance, 10.9.0.0/16 nowhere"])
  }

  @Test func whatAPlanDoesNotTellIsNotKnown() {
    let tied = [Self.subnet, Self.nic, Self.resource(Self.tie, "")]
    // The routes hang on what only a deployment tells.
    let untold = Self.configured("azurerm_route_table.out", "\"route\": {\"references\": [\"var.routes\"]}")
    let text = Self.plan(tied + [Self.table(nil)], [Self.nicConfigured, Self.tieConfigured, untold])
    #expect(Self.routes(text) == ["? ?"])
    // A table from elsewhere.
    let data = Self.configured(
      Self.tie,
      Self.reference("subnet_id", "azurerm_subnet.ftp") + ", "
        + Self.reference("route_table_id", "data.azurerm_route_table.hub"))
    let elsewhere = Self.routes(Self.plan(tied, [Self.nicConfigured, data]))
    #expect(elsewhere.count == 1 && elsewhere[0].hasPrefix("untold "), "\(elsewhere)")
  }

  @Test func aStateHasIds() {
    let base = "/subscriptions/0/resourceGroups/g/providers/Microsoft.Network"
    let subnet = "\(base)/virtualNetworks/v/subnets/ftp"
    let table = "\(base)/routeTables/rt-out"
    let resources = [
      Self.resource("azurerm_subnet.ftp", "\"id\": \"\(subnet)\", \"name\": \"ftp\""),
      Self.resource(
        "azurerm_network_interface.nic",
        "\"id\": \"\(base)/networkInterfaces/nic\", \"name\": \"nic\", \"ip_configuration\": [{\"subnet_id\": \"\(subnet)\"}]"
      ),
      Self.resource(
        "azurerm_route_table.out", "\"id\": \"\(table)\", \"name\": \"rt-out\", \"route\": [\(Self.inline)]"),
      Self.resource(Self.tie, "\"id\": \"\(subnet)\", \"subnet_id\": \"\(subnet)\", \"route_table_id\": \"\(table)\""),
    ]
    let text =
      "{\"terraform_version\": \"1\", \"values\": {\"root_module\": {\"resources\": [\(resources.joined(separator: ","))]}}}"
    #expect(Self.routes(text) == ["0.0.0.0/0 appliance"])
  }

  // MARK: What az prints

  private static let interface = """
    [{"name": "nic", "id": "/rg/rg/networkInterfaces/nic", "type": "Microsoft.Network/networkInterfaces",
      "ipConfigurations": [{"subnet": {"id": "/rg/rg/subnets/ftp"}}]}]
    """

  private static func network(_ table: String) -> String {
    """
    [{"name": "v", "id": "/rg/rg/virtualNetworks/v", "type": "Microsoft.Network/virtualNetworks", "subnets": [
      {"name": "ftp", "id": "/rg/rg/subnets/ftp", "routeTable": \(table)}]}]
    """
  }

  @Test func aSubnetNamesItsTable() {
    let list = """
      [{"name": "rt", "id": "/rg/rg/routeTables/rt", "disableBgpRoutePropagation": true, "routes": [
        {"name": "r", "addressPrefix": "AzureCloud", "nextHopType": "Internet"},
        {"name": "s", "addressPrefix": "0.0.0.0/0", "nextHopType": "VirtualNetworkGateway"}], "subnets": null}]
      """
    let named = Self.network("{\"id\": \"/rg/rg/routeTables/rt\"}")
    #expect(Self.routes(Self.interface, named, list) == ["AzureCloud internet, 0.0.0.0/0 gateway"])
    #expect(Self.routes(Self.interface, named) == ["untold rt"])
    #expect(Self.routes(Self.interface, Self.network("null"), list).isEmpty)
    // The table names its subnets, too.
    let tied = list.replacing("\"subnets\": null", with: "\"subnets\": [{\"id\": \"/rg/rg/subnets/ftp\"}]")
    #expect(Self.routes(Self.interface, tied) == ["AzureCloud internet, 0.0.0.0/0 gateway"])
    #expect(Self.routes(Self.interface, Self.network("{\"id\": \"/rg/rg/routeTables/old\"}"), tied).count == 2)
  }

  @Test func anInterfaceTellsWhoseItIs() {
    let text = """
      [{"name": "a", "type": "Microsoft.Network/networkInterfaces", "primary": false, "virtualMachine": {"id": "/rg/rg/vm"}},
       {"name": "b", "type": "Microsoft.Network/networkInterfaces", "primary": true, "virtualMachine": {"id": "/rg/rg/vm"}},
       {"name": "c", "type": "Microsoft.Network/networkInterfaces", "primary": false, "virtualMachine": null}]
      """
    let interfaces = readEnvironment(text).networkInterfaces
    #expect(interfaces.map(\.isSecondary) == [true, false, false])
    #expect(interfaces.map { $0.machine?.name } == ["vm", "vm", nil])
  }
}
