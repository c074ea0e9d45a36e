internal import NetworkModel
internal import Text

extension AzureFormat {
  /// Azure Firewall, or a policy of it.
  static let azureFirewall = AzureFormat(
    description: FormatDescription(
      id: "azure-firewall", title: "Azure Firewall",
      origins: [
        FileOrigin(.azure, "Azure Firewall", "az network firewall list -g RG -o json > firewalls.json"),
        FileOrigin(
          .azure, "a policy of Azure Firewall",
          "az network firewall policy rule-collection-group list -g RG --policy-name POLICY -o json > policy.json"),
      ],
      shownMembers: """
        name id type subnet_id action protocols ipProtocols sourceAddresses source_addresses destinationAddresses \
        destination_addresses destination_address destinationPorts destination_ports translatedAddress \
        translated_address translatedPort translated_port
        """),
    resources: [
      AzureResource(
        id: "azure-firewall",
        types: [
          "microsoft.network/azurefirewalls", "microsoft.network/azurefirewalls/natrulecollections",
          "microsoft.network/firewallpolicies/rulecollectiongroups", "azurerm_firewall",
          "azurerm_firewall_nat_rule_collection", "azurerm_firewall_policy_rule_collection_group",
        ], hasItsMembers: { $0["natRuleCollections", "ruleCollections"] != nil }
      ) { item, file, collector in
        if let firewall = AzureFirewallReader.firewall(item) { collector.resources.azureFirewalls.append(firewall) }
        collector.resources.azureFirewallRules += AzureFirewallReader.rules(item, &file)
      }
    ])
}
