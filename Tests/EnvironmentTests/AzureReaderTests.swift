import IISConfiguration
import Inet
import NetworkModel
import Reachability
import TestSupport
import Testing
@testable import Environment

@Suite(.timeLimited) struct AzureReaderTests {
  private static let flow = Flow(
    .inbound, remoteAddresses: IPAddressSet(.v4(IPv4Address(20, 1, 2, 3))), remotePorts: .client,
    localAddresses: IPAddressSet(.v4(IPv4Address(10, 0, 0, 4))))

  private static func decide(_ texts: String...) -> FlowDecision {
    EnvironmentReader.read(texts.enumerated().map { ("\($0)", Array($1.utf8)) }).hops(.inbound).decide(flow)
  }

  @Test func readsWhatTheCLIPrints() {
    for text in [Files.group, "[\(Files.group)]", "{\"value\": [\(Files.group)]}"] {
      let environment = readEnvironment(text)
      #expect(environment.groups.map(\.name.value) == ["nsg-ftp"])
      #expect(
        environment.groups.first?.attachments == [
          .networkInterface("/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/networkInterfaces/nic-ftp")
        ])
      #expect(environment.groups.first?.rules.map(\.isDefault) == [false, true, true])
      #expect(environment.files.map { $0.kind?.id } == ["network-security-groups"])
      #expect(environment.files.flatMap(\.problems).isEmpty)
      let decision = environment.hops(.inbound).decide(Self.flow)
      #expect(decision.allowed.localPorts.description == "21, 990, 40000-40099")
      #expect(decision.unknown.isEmpty)
      #expect(shown(decision.allowed.first?.verdict.decidingRule.place, in: environment) == "Allow-FTPS")
    }
  }

  @Test func aListInPropertiesIsTheSame() {
    let nested = """
      [{"name": "n", "type": "Microsoft.Network/networkSecurityGroups", "properties": {"securityRules": [
        {"name": "a", "properties": {"priority": 300, "direction": "inbound", "access": "ALLOW", "protocol": "TCP",
         "sourceAddressPrefixes": ["20.0.0.0/8", "30.0.0.1"], "sourcePortRange": "*", "destinationAddressPrefix": "*",
         "destinationPortRanges": [21, "990"]}}]}}]
      """
    #expect(Self.decide(nested).allowed.localPorts.description == "21, 990")
  }

  @Test func readsEffectiveRules() {
    let environment = readEnvironment(Files.effective)
    #expect(environment.files.map { $0.kind?.id } == ["effective-security-rules"])
    #expect(environment.groups.map(\.title.description) == ["network security group nsg-subnet"])
    #expect(environment.groups.first?.attachments == [.subnet("/subscriptions/0/virtualNetworks/vnet/subnets/default")])
    #expect(environment.groups.first?.rules.map(\.name.value) == ["Allow-Control", "DenyAllInBound"])
    #expect(Self.decide(Files.effective).allowed.localPorts.description == "21, 990")
    // What Azure expanded the tag to is all that counts.
    var other = Self.flow
    other.remoteAddresses = IPAddressSet(.v4(IPv4Address(30, 0, 0, 1)))
    #expect(environment.hops(.inbound).decide(other).allowed.isEmpty)
  }

  @Test func readsSecurityAdminRules() {
    let environment = readEnvironment(Files.adminRules)
    #expect(environment.files.map { $0.kind?.id } == ["security-admin-rules"])
    #expect(environment.groups.map(\.isNetworkManager) == [true])
    let rules = environment.groups.flatMap(\.rules)
    #expect(rules.map(\.name.value) == ["deny-telnet", "ftps"] && rules.map(\.alwaysAllows) == [false, true])
    #expect(rules.map(\.access?.value) == [.block, .allow] && rules.allSatisfy { $0.doubt == nil })
    #expect(Self.decide(Files.adminRules).blocked.localPorts.description == "23")
  }

  /// What is active somewhere, and what is only written, acts on the server's network perhaps.
  @Test(arguments: [
    Files.adminRules.replacing("\"kind\": \"Custom\"", with: "\"kind\": \"Custom\", \"region\": \"japaneast\""),
    """
    {"format_version": "1.2", "terraform_version": "1.9.0", "planned_values": {"root_module": {"resources": [
      {"address": "azurerm_network_manager_admin_rule.a", "mode": "managed", "type": "azurerm_network_manager_admin_rule",
       "name": "a", "values": {"name": "deny-telnet", "action": "Deny", "direction": "Inbound", "priority": 1,
       "protocol": "Tcp", "source": [{"address_prefix": "*", "address_prefix_type": "IPPrefix"}],
       "source_port_ranges": ["0-65535"], "destination": [{"address_prefix": "*", "address_prefix_type": "IPPrefix"}],
       "destination_port_ranges": ["23"]}}]}}}
    """,
  ])
  func adminRulesThatMayNotActAreDoubts(_ text: String) {
    let decision = Self.decide(text)
    #expect(decision.blocked.isEmpty && decision.unknown.localPorts.contains(23), "\(decision)")
    #expect(readEnvironment(text).groups.flatMap(\.rules).allSatisfy { $0.doubt != nil })
  }

  @Test func theSubnetAndTheInterfaceMustAllow() {
    #expect(Self.decide(Files.group, Files.effective).allowed.localPorts.description == "21, 990")
  }

  @Test func readsTemplates() throws {
    let environment = readEnvironment(Files.template)
    #expect(
      environment.files.map { $0.kind?.id } == ["resource-template"] && environment.files.flatMap(\.problems).isEmpty)
    #expect(environment.groups.first?.rules.map(\.name.value) == ["Control", "Passive", "Nested", "Explicit"])
    let decision = Self.decide(Files.template)
    #expect(decision.allowed.localPorts.description == "21, 990, 2121")
    // What a parameter holds is in no file.
    #expect(decision.unknown.localPorts == decision.allowed.localPorts.complement)
    #expect(environment.publicIPAddresses.map(\.name.value) == ["pip"])
    let deployment = "{\"properties\": {\"template\": \(Files.template)}}"
    #expect(Self.decide(deployment).allowed.localPorts.description == "21, 990, 2121")
    let nested = """
      {"contentVersion": "1.0.0.0", "resources": {"inner": {"type": "Microsoft.Resources/deployments", "name": "inner",
       "properties": {"template": \(Files.template)}}}}
      """
    #expect(Self.decide(nested).allowed.localPorts.description == "21, 990, 2121")
  }

  @Test func whatATemplateBuildsItselfIsUnknown() {
    let rule = """
      {"name": "r", "properties": {"priority": 300, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
       "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "21"}}
      """
    func template(_ group: String) -> String {
      "{\"contentVersion\": \"1\", \"resources\": [{\"type\": \"Microsoft.Network/networkSecurityGroups\", \"name\": \"n\", \"properties\": \(group)}]}"
    }
    #expect(Self.decide(template("{\"securityRules\": [\(rule)]}")).allowed.localPorts.description == "21")
    for group in [
      "{\"securityRules\": \"[parameters('rules')]\"}",
      "{\"securityRules\": [\(rule)], \"copy\": [{\"name\": \"securityRules\", \"count\": 3}]}",
    ] {
      let decision = Self.decide(template(group))
      #expect(decision.allowed.isEmpty && decision.unknown.localPorts == .any, "\(group)")
    }
    let conditional = rule.replacing(
      "\"name\"", with: "\"condition\": \"[parameters('x')]\", \"type\": \"securityRules\", \"name\"")
    let child =
      "{\"contentVersion\": \"1\", \"resources\": [{\"type\": \"Microsoft.Network/networkSecurityGroups\", \"name\": \"n\", \"properties\": {}, \"resources\": [\(conditional)]}]}"
    #expect(Self.decide(child).unknown.localPorts.description == "21")
  }

  @Test func rulesOfTheirOwnFindTheirGroupsInOrder() {
    func rule(_ name: String, _ group: String) -> String {
      """
      {"type": "azurerm_network_security_rule",
       "values": {"name": "\(name)", "network_security_group_name": "\(group)"}}
      """
    }
    let groups = ["a", "B"].map { "{\"type\": \"azurerm_network_security_group\", \"values\": {\"name\": \"\($0)\"}}" }
    let rules = [rule("1", "b"), rule("2", "A"), rule("3", "c"), rule("4", "B"), rule("5", "C"), rule("6", "a")]
    let environment = readEnvironment(
      """
      {"terraform_version": "1", "values": {"root_module":
       {"resources": [\((groups + rules).joined(separator: ",\n"))]}}}
      """)
    #expect(environment.groups.map(\.name.value) == ["a", "B", "c"])
    #expect(environment.groups.map { $0.rules.map(\.name.value) } == [["2", "6"], ["1", "4"], ["c", "3", "5"]])
    // Of a group that is in no file more rules may be there than those that are told.
    #expect(environment.groups.last?.rules.map { $0.doubt != nil } == [true, false, false])
  }

  @Test func readsTerraformPlans() {
    let environment = readEnvironment(Files.terraform)
    #expect(environment.files.map { $0.kind?.id } == ["terraform"])
    #expect(environment.groups.map(\.name.value) == ["nsg-tf"])
    #expect(Self.decide(Files.terraform).allowed.localPorts.description == "21, 990, 40000-40099")
    // A value that is known only after the plan has been applied is not in the file.
    let unknown = Files.terraform.replacing("\"source_address_prefix\": \"Internet\",", with: "")
    #expect(Self.decide(unknown).unknown.localPorts.description == "40000-40099")
  }

  @Test func readsPublicAddresses() throws {
    let environment = readEnvironment(Files.publicAddresses)
    #expect(environment.files.map { $0.kind?.id } == ["public-ip-addresses"])
    let first = try #require(environment.publicIPAddresses.first)
    #expect(first.address?.value == .v4(IPv4Address(20, 40, 60, 80)) && first.allocation?.value == .static)
    #expect(first.sku?.value == "Standard" && first.idleTimeout?.value == 4 && first.holder != nil)
    #expect(first.address.flatMap { shown(first.place($0.range), in: environment) } == "20.40.60.80")
    let second = try #require(environment.publicIPAddresses.last)
    #expect(second.address == nil && second.allocation?.value == .dynamic && second.holder == nil)
  }

  @Test func readsLoadBalancers() throws {
    let environment = readEnvironment(Files.loadBalancers)
    #expect(environment.files.map { $0.kind?.id } == ["load-balancers"])
    let balancer = try #require(environment.loadBalancers.first)
    let rule = try #require(balancer.rules.first)
    #expect(rule.frontendPort?.value == 990 && rule.backendPort?.value == 990 && rule.coversTCP == true)
    #expect(rule.affinity == .client && rule.idleTimeout?.value == 4 && rule.pools.count == 1)
    #expect(balancer.natRules.first?.frontendRange?.value.description == "40000-40099")
    #expect(balancer.pools.map(\.size) == [2])
  }

  private static let ftpGroup = """
    {"name": "n", "id": "/subscriptions/0/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/n", "type": "Microsoft.Network/networkSecurityGroups"\(ftpRules)}
    """
  private static let ftpRules = """
    , "securityRules": [{"name": "ftp", "priority": 300, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
      "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "21"}]
    """

  private static func decision(_ texts: String...) -> FlowDecision {
    let files = texts.enumerated().map { ("\($0).json", Array($1.utf8)) }
    let client = IPAddressSet(.v4(IPv4Address(203, 0, 113, 7)))
    return EnvironmentReader.read(files).concerningServer(dialledAt: []).hops(.inbound).decide(
      Flow(.inbound, remoteAddresses: client, localPorts: PortSet(21)))
  }

  /// As `az resource list` has it.
  @Test func aGroupWithoutItsRulesIsNoEmptyOne() {
    let bare = "[\(Self.ftpGroup.replacing(Self.ftpRules, with: ""))]"
    #expect(Self.decision(bare).parts.map(\.verdict.isUnknown) == [true])
    #expect(
      Self.decision("[\(Self.ftpGroup.replacing("[{", with: "[").replacing("\"21\"}]", with: "]"))]").allowed.isEmpty)
    #expect(!Self.decision(bare, "[\(Self.ftpGroup)]").allowed.isEmpty)
  }

  @Test func aRuleThatADeploymentDeletesIsADoubt() {
    let change = """
      {"status": "Succeeded", "changes": [{"changeType": "Delete", "before": {},
        "resourceId": "/subscriptions/0/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/n/securityRules/ftp"}]}
      """
    #expect(!Self.decision("[\(Self.ftpGroup)]").allowed.isEmpty)
    #expect(Self.decision("[\(Self.ftpGroup)]", change).allowed.isEmpty)
  }

  @Test func aPageOfResourceGraphIsNotTheWhole() {
    func file(_ total: Int) -> EnvironmentFile? {
      readEnvironment(
        "{\"count\": 1, \"data\": [\(Self.ftpGroup)], \"skip_token\": \"abc\", \"total_records\": \(total)}"
      ).files.first
    }
    #expect(file(1)?.isBroken == false && file(200)?.isBroken == true)
  }

  @Test func aNATRuleMayLeadToNobody() throws {
    func leads(_ target: String) throws -> Bool {
      let text = """
        [{"name": "lb", "loadBalancingRules": [], "inboundNatRules": [{"name": "r", "protocol": "Tcp", "frontendPort": 21,
          "backendPort": 21\(target)}]}]
        """
      let balancer = try #require(readEnvironment(text).concerningServer(dialledAt: []).loadBalancers.first)
      return !balancer.natRules.isEmpty
    }
    #expect(try leads("") && leads(", \"backendIPConfiguration\": {\"id\": \"/x\"}"))
    #expect(try !leads(", \"backendIPConfiguration\": null"))
  }

  @Test func readsAzureFirewall() throws {
    let environment = readEnvironment(Files.azureFirewall)
    #expect(environment.files.map { $0.kind?.id } == ["azure-firewall"])
    #expect(environment.azureFirewallRules.map(\.name.value) == ["ftps", "dns"])
    let rule = try #require(environment.azureFirewallRules.first)
    #expect(rule.coversTCP == true && rule.machine?.value == .v4(IPv4Address(10, 0, 0, 4)))
    #expect(rule.machinePort?.value == 990 && rule.dialledPorts.map(\.text.value) == ["990"])
    #expect(rule.dialledAddresses == IPAddressSet(.v4(IPv4Address(20, 40, 60, 80))))
    #expect(environment.azureFirewallRules.last?.coversTCP == false)
  }

  @Test(arguments: [
    // `az network firewall policy rule-collection-group list`
    """
    [{"name": "g", "ruleCollections": [
      {"name": "n", "action": {"type": "Allow"}, "rules": [{"name": "x", "destinationPorts": ["21"]}]},
      {"name": "d", "action": {"type": "DNAT"}, "rules": [{"name": "ftp", "ipProtocols": ["TCP"],
        "destinationAddresses": ["20.40.60.80"], "destinationPorts": ["21"], "translatedAddress": "10.0.0.4",
        "translatedPort": "21"}]}]}]
    """,
    // A template
    """
    {"contentVersion": "1", "resources": [{"type": "Microsoft.Network/azureFirewalls", "name": "hub", "properties":
      {"natRuleCollections": [{"name": "d", "properties": {"action": {"type": "Dnat"}, "rules": [{"name": "ftp",
        "protocols": ["TCP"], "destinationAddresses": ["20.40.60.80"], "destinationPorts": ["21"],
        "translatedAddress": "10.0.0.4", "translatedPort": 21}]}}]}}]}
    """,
    // Terraform's classic rules, and its policies
    """
    {"terraform_version": "1", "planned_values": {"root_module": {"resources": [{"type":
      "azurerm_firewall_nat_rule_collection", "values": {"name": "d", "action": "Dnat", "rule": [{"name": "ftp",
        "protocols": ["TCP"], "destination_addresses": ["20.40.60.80"], "destination_ports": ["21"],
        "translated_address": "10.0.0.4", "translated_port": "21"}]}}]}}}
    """,
    """
    {"terraform_version": "1", "values": {"root_module": {"resources": [{"type":
      "azurerm_firewall_policy_rule_collection_group", "values": {"name": "g", "nat_rule_collection": [{"name": "d",
        "action": "Dnat", "rule": [{"name": "ftp", "protocols": ["TCP"], "destination_address": "20.40.60.80",
        "destination_ports": ["21"], "translated_address": "10.0.0.4", "translated_port": 21}]}]}}]}}}
    """,
  ])
  func readsAzureFirewallFromWhateverWroteIt(_ text: String) throws {
    let environment = readEnvironment(text)
    #expect(environment.azureFirewallRules.count == 1)
    let rule = try #require(environment.azureFirewallRules.first)
    #expect(rule.name.value == "ftp" && rule.coversTCP == true && rule.machinePort?.value == 21)
    #expect(rule.machine?.value == .v4(IPv4Address(10, 0, 0, 4)))
    #expect(rule.dialledPorts.map(\.text.value) == ["21"])
    #expect(rule.dialledAddresses == IPAddressSet(.v4(IPv4Address(20, 40, 60, 80))))
  }

  @Test func saysWhatItCannotRead() {
    let faulty = Files.group.replacing(
      "\"Inbound\", \"access\": \"Allow\", \"protocol\": \"Tcp\"",
      with: "\"Sideways\", \"access\": \"Perhaps\", \"protocol\": \"Tcp\""
    )
    .replacing("\"40000-40099\"", with: "\"40099-40000\"").replacing(
      "\"priority\": 300", with: "\"priority\": \"high\"")
    let environment = readEnvironment(faulty)
    let file = environment.files.first
    #expect(
      file?.problems.map(\.message.description) == [
        "the priority is no number of a rule", "the direction is neither Inbound nor Outbound",
        "the access is neither Allow nor Deny", "the ports \"40099-40000\" are neither *, a port nor a range",
      ])
    #expect(
      file?.problems.compactMap { problem in problem.range.flatMap { file?.source.string($0) } } == [
        "high", "Sideways", "Perhaps", "40099-40000",
      ])
  }

  @Test func rulesOfAnotherGroupStayThere() {
    let elsewhere = Files.terraform.replacing(
      "\"network_security_group_name\": \"nsg-tf\"", with: "\"network_security_group_name\": \"elsewhere\"")
    let environment = readEnvironment(elsewhere)
    #expect(environment.groups.map(\.name.value) == ["nsg-tf", "elsewhere"])
    #expect(environment.groups.map { $0.rules.count { $0.doubt == nil } } == [1, 1])
    // Whose rule it is that says nothing of its group is not known, even where there is but one group.
    let untold = Files.terraform.replacing("network_security_group_name", with: "elsewhere_name")
    #expect(readEnvironment(untold).groups.map { $0.rules.map { $0.doubt != nil } } == [[false, true]])
  }

  @Test func aPriorityIsThereOnceInADirection() {
    let twice = Files.group.replacing(
      "\"securityRules\": [",
      with: """
        "securityRules": [{"name": "Other", "priority": 300, "direction": "Inbound", "access": "Deny", "protocol": "Tcp",
         "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "1"},
        """)
    let file = readEnvironment(twice).files.first
    #expect(
      file?.problems.map(\.message.description) == [
        "another rule of the group has priority 300 in this direction, which Azure refuses"
      ])
  }

  @Test func readsVirtualNetworks() throws {
    let network = """
      [{"name": "vnet", "type": "Microsoft.Network/virtualNetworks", "addressSpace": {"addressPrefixes": ["10.0.0.0/16"]}}]
      """
    let environment = readEnvironment(Files.group, network)
    #expect(environment.files.map { $0.kind?.id } == ["network-security-groups", "virtual-networks"])
    var flow = Self.flow
    flow.remoteAddresses = IPAddressSet(.v4(IPv4Address(10, 0, 5, 5)))
    #expect(environment.hops(.inbound).decide(flow).allowed.localPorts == .any)
    #expect(readEnvironment(Files.group).hops(.inbound).decide(flow).unknown.localPorts == .any)
    let template = """
      {"contentVersion": "1", "resources": [{"type": "Microsoft.Network/virtualNetworks", "name": "v", "properties":
        {"addressSpace": {"addressPrefixes": ["10.0.0.0/16"]}}}]}
      """
    #expect(readEnvironment(template).virtualNetworks.first?.prefixes == [try #require(IPPrefix("10.0.0.0/16"))])
  }

  @Test func rulesAloneNameTheirGroupAndNeverStandForIt() {
    let list = """
      [{"name": "a", "id": "/subscriptions/0/networkSecurityGroups/nsg-ftp/securityRules/a", "priority": 300,
        "type": "Microsoft.Network/networkSecurityGroups/securityRules", "direction": "Inbound", "access": "Allow",
        "protocol": "Tcp", "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*",
        "destinationPortRange": "990"}]
      """
    let environment = readEnvironment(list)
    #expect(environment.groups.map(\.name.value) == ["nsg-ftp"])
    #expect(Self.decide(list).unknown.localPorts == .any)
  }
}
