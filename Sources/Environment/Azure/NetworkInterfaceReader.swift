internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Text

/// Reads network interfaces.
enum NetworkInterfaceReader {
  /// A network interface with its addresses and its subnet.
  static func read(_ item: AzureItem, _ file: inout FileReading) -> NetworkInterface {
    var found = NetworkInterface(path: file.path, name: item.name, id: item.identity)
    found.machine = item["virtualMachine"]?["id"]?.resourceID ?? item.reference("virtual_machine_id")
    found.isSecondary = found.machine != nil && item["primary"]?.boolean == false
    for configuration in item.parts("ipConfigurations", "ip_configuration") {
      if let text = configuration["privateIPAddress", "private_ip_address"]?.string,
        let address = IPAddress(text.value)
      {
        found.addresses.append(Located(address, at: text.range))
      }
      let subnet = configuration["subnet"]?["id"]?.resourceID ?? configuration.reference("subnet_id")
      if let subnet { found.subnets.append(subnet) }
      let address =
        configuration["publicIPAddress"]?["id"]?.resourceID ?? configuration.reference("public_ip_address_id")
      if let address { found.publicAddresses.append(address) }
    }
    return found
  }
}

/// Reads subnets.
enum SubnetReader {
  /// A subnet with those of its prefixes that the file tells.
  static func read(_ item: AzureItem, _ id: ResourceID, _ file: FileReading) -> Subnet {
    var found = Subnet(path: file.path, name: item.name, id: id)
    let words = item.list("addressPrefix", "addressPrefixes", "address_prefix", "address_prefixes")
    let prefixes = words.compactMap { $0.string.flatMap { IPPrefix($0.value) } }
    if let table = item["routeTable"]?["id"]?.resourceID ?? item.reference("route_table_id") {
      let range = item["routeTable"]?["id"]?.range ?? item["route_table_id"]?.range ?? item.name.range
      found.routeTable = Subnet.NamedTable(table, at: file.place(range))
    }
    // Of a subnet that is known in part nothing follows.
    if prefixes.count == words.count { found.prefixes = prefixes.distinct }
    return found
  }
}

/// Reads virtual networks.
enum VirtualNetworkReader {
  /// A virtual network with those of its prefixes that the file tells.
  static func read(_ item: AzureItem) -> VirtualNetwork {
    let words = item["addressSpace"].map { AzureItem($0).list("addressPrefixes") } ?? item.list("address_space")
    return VirtualNetwork(name: item.name, prefixes: words.compactMap { $0.string.flatMap { IPPrefix($0.value) } })
  }
}
