internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Text

/// Reads public IP addresses.
enum PublicIPAddressReader {
  /// An address resource.
  static func read(_ item: AzureItem, _ file: inout FileReading) -> PublicIPAddress {
    var found = PublicIPAddress(path: file.path, name: item.name)
    found.isPlanned = file.isPlan
    found.id = item.identity
    if let text = item["ipAddress", "ip_address"]?.string, !text.value.isEmpty {
      found.address = IPAddress(text.value).map { Located($0, at: text.range) }
      if found.address == nil { file.note("the address \(quoted: text.value) is no IP address", at: text.range) }
    }
    if let text = item["publicIPAllocationMethod", "allocation_method"]?.string {
      let allocation = AddressAllocation(rawValue: text.value.lowercased())
      found.allocation = allocation.map { Located($0, at: text.range) }
    }
    found.sku = sku(item)
    found.idleTimeout = item["idleTimeoutInMinutes", "idle_timeout_in_minutes"]?.integer
    found.holder = item["ipConfiguration"]?["id"]?.string ?? item["natGateway"]?["id"]?.string
    return found
  }

  /// The SKU: an object with a name in Azure, a string in Terraform.
  static func sku(_ item: AzureItem) -> Located<String>? {
    item.value["sku"]?["name"]?.string ?? item.value["sku"]?.string
  }
}

/// Reads load balancers and their rules.
enum LoadBalancerReader {
  /// A load balancer with the rules that stand in it.
  static func read(_ item: AzureItem, _ file: inout FileReading) -> LoadBalancer {
    var found = LoadBalancer(path: file.path, name: item.name)
    found.sku = PublicIPAddressReader.sku(item)
    found.isPlanned = file.isPlan
    found.rules = item.list("loadBalancingRules").map { rule(AzureItem($0)) }
    found.natRules = item.list("inboundNatRules").map { natRule(AzureItem($0)) }
    found.pools = item.list("backendAddressPools").map { pool(AzureItem($0)) }
    found.probes = item.list("probes").map { probe(AzureItem($0)) }
    // A file that lists pools tells which rules have none.
    if !found.isPlanned, item["backendAddressPools"] != nil {
      for index in found.rules.indices where found.rules[index].pools.isEmpty { found.rules[index].hasNoPool = true }
    }
    found.fronts = item.list("frontendIPConfigurations", "frontend_ip_configuration").map { front(AzureItem($0)) }
    return found
  }

  /// A load-balancing rule.
  static func rule(_ item: AzureItem) -> LoadBalancer.Rule {
    var found = LoadBalancer.Rule(name: item.name)
    found.coversTCP = coversTCP(item)
    found.frontendPort = port(item["frontendPort", "frontend_port"])
    found.backendPort = port(item["backendPort", "backend_port"])
    found.idleTimeout = item["idleTimeoutInMinutes", "idle_timeout_in_minutes"]?.integer
    // By the expression that stands for one that is not known, which is none that is.
    found.distribution = item["loadDistribution", "load_distribution"]?.caption
    let pools = item.list("backendAddressPool", "backendAddressPools", "backend_address_pool_ids")
    var known: Set<String> = []
    found.pools = pools.compactMap { pool in
      let value = pool["id"] ?? pool
      return value.resourceID.map { Located($0.text, at: value.range) }
    }.filter { known.insert($0.value).inserted }
    found.probe = item["probe"]?["id"]?.resourceID ?? item.reference("probe_id")
    found.front = frontID(item)
    found.isFloating = isFloating(item)
    return found
  }

  /// An inbound NAT rule.
  static func natRule(_ item: AzureItem) -> LoadBalancer.NATRule {
    var found = LoadBalancer.NATRule(name: item.name)
    found.coversTCP = coversTCP(item)
    found.frontendPort = port(item["frontendPort", "frontend_port"])
    found.backendPort = port(item["backendPort", "backend_port"])
    found.idleTimeout = item["idleTimeoutInMinutes", "idle_timeout_in_minutes"]?.integer
    if let first = port(item["frontendPortRangeStart", "frontend_port_start"]),
      let last = port(item["frontendPortRangeEnd", "frontend_port_end"]), last.value > 0,
      let low = Port(exactly: first.value), let high = Port(exactly: last.value), let range = PortRange(low, high)
    {
      found.frontendRange = Located(range, at: first.range)
    }
    found.target = item["backendIPConfiguration"]?["id"]?.resourceID?.owner("networkInterfaces")
    found.hasNoTarget = isNull("backendIPConfiguration", in: item) && item["backendAddressPool"] == nil
    found.front = frontID(item)
    found.isFloating = isFloating(item)
    return found
  }

  /// Whether a file says outright that there is no such thing.
  private static func isNull(_ name: String, in item: AzureItem) -> Bool {
    let members = item.value["properties"]?.members ?? item.value.members
    return members.contains { $0.name.value == name && $0.value.isNull }
  }

  /// A backend pool.
  ///
  /// Machines are listed by the configurations of their network interfaces, or by addresses, which stand beside these too.
  static func pool(_ item: AzureItem) -> LoadBalancer.Pool {
    let interfaces = item.list("backendIPConfigurations")
    let addresses = item.list("loadBalancerBackendAddresses").map { AzureItem($0) }
    var found = LoadBalancer.Pool(name: item.name, size: max(interfaces.count, addresses.count))
    found.members = interfaces.compactMap { configuration in
      var member = LoadBalancer.Pool.Member()
      member.interface = configuration["id"]?.resourceID?.owner("networkInterfaces")
      return member.interface == nil ? nil : member
    }
    for address in addresses {
      let member = member(address)
      let known = found.members.firstIndex { known in
        known.interface.map { interface in member.interface?.isSame(as: interface) == true } ?? false
      }
      if let known {
        found.members[known].adminState = member.adminState
      } else if member.interface != nil || member.address != nil {
        found.members.append(member)
      }
    }
    return found
  }

  private static func member(_ item: AzureItem) -> LoadBalancer.Pool.Member {
    var member = LoadBalancer.Pool.Member()
    member.interface = item["networkInterfaceIPConfiguration"]?["id"]?.resourceID?.owner("networkInterfaces")
    if member.interface == nil { member.address = item["ipAddress"]?.string.flatMap { IPAddress($0.value) } }
    member.adminState = item["adminState"]?.string.flatMap { text in
      LoadBalancer.Pool.AdminState(rawValue: text.value.lowercased()).map { Located($0, at: text.range) }
    }
    return member
  }

  /// A probe.
  static func probe(_ item: AzureItem) -> LoadBalancer.Probe {
    var found = LoadBalancer.Probe(name: item.name, port: port(item["port"]))
    found.protocolName = item["protocol"]?.string.map { Located($0.value.lowercased(), at: $0.range) }
    return found
  }

  private static func front(_ item: AzureItem) -> LoadBalancer.Front {
    let text = item["privateIPAddress", "private_ip_address"]?.string
    var found = LoadBalancer.Front(name: item.name, address: text.flatMap { IPAddress($0.value) })
    found.gateway = gateway(item)
    return found
  }

  /// The gateway load balancer that a front end or a public address is chained to.
  static func gateway(_ item: AzureItem) -> Located<String>? {
    item["gatewayLoadBalancer"]?["id"]?.string
      ?? item["gateway_load_balancer_frontend_ip_configuration_id"]?.string.flatMap { $0.value.isEmpty ? nil : $0 }
  }

  private static func frontID(_ item: AzureItem) -> ResourceID? {
    item["frontendIPConfiguration"]?["id"]?.resourceID
      ?? item["frontend_ip_configuration_name"]?.string.map { ResourceID($0.value) }
  }

  /// Off where nothing is said; nothing for an expression.
  private static func isFloating(_ item: AzureItem) -> Bool? {
    guard let value = item["enableFloatingIP", "enable_floating_ip", "floating_ip_enabled"] else { return false }
    return value.boolean
  }

  private static func coversTCP(_ item: AzureItem) -> Bool? {
    switch item["protocol"]?.string?.value.lowercased() {
    case "tcp", "all", "*": true
    case "udp": false
    default: nil
    }
  }

  private static func port(_ value: JSONValue?) -> Located<Int>? {
    value?.integer.flatMap { 0...65535 ~= $0.value ? $0 : nil }
  }
}
