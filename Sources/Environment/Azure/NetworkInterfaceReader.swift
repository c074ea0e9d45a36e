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
    found.configurations = item.parts("ipConfigurations", "ip_configuration").map(configuration)
    return found
  }

  private static func configuration(_ item: AzureItem) -> NetworkInterface.Configuration {
    var found = NetworkInterface.Configuration()
    found.name = item.value["name"]?.string?.value
    found.address = item["privateIPAddress", "private_ip_address"]?.string.flatMap { text in
      IPAddress(text.value).map { Located($0, at: text.range) }
    }
    found.publicAddress = item["publicIPAddress"]?["id"]?.resourceID ?? item.reference("public_ip_address_id")
    found.subnet = item["subnet"]?["id"]?.resourceID ?? item.reference("subnet_id")
    found.gateway = LoadBalancerReader.gateway(item)
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
    let table = item["routeTable"]?["id"] ?? item["route_table_id"]
    found.routeTable = (table?.resourceID ?? item.reference("route_table_id")).map {
      Located($0, at: table?.range ?? item.name.range)
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
