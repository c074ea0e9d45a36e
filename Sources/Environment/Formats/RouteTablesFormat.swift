internal import NetworkModel
internal import Text

extension AzureFormat {
  /// Route tables, and the routes that hold for a network interface.
  static let routeTables = AzureFormat(
    description: FormatDescription(
      id: "route-tables", title: "routes",
      origins: [
        FileOrigin(
          .azure, "the routes that hold for the server (the machine must run): the surest",
          "az network nic show-effective-route-table -g RG -n NIC -o json > routes.json"),
        FileOrigin(.azure, "route tables", "az network route-table list -g RG -o json > route-tables.json"),
      ],
      shownMembers: "name id type source state addressPrefix address_prefix nextHopType next_hop_type nextHopIpAddress"),
    resources: [
      AzureResource(
        id: "effective-route", types: [],
        hasItsMembers: {
          $0.value["nextHopType"] != nil && $0.value["addressPrefix"] != nil && $0.value["state"] != nil
        }
      ) { item, file, collector in
        collector.addEffectiveRoutes(RouteTableReader.effective(item, file), of: item, file)
      },
      AzureResource(
        id: "route-table", types: ["microsoft.network/routetables", "azurerm_route_table"],
        hasItsMembers: { $0["routes"] != nil && $0["disableBgpRoutePropagation"] != nil }
      ) { item, file, collector in collector.resources.routeTables.append(RouteTableReader.table(item, file)) },
      AzureResource(
        id: "route", types: ["microsoft.network/routetables/routes", "azurerm_route"], tellsByItself: false
      ) { item, file, collector in
        if let part = RouteTableReader.part(item, file) { collector.resources.routeTables.append(part) }
      },
      AzureResource(
        id: "route-table-association", types: ["azurerm_subnet_route_table_association"], tellsByItself: false
      ) { item, file, collector in
        if let tie = RouteTableReader.association(item, file) { collector.resources.routeTables.append(tie) }
      },
    ])
}
