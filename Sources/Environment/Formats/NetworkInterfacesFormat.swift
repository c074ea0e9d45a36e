internal import NetworkModel
internal import Text

extension AzureFormat {
  /// Network interfaces of machines.
  static let networkInterfaces = AzureFormat(
    description: FormatDescription(
      id: "network-interfaces", title: "network interfaces",
      origins: [
        FileOrigin(
          .azure, "network interfaces: their addresses and subnets",
          "az network nic list -g RG -o json > nics.json")
      ], shownMembers: "name id type privateIPAddress private_ip_address subnet_id"),
    resources: [
      AzureResource(
        id: "network-interface", types: ["microsoft.network/networkinterfaces", "azurerm_network_interface"]
      ) { item, file, collector in
        collector.relations.addInterface(item, file)
        collector.resources.networkInterfaces.append(NetworkInterfaceReader.read(item, &file))
      }
    ])
}
