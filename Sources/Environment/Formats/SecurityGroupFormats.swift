internal import NetworkModel
internal import Text

extension AzureFormat {
  /// Network security groups, as they were written.
  static let networkSecurityGroups = AzureFormat(
    description: FormatDescription(
      id: "network-security-groups", title: "network security groups",
      origins: [FileOrigin(.azure, "network security groups", "az network nsg list -g RG -o json > nsg.json")],
      shownMembers: "\(ruleMembers) network_security_group_name"),
    resources: [
      AzureResource(
        id: "network-security-group",
        types: ["microsoft.network/networksecuritygroups", "azurerm_network_security_group"],
        hasItsMembers: { $0["securityRules", "defaultSecurityRules"] != nil }
      ) { item, file, collector in collector.resources.groups.append(SecurityGroupReader.group(item, &file)) },
      AzureResource(
        id: "security-rule",
        types: ["microsoft.network/networksecuritygroups/securityrules", "azurerm_network_security_rule"]
      ) { item, file, collector in collector.addRule(item, &file) },
      AzureResource(
        id: "group-association",
        types: [
          "azurerm_network_interface_security_group_association", "azurerm_subnet_network_security_group_association",
        ], tellsByItself: false
      ) { item, file, collector in collector.relations.addAssociation(item, file) },
    ])

  /// The rules that hold for one network interface, with their tags expanded.
  static let effectiveSecurityRules = AzureFormat(
    description: FormatDescription(
      id: "effective-security-rules", title: "effective security rules",
      origins: [
        FileOrigin(
          .azure, "the groups that hold for the server, tags expanded (the machine must run): the surest",
          "az network nic list-effective-nsg -g RG -n NIC -o json > effective.json")
      ], shownMembers: "\(ruleMembers) expandedSourceAddressPrefix expandedDestinationAddressPrefix"),
    resources: [
      AzureResource(
        id: "effective-group", types: [], hasItsMembers: { $0.value["effectiveSecurityRules"] != nil }
      ) { item, file, collector in
        collector.resources.groups.append(SecurityGroupReader.effective(item.value, &file))
      }
    ])

  private static let ruleMembers = """
    name id type priority direction access protocol sourceAddressPrefix sourceAddressPrefixes sourcePortRange \
    sourcePortRanges destinationAddressPrefix destinationAddressPrefixes destinationPortRange destinationPortRanges \
    source_address_prefix source_address_prefixes source_port_range source_port_ranges destination_address_prefix \
    destination_address_prefixes destination_port_range destination_port_ranges
    """
}
