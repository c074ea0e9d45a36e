internal import IISConfiguration
internal import NetworkModel
internal import Text

/// Finds the resources in a JSON text, whatever wrapped them, and reads those that matter here.
struct ResourceCollector {
  /// What was read.
  var resources = ServerEnvironment()
  /// The kinds of resources that were found and tell something by themselves.
  private(set) var found: Set<AzureResource.ID> = []
  /// Which group is for what, as other resources say.
  var associations = GroupAssociations()
  private var looseRules: [(group: String?, rule: SecurityRule)] = []
  private var looseParts: [LoosePart] = []
  private let kinds: [AzureResource]
  private var depth = 0

  /// A part of a load balancer that is a resource of its own.
  private struct LoosePart {
    let name: Located<String>
    let join: (inout LoadBalancer) -> Void
  }

  /// A collector of these kinds of resources; the first that describes a resource reads it.
  init(_ kinds: [AzureResource]) {
    self.kinds = kinds
  }

  /// Reads what `az` prints.
  mutating func list(_ root: JSONValue, _ file: inout FileReading) {
    for item in AzureItem.list(root) { read(item, &file) }
  }

  /// Reads the resources of a template: an array, or an object whose names are symbols.
  mutating func template(_ template: JSONValue, _ file: inout FileReading) {
    guard depth <= 8, let resources = template["resources"] else { return }
    depth += 1
    for resource in resources.elements + resources.members.map(\.value) { read(AzureItem(resource), &file) }
    depth -= 1
  }

  /// Reads a plan of Terraform, or a state.
  mutating func plan(_ root: JSONValue, _ file: inout FileReading) {
    module((root["planned_values"] ?? root["values"])?["root_module"], depth: 0, &file)
    associations.addPlan(root["configuration"]?["root_module"])
  }

  /// Reads the resources of a module, and of the modules in it.
  private mutating func module(_ module: JSONValue?, depth: Int, _ file: inout FileReading) {
    guard let module, depth < 32 else { return }
    for resource in module["resources"]?.elements ?? [] {
      guard let values = resource["values"], resource["mode"]?.string?.value != "data" else { continue }
      let item = AzureItem(values, type: resource["type"]?.string?.value)
      read(item, address: resource["address"]?.string?.value, &file)
    }
    for child in module["child_modules"]?.elements ?? [] { self.module(child, depth: depth + 1, &file) }
  }

  private mutating func read(_ item: AzureItem, address: String? = nil, _ file: inout FileReading) {
    guard item.value["condition"]?.content != .boolean(false), let kind = kinds.first(where: { $0.describes(item) })
    else { return }
    if let address { associations.add(item, address: address) }
    if kind.tellsByItself { found.insert(kind.id) }
    kind.collect(item, &file, &self)
  }
}

// MARK: - Resources that belong to others

extension ResourceCollector {
  /// Takes a rule that is a resource of its own.
  mutating func addRule(_ item: AzureItem, _ file: inout FileReading) {
    looseRules.append((Self.owner(of: item), SecurityGroupReader.rule(item.value, &file)))
  }

  /// Takes a part of a load balancer that is a resource of its own.
  mutating func addPart(_ item: AzureItem, _ join: @escaping (inout LoadBalancer) -> Void) {
    looseParts.append(LoosePart(name: item.name, join: join))
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
    var groups = resources.groups
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
    resources.groups = groups.map(associations.attaching)
  }

  /// Puts rules and parts that are resources of their own where they belong.
  mutating func join(_ file: inout FileReading) {
    joinRules(&file)
    guard resources.loadBalancers.count == 1 else {
      for part in looseParts { file.note("it cannot be told which load balancer this belongs to", at: part.name.range) }
      return
    }
    for part in looseParts { part.join(&resources.loadBalancers[0]) }
  }
}

extension NetworkSecurityGroup {
  fileprivate func adding(_ more: [SecurityRule]) -> NetworkSecurityGroup {
    NetworkSecurityGroup(path: path, name: name, id: id, attachments: attachments, rules: rules + more, tags: tags)
  }
}
