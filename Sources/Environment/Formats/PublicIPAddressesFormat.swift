internal import NetworkModel
internal import Text

extension AzureFormat {
  /// Public IP addresses, and what holds them.
  static let publicIPAddresses = AzureFormat(
    description: FormatDescription(
      id: "public-ip-addresses", title: "public IP addresses",
      origins: [
        FileOrigin(
          .azure, "public addresses, and what holds them",
          "az network public-ip list -g RG -o json > public-ips.json")
      ],
      shownMembers: """
        name id type ipAddress ip_address publicIPAllocationMethod allocation_method sku tier
        """),
    resources: [
      AzureResource(
        id: "public-ip-address", types: ["microsoft.network/publicipaddresses", "azurerm_public_ip"],
        hasItsMembers: { $0["publicIPAllocationMethod"] != nil }
      ) { item, file, collector in
        collector.resources.publicIPAddresses.append(PublicIPAddressReader.read(item, &file))
      }
    ])
}
