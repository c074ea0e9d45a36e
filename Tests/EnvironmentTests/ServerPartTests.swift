import IISConfiguration
import Inet
import NetworkModel
import TestSupport
import Testing
@testable import Environment

/// Which of the groups that files tell of are asked on the way to the server.
@Suite(.timeLimited) struct ServerPartTests {
  private static func group(
    _ name: String, _ attached: String, ports: String = "21", in resourceGroup: String = "rg"
  )
    -> String
  {
    """
    {"name": "\(name)", "id": "/rg/\(resourceGroup)/networkSecurityGroups/\(name)", \(attached)
     "securityRules": [{"name": "r-\(name)", "priority": 300, "direction": "Inbound", "access": "Allow",
      "protocol": "Tcp", "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*",
      "destinationPortRange": "\(ports)"}]}
    """
  }

  private static func interface(_ name: String) -> String {
    "\"networkInterfaces\": [{\"id\": \"/rg/rg/networkInterfaces/\(name)\"}],"
  }

  private static func subnet(_ name: String) -> String { "\"subnets\": [{\"id\": \"/rg/rg/subnets/\(name)\"}]," }

  private static func publicAddress(_ address: String, on interface: String) -> String {
    """
    [{"name": "p-\(interface)", "ipAddress": "\(address)", "publicIPAllocationMethod": "Static",
      "ipConfiguration": {"id": "/rg/rg/networkInterfaces/\(interface)/ipConfigurations/c"}}]
    """
  }

  private static func networkInterface(_ name: String, _ address: String, subnet: String) -> String {
    """
    [{"name": "\(name)", "id": "/rg/rg/networkInterfaces/\(name)", "type": "Microsoft.Network/networkInterfaces",
      "ipConfigurations": [{"privateIPAddress": "\(address)", "subnet": {"id": "/rg/rg/subnets/\(subnet)"}}]}]
    """
  }

  /// The names of the groups that are kept, and of those that are left out.
  private static func names(_ texts: String..., dialled: String = "20.40.60.80") throws -> [[String]] {
    let files = texts.enumerated().map { ("\($0)", Array($1.utf8)) }
    let part = EnvironmentReader.read(files).concerningServer(dialledAt: [try #require(IPv4Address(dialled))])
    return [part.groups.map(\.name.value), part.leftOutGroups.map(\.group.name.value)]
  }

  private static func balancer(member: String?, target: String) -> String {
    let members = member.map { "[{\"id\": \"/rg/rg/networkInterfaces/\($0)/ipConfigurations/c\"}]" } ?? "null"
    return """
      [{"name": "lb", "id": "/rg/rg/loadBalancers/lb", "frontendIPConfigurations": [{"name": "f"}],
        "backendAddressPools": [{"name": "p", "backendIPConfigurations": \(members)}],
        "loadBalancingRules": [{"name": "to-pool", "protocol": "Tcp", "frontendPort": 21, "backendPort": 21,
          "backendAddressPool": {"id": "/rg/rg/loadBalancers/lb/backendAddressPools/p"}}],
        "inboundNatRules": [{"name": "to-one", "protocol": "Tcp", "frontendPort": 990, "backendPort": 990,
          "backendIPConfiguration": {"id": "/rg/rg/networkInterfaces/\(target)/ipConfigurations/c"}}]}]
      """
  }

  /// A load balancer hands nothing on to machines that are not in a rule's pool.
  @Test func rulesOfLoadBalancersThatLeadToOtherMachinesAreNotTheServers() throws {
    func rules(_ files: String...) -> [String] {
      let environment = EnvironmentReader.read(files.enumerated().map { ("\($0)", Array($1.utf8)) })
      return environment.concerningServer(dialledAt: []).loadBalancers.flatMap(\.frontends).map(\.name.value)
    }
    let own = Self.networkInterface("nic-ftp", "10.0.0.4", subnet: "s")
    #expect(rules(own, Self.balancer(member: "nic-ftp", target: "nic-ftp")) == ["to-pool", "to-one"])
    #expect(rules(own, Self.balancer(member: "nic-web", target: "nic-ftp")) == ["to-one"])
    #expect(rules(own, Self.balancer(member: "nic-web", target: "nic-web")) == [])
    #expect(rules(own, Self.balancer(member: nil, target: "nic-ftp")) == ["to-one"])
    // Whose machine it is nobody told.
    #expect(rules(Self.balancer(member: "nic-web", target: "nic-web")) == ["to-pool", "to-one"])
  }

  @Test func groupsThatAreAttachedToNothingAreNotAsked() throws {
    let unused = Self.group("unused", "\"subnets\": null, \"networkInterfaces\": null,")
    let used = Self.group("ftp", Self.interface("nic-ftp"))
    #expect(try Self.names("[\(used), \(unused)]") == [["ftp"], ["unused"]])
    // Where no file tells what any group is for, each may be the server's.
    #expect(try Self.names("[\(Self.group("a", "")), \(Self.group("b", ""))]") == [["a", "b"], []])
    let several = readEnvironment("[\(Self.group("a", "")), \(Self.group("b", "", ports: "22"))]")
    let flow = Flow(.inbound, localPorts: PortSet(21))
    #expect(several.hops(.inbound).decide(flow).blocked.isEmpty)
    #expect(several.certainGroups.isEmpty)
  }

  @Test func groupsOfOtherInterfacesAreNotAsked() throws {
    let groups =
      "[\(Self.group("web", Self.interface("nic-web"))), \(Self.group("ftp", Self.interface("nic-ftp")))]"
    #expect(try Self.names(groups) == [["web", "ftp"], []])
    #expect(try Self.names(groups, Self.publicAddress("20.40.60.80", on: "nic-ftp")) == [["ftp"], ["web"]])
    // The address that clients dial decides where several machines have one.
    let two = [Self.publicAddress("20.40.60.80", on: "nic-ftp"), Self.publicAddress("20.40.60.81", on: "nic-web")]
    #expect(try Self.names(groups, two[0], two[1]) == [["ftp"], ["web"]])
    #expect(try Self.names(groups, two[0], two[1], dialled: "20.40.60.81") == [["web"], ["ftp"]])
    #expect(try Self.names(groups, two[0], two[1], dialled: "198.51.100.1") == [["web", "ftp"], []])
  }

  @Test func anInterfaceTellsTheSubnetAndTheAddress() throws {
    let groups = "[\(Self.group("web", Self.subnet("web"))), \(Self.group("ftp", Self.subnet("ftp")))]"
    let interface = Self.networkInterface("nic-ftp", "10.0.0.4", subnet: "ftp")
    #expect(try Self.names(groups, interface) == [["ftp"], ["web"]])
    let other = Self.networkInterface("nic-web", "10.0.1.4", subnet: "web")
    #expect(try Self.names(groups, interface, other) == [["web", "ftp"], []])
    let server = "{\"ftpsgateEnvironment\": 1, \"addresses\": [{\"address\": \"10.0.0.4\"}]}"
    #expect(try Self.names(groups, interface, other, server) == [["ftp"], ["web"]])
    let part = readEnvironment(groups, interface).concerningServer(dialledAt: [])
    #expect(part.addresses.map(\.address.value.description) == ["10.0.0.4"])
    #expect(readEnvironment(interface).files.map { $0.kind?.id } == ["network-interfaces"])
  }

  @Test func effectiveRulesTellWhoseTheyAre() throws {
    let effective = Files.effective.replacing(
      "\"networkInterface\": null", with: "\"networkInterface\": {\"id\": \"/rg/rg/networkInterfaces/nic-ftp\"}")
    let groups =
      "[\(Self.group("web", Self.interface("nic-web"))), \(Self.group("other", Self.subnet("other")))]"
    #expect(try Self.names(groups, effective) == [["nsg-subnet"], ["web", "other"]])
  }

  @Test func namesakesInOtherResourceGroupsAreOtherGroups() throws {
    let groups =
      "[\(Self.group("default", Self.interface("nic-web"), in: "a")),"
      + " \(Self.group("default", Self.interface("nic-ftp"), in: "b"))]"
    #expect(try Self.names(groups, Self.publicAddress("20.40.60.80", on: "nic-ftp"))[0] == ["default"])
    #expect(try Self.names(groups) == [["default", "default"], []])
    // The same group twice is one.
    let one = Self.group("ftp", Self.interface("nic-ftp"))
    #expect(try Self.names("[\(one)]", "[\(one)]") == [["ftp"], []])
  }

  @Test func aTemplateSaysItAtInterfacesAndSubnets() throws {
    func group(_ name: String) -> String {
      "{\"type\": \"Microsoft.Network/networkSecurityGroups\", \"name\": \"\(name)\", \"properties\": {\"securityRules\": []}}"
    }
    func use(_ argument: String) -> String {
      "\"networkSecurityGroup\": {\"id\": \"[resourceId('Microsoft.Network/networkSecurityGroups', \(argument))]\"}"
    }
    let template = """
      {"contentVersion": "1", "resources": [\(group("[parameters('nicGroup')]")), \(group("sub")), \(group("other")),
       \(group("unused")),
       {"type": "Microsoft.Network/virtualNetworks", "name": "v", "properties": {"subnets": [
         {"name": "default", "properties": {\(use("'sub'"))}}, {"name": "web", "properties": {\(use("'other'"))}}]}},
       {"type": "Microsoft.Network/networkInterfaces", "name": "[variables('nic')]", "properties": {
         \(use("parameters( 'nicGroup' )")), "ipConfigurations": [{"name": "c", "properties": {"subnet": {"id":
           "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'v', 'default')]"}}}]}}]}
      """
    #expect(try Self.names(template) == [["[parameters('nicGroup')]", "sub"], ["other", "unused"]])
    let hops = readEnvironment(template).concerningServer(dialledAt: []).hops(.inbound)
    #expect(hops.count == 2)
  }

  @Test func aPlanSaysItInAssociations() throws {
    let resources = ["ftp", "web"].map { name in
      """
      {"address": "module.x.azurerm_network_security_group.\(name)[0]", "mode": "managed",
       "type": "azurerm_network_security_group", "values": {"name": "nsg-\(name)", "security_rule": []}},
      {"address": "module.x.azurerm_network_interface.\(name)[0]", "mode": "managed",
       "type": "azurerm_network_interface", "values": {"name": "nic-\(name)", "ip_configuration": [
         {"private_ip_address": "10.0.0.\(name == "ftp" ? 4 : 5)"}]}}
      """
    }
    let associations = ["ftp", "web"].map { name in
      """
      {"address": "azurerm_network_interface_security_group_association.\(name)", "expressions": {
        "network_interface_id": {"references": ["azurerm_network_interface.\(name)[0].id", "azurerm_network_interface.\(name)"]},
        "network_security_group_id": {"references": ["azurerm_network_security_group.\(name)[0].id", "azurerm_network_security_group.\(name)"]}}}
      """
    }
    let plan = """
      {"terraform_version": "1", "planned_values": {"root_module": {"child_modules": [{"resources": [
        \(resources.joined(separator: ","))]}]}},
       "configuration": {"root_module": {"module_calls": {"x": {"module": {"resources": [
        \(associations.joined(separator: ","))]}}}}}}
      """
    let server = "{\"ftpsgateEnvironment\": 1, \"addresses\": [{\"address\": \"10.0.0.4\"}]}"
    #expect(try Self.names(plan, server) == [["nsg-ftp"], ["nsg-web"]])
  }

  @Test(arguments: [("Standard", true), ("StandardV2", true), ("Basic", false)])
  func aStandardAddressIsClosedWithoutAGroup(_ sku: String, _ isClosed: Bool) throws {
    let address = Self.publicAddress("20.40.60.80", on: "nic-ftp").replacing(
      "\"name\"", with: "\"sku\": {\"name\": \"\(sku)\"}, \"name\"")
    let interface = Self.networkInterface("nic-ftp", "10.0.0.4", subnet: "a")
    let network = """
      [{"name": "v", "id": "/rg/rg/v", "type": "Microsoft.Network/virtualNetworks",
        "subnets": [{"name": "a", "id": "/rg/rg/subnets/a", "networkSecurityGroup": null}]}]
      """
    func blocked(_ texts: String..., from client: IPv4Address = IPv4Address(203, 0, 113, 7)) -> Bool {
      let files = texts.enumerated().map { ("\($0)", Array($1.utf8)) }
      let part = EnvironmentReader.read(files).concerningServer(dialledAt: [])
      let flow = Flow(.inbound, remoteAddresses: IPAddressSet(.v4(client)), localPorts: PortSet(21))
      return !part.hops(.inbound).decide(flow).blocked.isEmpty
    }
    #expect(blocked(address, interface, network) == isClosed)
    #expect(!blocked(address, interface, network, from: IPv4Address(10, 0, 0, 9)))
    // That the subnet has no group must be told, and so must be that the interface has none.
    #expect(!blocked(address, interface) && !blocked(address, network))
    let group = Self.group("sub", Self.subnet("a"))
    #expect(!blocked(address, interface, network, group))
    let other = Self.group("other", Self.subnet("b"))
    #expect(blocked(address, interface, network, other) == isClosed)
  }

  @Test func addressesThroughWhichNoClientComesDoNotCount() {
    let bastion = """
      [{"name": "b", "ipAddress": "20.1.1.1", "publicIPAllocationMethod": "Static",
        "ipConfiguration": {"id": "/rg/rg/bastionHosts/b/bastionHostIpConfigurations/c"}},
       {"name": "free", "ipAddress": "20.1.1.2", "publicIPAllocationMethod": "Static"},
       {"name": "balancer", "ipAddress": "20.1.1.3", "publicIPAllocationMethod": "Static",
        "ipConfiguration": {"id": "/rg/rg/loadBalancers/lb/frontendIPConfigurations/c"}}]
      """
    let part = readEnvironment(bastion, Self.publicAddress("20.40.60.80", on: "nic-ftp")).concerningServer(dialledAt: []
    )
    #expect(part.publicIPAddresses.map(\.name.value) == ["balancer", "p-nic-ftp"])
  }

  /// A load balancer with a Standard address in front of a machine without a group.
  @Test(arguments: [("nic-a", true), ("nic-b", false)])
  func aStandardAddressOfALoadBalancerIsClosed(_ member: String, _ isClosed: Bool) {
    let address = """
      [{"name": "p", "ipAddress": "20.40.60.80", "sku": {"name": "Standard"}, "publicIPAllocationMethod": "Static",
        "ipConfiguration": {"id": "/rg/rg/loadBalancers/lb/frontendIPConfigurations/f"}}]
      """
    let balancer = """
      [{"name": "lb", "frontendIPConfigurations": [{"name": "f"}], "backendAddressPools": [{"name": "pool",
        "backendIPConfigurations": [{"id": "/rg/rg/networkInterfaces/\(member)/ipConfigurations/c"}]}]}]
      """
    let network = """
      [{"name": "v", "id": "/rg/rg/v", "type": "Microsoft.Network/virtualNetworks", "addressSpace": {"addressPrefixes": []},
        "subnets": [{"name": "s", "id": "/rg/rg/subnets/s"}]}]
      """
    let environment = readEnvironment(
      address, balancer, network, Self.networkInterface("nic-a", "10.0.0.4", subnet: "s"))
    #expect((environment.concerningServer(dialledAt: []).closedAddress != nil) == isClosed)
  }
}
