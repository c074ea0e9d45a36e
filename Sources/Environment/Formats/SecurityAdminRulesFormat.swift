internal import NetworkModel
internal import Text

extension AzureFormat {
  /// Security admin rules of Azure Virtual Network Manager, which come before groups.
  static let securityAdminRules = AzureFormat(
    description: FormatDescription(
      id: "security-admin-rules", title: "security admin rules",
      origins: [
        FileOrigin(
          .azure, "security admin rules of Virtual Network Manager that act on the server's network",
          "az network manager list-effective-security-admin-rules -g RG --virtual-network-name VNET -o json > admin-rules.json"
        )
      ],
      shownMembers: """
        name id type displayName access action direction priority protocol addressPrefix address_prefix \
        sourcePortRanges source_port_ranges destinationPortRanges destination_port_ranges
        """),
    resources: [
      AzureResource(
        id: "security-admin-rule",
        types: [
          "microsoft.network/networkmanagers/securityadminconfigurations/rulecollections/rules",
          "azurerm_network_manager_admin_rule",
        ], hasItsMembers: { SecurityAdminRuleReader.standing($0) != nil }
      ) { item, file, collector in
        let standing = SecurityAdminRuleReader.standing(item) ?? .written
        collector.addAdminRule(SecurityAdminRuleReader.read(item, standing, &file), file)
      }
    ])
}
