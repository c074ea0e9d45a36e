internal import IISConfiguration
internal import Inet
internal import NetworkModel

/// Reads the rules of Azure Firewall that hand connections on to machines, from a firewall, a collection or a policy.
enum AzureFirewallReader {
  /// A firewall, where the resource is one and not only rules: what only firewalls have are addresses in a subnet.
  static func firewall(_ item: AzureItem) -> AzureFirewall? {
    let subnets = item.parts("ipConfigurations", "ip_configuration").compactMap { configuration in
      configuration["subnet"]?["id"]?.resourceID ?? configuration.reference("subnet_id")
    }
    return subnets.isEmpty ? nil : AzureFirewall(name: item.name, subnets: subnets)
  }

  /// The DNAT rules of a firewall, of a collection of its rules, or of a group of collections of a policy.
  static func rules(_ item: AzureItem, _ file: inout FileReading) -> [AzureFirewallRule] {
    let collections = item.list("natRuleCollections", "ruleCollections", "nat_rule_collection").map { AzureItem($0) }
    return (collections.isEmpty ? [item] : collections).filter(isDNAT).flatMap { collection in
      let order = order(of: collection, in: item)
      return collection.list("rules", "rule").map { value in
        var found = rule(AzureItem(value), file)
        found.order = order
        return found
      }
    }
  }

  /// When the rules of a collection are looked at, which a firewall has, a group of a policy, or nothing else in the file.
  private static func order(of collection: AzureItem, in item: AzureItem) -> AzureFirewallOrder {
    let step = { (item: AzureItem) in
      AzureFirewallOrder.Step(name: item.name.value.lowercased(), priority: item["priority"]?.integer?.value)
    }
    let policy = item.id?.owner("firewallPolicies") ?? item.reference("firewall_policy_id")
    if let policy { return AzureFirewallOrder(owner: policy, steps: [step(item), step(collection)]) }
    let firewall =
      item.ownerInGroup("azure_firewall_name", type: "Microsoft.Network/azureFirewalls")
      ?? item.id?.owner("azureFirewalls") ?? (collection.value == item.value ? nil : item.identity)
    return AzureFirewallOrder(owner: firewall, steps: [step(collection)])
  }

  private static func isDNAT(_ collection: AzureItem) -> Bool {
    let action = collection["action"]
    return (action?["type"] ?? action)?.string?.value.lowercased() == "dnat"
  }

  private static func rule(_ item: AzureItem, _ file: FileReading) -> AzureFirewallRule {
    var found = AzureFirewallRule(path: file.path, name: item.name)
    let protocols = item.list("protocols", "ipProtocols").compactMap { $0.string?.value.lowercased() }
    found.coversTCP = protocols.isEmpty ? nil : protocols.contains { $0 == "tcp" || $0 == "any" }
    let clients = item.list("sourceAddresses", "source_addresses")
    let isOpenToGroups = !item.list("sourceIpGroups", "source_ip_groups").isEmpty
    found.clients = isOpenToGroups ? nil : addresses(clients)
    found.dialledPorts = item.list("destinationPorts", "destination_ports").map { PortTerm($0) }
    found.dialledAddresses = addresses(
      item.list("destinationAddresses", "destination_addresses", "destination_address"))
    found.machine = item["translatedAddress", "translated_address"]?.string.flatMap { text in
      IPAddress(text.value).map { Located($0, at: text.range) }
    }
    found.machinePort = item["translatedPort", "translated_port"]?.integer
    return found
  }

  private static func addresses(_ values: [JSONValue]) -> IPAddressSet? {
    let words = values.map { $0.string?.value }
    let prefixes = words.compactMap { $0.flatMap { IPPrefix($0) } }
    if words.contains("*") { return .any }
    return prefixes.isEmpty || prefixes.count < words.count ? nil : IPAddressSet(prefixes)
  }
}

extension PortTerm {
  /// Reads a port or a range, which may be a number in JSON; anything else stands for unknown ports.
  init(_ value: JSONValue) {
    let unknown = value.isUnknown ? value.caption : nil
    self = value.word.map { PortTerm($0) } ?? PortTerm(unknown ?? Located("?", at: value.range), ports: nil)
  }
}
