internal import IISConfiguration
internal import NetworkModel

/// Finds the resources in a JSON text, whatever wrapped them, and reads those that matter here.
struct ResourceCollector {
  /// The kinds of resources that were found, in order.
  private(set) var kinds: [AzureItem.Kind] = []
  private(set) var groups: [NetworkSecurityGroup] = []
  private(set) var publicIPAddresses: [PublicIPAddress] = []
  private(set) var networkInterfaces: [NetworkInterface] = []
  private(set) var virtualNetworks: [VirtualNetwork] = []
  private(set) var loadBalancers: [LoadBalancer] = []
  private(set) var azureFirewallRules: [AzureFirewallRule] = []
  private var looseRules: [(group: String?, rule: SecurityRule)] = []
  private var looseParts: [AzureItem] = []
  private var associations = GroupAssociations()

  /// What wrapped the resources.
  private(set) var wrapping: EnvironmentFile.Kind?

  /// Reads all resources of a text.
  static func read(_ root: JSONValue, _ file: inout FileReading) -> ResourceCollector {
    var collector = ResourceCollector()
    if root["resources"] != nil, root["$schema"] != nil || root["contentVersion"] != nil {
      collector.wrapping = .resourceTemplate
      collector.template(root, depth: 0, &file)
    } else if let template = root["properties"]?["template"] ?? root["template"] {
      collector.wrapping = .resourceTemplate
      collector.template(template, depth: 0, &file)
    } else if root["terraform_version"] != nil {
      collector.wrapping = .terraform
      let values = root["planned_values"] ?? root["values"]
      collector.module(values?["root_module"], depth: 0, &file)
      collector.associations.addPlan(root["configuration"]?["root_module"])
    } else if root["effectiveSecurityRules"] == nil, let list = root["value"] {
      collector.list(list.elements, &file)
    } else if case .array(let elements) = root.content {
      collector.list(elements, &file)
    } else {
      collector.read(AzureItem(root), depth: 0, &file)
    }
    collector.join(&file)
    return collector
  }

  private mutating func list(_ elements: [JSONValue], _ file: inout FileReading) {
    for element in elements { read(AzureItem(element), depth: 0, &file) }
  }

  /// Resources of a template: an array, or an object whose names are symbols.
  private mutating func template(_ template: JSONValue, depth: Int, _ file: inout FileReading) {
    guard let resources = template["resources"] else { return }
    for resource in resources.elements + resources.members.map(\.value) {
      read(AzureItem(resource), depth: depth, &file)
    }
  }

  /// Resources of a module of Terraform, and of the modules in it.
  private mutating func module(_ module: JSONValue?, depth: Int, _ file: inout FileReading) {
    guard let module, depth < 32 else { return }
    for resource in module["resources"]?.elements ?? [] {
      guard let values = resource["values"], resource["mode"]?.string?.value != "data" else { continue }
      let item = AzureItem(values, type: resource["type"]?.string?.value)
      read(item, depth: depth, address: resource["address"]?.string?.value, &file)
    }
    for child in module["child_modules"]?.elements ?? [] { self.module(child, depth: depth + 1, &file) }
  }

  private mutating func read(_ item: AzureItem, depth: Int, address: String? = nil, _ file: inout FileReading) {
    guard let kind = item.kind, item.value["condition"]?.content != .boolean(false) else { return }
    associations.add(item, kind, address: address)
    // What only says which group is for what tells nothing by itself.
    if kind != .groupAssociation, kind != .subnet { kinds.append(kind) }
    switch kind {
    case .networkSecurityGroup: groups.append(SecurityGroupReader.group(item, &file))
    case .effectiveGroup: groups.append(SecurityGroupReader.effective(item.value, &file))
    case .securityRule: looseRules.append((Self.owner(of: item), SecurityGroupReader.rule(item.value, &file)))
    case .publicIPAddress: publicIPAddresses.append(PublicIPAddressReader.read(item, &file))
    case .loadBalancer: loadBalancers.append(LoadBalancerReader.read(item, &file))
    case .networkInterface: networkInterfaces.append(NetworkInterfaceReader.read(item, &file))
    case .virtualNetwork: virtualNetworks.append(VirtualNetworkReader.read(item))
    case .azureFirewall: azureFirewallRules += AzureFirewallReader.rules(item, &file)
    case .loadBalancerRule, .natRule, .backendPool: looseParts.append(item)
    case .subnet, .groupAssociation: break
    case .deployment:
      if depth < 8, let template = item["template"] { self.template(template, depth: depth + 1, &file) }
    }
  }

  /// The group that a rule of its own belongs to; nothing when the file does not tell.
  private static func owner(of item: AzureItem) -> String? {
    if let group = item["network_security_group_name"]?.string { return group.value }
    if let id = item.id, let group = id.owner("networkSecurityGroups") { return group.name }
    let parts = item.name.value.split(separator: "/")
    return parts.count == 2 && !item.name.value.hasPrefix("[") ? String(parts[0]) : nil
  }

  /// Puts rules that are resources of their own into their groups, each group made anew but once.
  private mutating func joinRules(_ file: inout FileReading) {
    var owners = Dictionary(groups.indices.map { (groups[$0].name.value.lowercased(), $0) }) { first, _ in first }
    var found: [Int: [SecurityRule]] = [:]
    for loose in looseRules {
      let owner = loose.group.flatMap { owners[$0.lowercased()] }
      if let index = owner ?? (loose.group == nil && groups.count == 1 ? 0 : nil) {
        found[index, default: []].append(loose.rule)
      } else if loose.group != nil || groups.isEmpty {
        // The group itself is not in the file: its other rules are unknown, those that are there count.
        let name = loose.group.map { Located($0, at: loose.rule.name.range) } ?? loose.rule.name
        owners[name.value.lowercased()] = groups.count
        found[groups.count] = [loose.rule]
        groups.append(NetworkSecurityGroup(path: file.path, name: name, rules: []))
      } else {
        file.note("it cannot be told which group this rule belongs to", at: loose.rule.name.range)
      }
    }
    for (index, rules) in found { groups[index] = groups[index].adding(rules) }
    groups = groups.map(associations.attaching)
  }

  /// Puts rules and parts that are resources of their own where they belong.
  private mutating func join(_ file: inout FileReading) {
    joinRules(&file)
    guard loadBalancers.count == 1 else {
      for part in looseParts { file.note("it cannot be told which load balancer this belongs to", at: part.name.range) }
      return
    }
    for part in looseParts {
      switch part.kind {
      case .loadBalancerRule: loadBalancers[0].rules.append(LoadBalancerReader.rule(part))
      case .natRule: loadBalancers[0].natRules.append(LoadBalancerReader.natRule(part))
      default: loadBalancers[0].pools.append(LoadBalancerReader.pool(part))
      }
    }
  }
}

extension NetworkSecurityGroup {
  fileprivate func adding(_ more: [SecurityRule]) -> NetworkSecurityGroup {
    NetworkSecurityGroup(path: path, name: name, id: id, attachments: attachments, rules: rules + more, tags: tags)
  }
}
