internal import IISConfiguration
internal import NetworkModel

/// A resource of Azure in JSON, whoever wrote it: with its values under `properties`, as templates have it, or flat, as
/// the CLI prints them; or, with names in snake case, in a Terraform plan.
struct AzureItem {
  /// What kind of resource it is.
  enum Kind: Hashable {
    case networkSecurityGroup
    case securityRule
    case effectiveGroup
    case publicIPAddress
    case networkInterface
    case virtualNetwork
    case subnet
    case groupAssociation
    case loadBalancer
    case loadBalancerRule
    case natRule
    case backendPool
    case azureFirewall
    case deployment
  }

  let value: JSONValue
  /// The kind that the file names, in lower case.
  let type: String?

  init(_ value: JSONValue, type: String? = nil) {
    self.value = value
    self.type = (type ?? value["type"]?.string?.value)?.lowercased()
  }

  /// The first of some members that is there, under `properties` or flat; null counts as no value.
  subscript(names: String...) -> JSONValue? {
    for name in names {
      if let found = value["properties"]?[name] ?? value[name] { return found }
    }
    return nil
  }

  /// All elements of the arrays, and all values that are no arrays, of some members; empty strings count as no value.
  func list(_ names: String...) -> [JSONValue] {
    names.compactMap { value["properties"]?[$0] ?? value[$0] }.flatMap { value -> [JSONValue] in
      if case .array(let elements) = value.content { elements.filter { !$0.isNull } } else { [value] }
    }.filter { $0.string?.value != "" }
  }

  /// The name as the file has it; the place is that of the whole resource where there is none.
  var name: Located<String> {
    if let name = value["name"]?.string, !name.value.isEmpty { return name }
    return Located("", at: ByteRange(value.range.start, min(value.range.start + 1, value.range.end)))
  }

  /// The id, if the file has it.
  var id: ResourceID? {
    value["id"]?.string.flatMap { $0.value.isEmpty ? nil : ResourceID($0.value) }
  }

  /// The kind, by the type that the file names, else by members that no other kind has.
  var kind: Kind? {
    switch type {
    case "microsoft.network/networksecuritygroups", "azurerm_network_security_group": return .networkSecurityGroup
    case "microsoft.network/networksecuritygroups/securityrules", "azurerm_network_security_rule":
      return .securityRule
    case "microsoft.network/publicipaddresses", "azurerm_public_ip": return .publicIPAddress
    case "microsoft.network/networkinterfaces", "azurerm_network_interface": return .networkInterface
    case "microsoft.network/virtualnetworks", "azurerm_virtual_network": return .virtualNetwork
    case "microsoft.network/virtualnetworks/subnets": return .subnet
    case "azurerm_network_interface_security_group_association", "azurerm_subnet_network_security_group_association":
      return .groupAssociation
    case "microsoft.network/loadbalancers", "azurerm_lb": return .loadBalancer
    case "azurerm_lb_rule": return .loadBalancerRule
    case "azurerm_lb_nat_rule": return .natRule
    case "azurerm_lb_backend_address_pool": return .backendPool
    case "microsoft.network/azurefirewalls", "microsoft.network/azurefirewalls/natrulecollections",
      "microsoft.network/firewallpolicies/rulecollectiongroups", "azurerm_firewall",
      "azurerm_firewall_nat_rule_collection", "azurerm_firewall_policy_rule_collection_group":
      return .azureFirewall
    case "microsoft.resources/deployments": return .deployment
    case nil: break
    default: return nil
    }
    if value["effectiveSecurityRules"] != nil { return .effectiveGroup }
    if self["securityRules", "defaultSecurityRules"] != nil { return .networkSecurityGroup }
    if self["publicIPAllocationMethod"] != nil { return .publicIPAddress }
    if self["frontendIPConfigurations", "loadBalancingRules", "inboundNatRules"] != nil { return .loadBalancer }
    if self["natRuleCollections", "ruleCollections"] != nil { return .azureFirewall }
    return nil
  }
}

extension JSONValue {
  /// Whether this is an expression of a template, `[parameters('x')]`, whose value no file tells.
  var isExpression: Bool {
    guard let text = string?.value else { return false }
    return text.hasPrefix("[") && !text.hasPrefix("[[") && text.hasSuffix("]")
  }
}
