import IISConfiguration
import NetworkModel
import TestSupport
import Testing
@testable import Environment

/// Subnets that stand within a virtual network of Terraform, and what they refer to.
@Suite(.timeLimited) struct InlineSubnetTests {
  private static let base = "/subscriptions/0/resourceGroups/g/providers/Microsoft.Network"

  private static func resource(_ address: String, _ body: String) -> String {
    let type = address.split(separator: ".")[0]
    return "{\"address\": \"\(address)\", \"mode\": \"managed\", \"type\": \"\(type)\", \(body)}"
  }

  private static func refers(_ name: String, _ address: String) -> String {
    "\"\(name)\": {\"references\": [\"\(address).id\", \"\(address)\"]}"
  }

  private static func table(_ name: String) -> String {
    resource("azurerm_route_table.\(name)", "\"values\": {\"name\": \"rt-\(name)\", \"resource_group_name\": \"g\"}")
  }

  private static func network(_ subnets: [String]) -> String {
    resource(
      "azurerm_virtual_network.v",
      "\"values\": {\"name\": \"v\", \"subnet\": [\(subnets.joined(separator: ","))]}")
  }

  /// A subnet of a state, and the id of its table.
  private static func known(_ name: String, _ table: String) -> String {
    """
    {"id": "\(base)/virtualNetworks/v/subnets/\(name)", "name": "\(name)", "route_table_id": "\(table)"}
    """
  }

  /// A plan of a network with subnets, in the order of values, and with blocks, in that of the configuration.
  private static func plan(_ subnets: [String], _ blocks: [String]) -> String {
    let values = subnets.map { "{\"name\": \"\($0)\", \"address_prefixes\": [\"10.0.0.0/24\"]}" }
    return """
      {"terraform_version": "1.9.0", "planned_values": {"root_module": {"resources": [
        \(table("ftp")), \(table("web")),
        \(network(values))]}},
       "configuration": {"root_module": {"resources": [
        \(resource("azurerm_virtual_network.v", "\"expressions\": {\"subnet\": [\(blocks.joined(separator: ","))]}"))]}}}
      """
  }

  private static func block(_ name: String?, _ table: String?) -> String {
    let members = [
      name.map { "\"name\": {\"constant_value\": \"\($0)\"}" } ?? "\"name\": {\"references\": [\"var.n\"]}",
      table.map { refers("route_table_id", "azurerm_route_table.\($0)") },
    ]
    return "{\(members.compactMap(\.self).joined(separator: ", "))}"
  }

  private static func tables(_ text: String) -> [String] {
    readEnvironment(text).subnets.map { subnet in
      "\(subnet.name.value): \(subnet.routeTable?.value.name ?? "none")"
    }
  }

  @Test func aReferenceNamesTheTable() {
    #expect(Self.tables(Self.plan(["ftp"], [Self.block("ftp", "ftp")])) == ["ftp: rt-ftp"])
    #expect(Self.tables(Self.plan(["ftp"], [Self.block("ftp", nil)])) == ["ftp: none"])
  }

  /// Terraform lists the blocks of a set in an order of its own.
  @Test func namesTellWhichBlockIsWhich() {
    let blocks = [Self.block("web", "web"), Self.block("ftp", "ftp")]
    #expect(Self.tables(Self.plan(["ftp", "web"], blocks)) == ["ftp: rt-ftp", "web: rt-web"])
    #expect(Self.tables(Self.plan(["web", "ftp"], blocks)) == ["web: rt-web", "ftp: rt-ftp"])
  }

  @Test func withoutNamesItIsNotKnown() {
    let unnamed = Self.tables(Self.plan(["ftp", "web"], [Self.block(nil, "web"), Self.block(nil, nil)]))
    #expect(unnamed == ["ftp: [azurerm_virtual_network.v]", "web: [azurerm_virtual_network.v]"])
    let without = Self.tables(Self.plan(["ftp", "web"], [Self.block(nil, nil), Self.block(nil, nil)]))
    #expect(without == ["ftp: none", "web: none"])
    // One that is none of those listed.
    #expect(
      Self.tables(Self.plan(["ftp", "new"], [Self.block("ftp", "ftp")])) == [
        "ftp: rt-ftp", "new: [azurerm_virtual_network.v]",
      ])
  }

  private static func state(_ resources: String...) -> String {
    """
    {"terraform_version": "1.9.0", "values": {"root_module": {"resources": [\(resources.joined(separator: ",\n"))]}}}
    """
  }

  @Test func anIdNamesTheTableInAState() {
    let network = Self.network([Self.known("ftp", "\(Self.base)/routeTables/rt-ftp"), Self.known("web", "")])
    #expect(Self.tables(Self.state(network)) == ["ftp: rt-ftp", "web: none"])
  }

  /// The routes of the table are those of a machine in the subnet.
  @Test func theServerHasItsRoutes() {
    let subnet = "\(Self.base)/virtualNetworks/v/subnets/ftp"
    let table = "\(Self.base)/routeTables/rt"
    let route = "{\"name\": \"all\", \"address_prefix\": \"0.0.0.0/0\", \"next_hop_type\": \"None\"}"
    let text = Self.state(
      Self.resource(
        "azurerm_network_interface.nic",
        "\"values\": {\"name\": \"nic\", \"ip_configuration\": [{\"subnet_id\": \"\(subnet)\"}]}"),
      Self.resource(
        "azurerm_route_table.rt",
        "\"values\": {\"id\": \"\(table)\", \"name\": \"rt\", \"route\": [\(route)]}"),
      Self.network([Self.known("ftp", table)]))
    let routes = readEnvironment(text).concerningServer(dialledAt: []).routes
    let told = routes.map { routes -> [String] in
      if case .told(let told) = routes { told.routes.map(\.text.value) } else { ["untold"] }
    }
    #expect(told == [["0.0.0.0/0"]])
  }

  /// An association that the configuration has once in any case, and that no planned values are listed for.
  @Test func anAssociationOfTheConfigurationCounts() {
    let tie = "azurerm_subnet_route_table_association.a"
    let text = """
      {"terraform_version": "1.9.0", "planned_values": {"root_module": {"resources": [\(Self.table("ftp")),
        \(Self.resource("azurerm_subnet.ftp", "\"values\": {\"name\": \"ftp\", \"virtual_network_name\": \"v\"}"))]}},
       "configuration": {"root_module": {"resources": [
        \(Self.resource(tie, "\"expressions\": {\(Self.refers("subnet_id", "azurerm_subnet.ftp")), \(Self.refers("route_table_id", "azurerm_route_table.ftp"))}"))]}}}
      """
    #expect(readEnvironment(text).routeTables.filter { !$0.subnets.isEmpty }.map(\.id.name) == ["rt-ftp"])
  }
}
