internal import NetworkModel
internal import Text

extension AzureFormat {
  /// Virtual networks and their subnets.
  static let virtualNetworks = AzureFormat(
    description: FormatDescription(
      id: "virtual-networks", title: "virtual networks",
      origins: [FileOrigin(.azure, "virtual networks", "az network vnet list -g RG -o json > vnets.json")],
      shownMembers: "name id type addressPrefix addressPrefixes address_prefixes address_space"),
    resources: [
      AzureResource(
        id: "virtual-network", types: ["microsoft.network/virtualnetworks", "azurerm_virtual_network"]
      ) { item, file, collector in
        collector.relations.addSubnets(of: item, file)
        collector.resources.virtualNetworks.append(VirtualNetworkReader.read(item))
      },
      AzureResource(
        id: "subnet", types: ["microsoft.network/virtualnetworks/subnets", "azurerm_subnet"]
      ) { item, file, collector in collector.relations.addSubnet(item, file) },
    ])
}
