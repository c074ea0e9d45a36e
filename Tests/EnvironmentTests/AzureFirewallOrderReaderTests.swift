import IISConfiguration
import NetworkModel
import TestSupport
import Testing
@testable import Environment

/// The numbers by which rules of Azure Firewall come one after another, from whatever has them.
@Suite(.timeLimited) struct AzureFirewallOrderReaderTests {
  private static func orders(_ text: String) -> [String] {
    readEnvironment(text).azureFirewallRules.map { rule in
      let steps = rule.order.steps.map { "\($0.name)=\($0.priority.map(String.init) ?? "?")" }
      return "\(rule.name.value): \(rule.order.owner?.name ?? "?") \(steps.joined(separator: " "))"
    }
  }

  private static let rules = #""rules": [{"name": "r", "ipProtocols": ["TCP"], "protocols": ["TCP"]}]"#

  @Test func ofAFirewall() {
    let collection = """
      {"name": "C", "priority": 200, "action": {"type": "Dnat"}, \(Self.rules)},
      {"name": "d", "properties": {"priority": 100, "action": {"type": "Dnat"}, \(Self.rules)}}
      """
    let firewall = """
      [{"name": "hub", "id": "/x/providers/Microsoft.Network/azureFirewalls/hub",
        "type": "Microsoft.Network/azureFirewalls", "natRuleCollections": [\(collection)]}]
      """
    #expect(Self.orders(firewall) == ["r: hub c=200", "r: hub d=100"])
  }

  @Test func ofAPolicy() {
    let group = """
      [{"name": "G", "id": "/x/firewallPolicies/p/ruleCollectionGroups/G", "priority": 300,
        "type": "Microsoft.Network/FirewallPolicies/RuleCollectionGroups", "ruleCollections": [
         {"name": "c", "priority": 200, "action": {"type": "DNAT"}, \(Self.rules)},
         {"name": "d", "action": {"type": "DNAT"}, \(Self.rules)}]}]
      """
    #expect(Self.orders(group) == ["r: p g=300 c=200", "r: p g=300 d=?"])
  }

  @Test func ofATemplate() {
    let template = """
      {"contentVersion": "1", "parameters": {"n": {"type": "int"}}, "resources": [
       {"type": "Microsoft.Network/firewallPolicies/ruleCollectionGroups", "name": "p/g", "properties": {
        "priority": 300, "ruleCollections": [
         {"name": "c", "priority": "[parameters('n')]", "action": {"type": "DNAT"}, \(Self.rules)}]}}]}
      """
    #expect(Self.orders(template) == ["r: p p/g=300 c=?"])
  }

  @Test func ofAPlan() {
    func resource(_ type: String, _ values: String) -> String {
      "{\"address\": \"\(type).a\", \"mode\": \"managed\", \"type\": \"\(type)\", \"values\": {\(values)}}"
    }
    let rule = #""rule": [{"name": "r", "protocols": ["TCP"]}]"#
    let classic = resource(
      "azurerm_firewall_nat_rule_collection",
      #""name": "c", "azure_firewall_name": "hub", "resource_group_name": "g", "priority": 200, "action": "Dnat", \#(rule)"#
    )
    let policy = resource(
      "azurerm_firewall_policy_rule_collection_group",
      #""name": "g", "firewall_policy_id": "/x/firewallPolicies/p", "priority": 300, "nat_rule_collection": [{"name": "c", "priority": 100, "action": "Dnat", \#(rule)}]"#
    )
    let text = """
      {"terraform_version": "1.9.0", "planned_values": {"root_module": {"resources": [\(classic), \(policy)]}}}
      """
    #expect(Self.orders(text) == ["r: hub c=200", "r: p g=300 c=100"])
  }
}
