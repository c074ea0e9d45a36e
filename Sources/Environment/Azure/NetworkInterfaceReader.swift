internal import Inet
internal import Linter
internal import Reachability

/// Reads network interfaces.
enum NetworkInterfaceReader {
  /// A network interface with its addresses and its subnet.
  static func read(_ item: AzureItem, _ file: inout FileReading) -> NetworkInterface {
    var found = NetworkInterface(path: file.path, name: item.name, id: item.id ?? ResourceID(item.name.value))
    for configuration in item.list("ipConfigurations", "ip_configuration").map({ AzureItem($0) }) {
      if let text = configuration["privateIPAddress", "private_ip_address"]?.string,
        let address = IPAddress(text.value)
      {
        found.addresses.append(Located(address, at: text.range))
      }
      let subnet = configuration["subnet"]?["id"] ?? configuration["subnet_id"]
      if let subnet, !subnet.isExpression, let id = subnet.string { found.subnets.append(ResourceID(id.value)) }
    }
    return found
  }
}
