internal import IISConfiguration
internal import NetworkModel
internal import Text

/// What network security groups are for, where not they but the resources that they filter for say so: templates and
/// plans write it at network interfaces, subnets and associations.
struct GroupAssociations {
  private var associations: [(group: ResourceID, attachment: NetworkSecurityGroup.Attachment)] = []
  /// The resources of a plan by their addresses, `azurerm_network_interface.ftp`.
  private var byAddress: [String: ResourceID] = [:]

  /// Remembers a resource by the address that a plan of Terraform gives it.
  mutating func add(_ item: AzureItem, address: String) {
    if let own = Self.own(item) { byAddress[Self.plain(address)] = own }
  }

  /// Takes what a network interface says of its group.
  mutating func addInterface(_ item: AzureItem) {
    tie(item["networkSecurityGroup"]?["id"], Self.own(item).map { .networkInterface($0) })
  }

  /// Takes what a subnet says of its group.
  mutating func addSubnet(_ item: AzureItem) {
    tie(item["networkSecurityGroup"]?["id"], Self.own(item).map { .subnet($0) })
  }

  /// Takes an association of Terraform.
  mutating func addAssociation(_ item: AzureItem) {
    let group = item["network_security_group_id"]
    tie(group, Self.reference(item["network_interface_id"]).map { .networkInterface($0) })
    tie(group, Self.reference(item["subnet_id"]).map { .subnet($0) })
  }

  /// Takes what the associations in the configuration of a plan refer to, whose values are known only later.
  mutating func addPlan(_ module: JSONValue?, prefix: String = "", depth: Int = 0) {
    guard let module, depth < 32 else { return }
    for resource in module["resources"]?.elements ?? [] {
      let expressions = resource["expressions"]
      func target(_ name: String) -> ResourceID? {
        let references = expressions?[name]?["references"]?.elements.compactMap { $0.string?.value } ?? []
        return references.last.map { prefix + $0 }.map { byAddress[$0] ?? ResourceID($0) }
      }
      guard let group = target("network_security_group_id") else { continue }
      if let interface = target("network_interface_id") { associations.append((group, .networkInterface(interface))) }
      if let subnet = target("subnet_id") { associations.append((group, .subnet(subnet))) }
    }
    for call in module["module_calls"]?.members ?? [] {
      addPlan(call.value["module"], prefix: "\(prefix)module.\(call.name.value).", depth: depth + 1)
    }
  }

  /// The group with what these ties say of it, if it says nothing itself.
  func attaching(_ group: NetworkSecurityGroup) -> NetworkSecurityGroup {
    guard group.attachments.isEmpty, !associations.isEmpty else { return group }
    let own = group.id ?? Self.reference(group.name.value)
    let found = associations.filter { $0.group.isSame(as: own) }.map(\.attachment).distinct
    return NetworkSecurityGroup(
      path: group.path, name: group.name, id: group.id, attachments: found, rules: group.rules, tags: group.tags)
  }

  private mutating func tie(_ group: JSONValue?, _ attachment: NetworkSecurityGroup.Attachment?) {
    if let group = Self.reference(group), let attachment { associations.append((group, attachment)) }
  }

  private static func own(_ item: AzureItem) -> ResourceID? { item.id ?? reference(item.value["name"]) }

  /// The address of a resource without the number or the key of a copy.
  private static func plain(_ address: String) -> String {
    address.hasSuffix("]") ? String(address.prefix { $0 != "[" }) : address
  }
}

extension GroupAssociations {
  /// The resource that a value of a file names: an id, or an expression of a template.
  static func reference(_ value: JSONValue?) -> ResourceID? {
    value?.string.flatMap { $0.value.isEmpty ? nil : reference($0.value) }
  }

  /// `[resourceId('…', 'nsg')]` names `nsg`, and `[resourceId('…', parameters('x'))]` what `[parameters('x')]` does.
  private static func reference(_ text: String) -> ResourceID {
    guard text.hasPrefix("["), text.hasSuffix("]"), !text.hasPrefix("[[") else { return ResourceID(text) }
    var inner = text.dropFirst().dropLast().filter { !$0.isWhitespace }
    if inner.lowercased().hasPrefix("resourceid("), inner.hasSuffix(")") { inner = lastArgument(inner.dropLast()) }
    let isLiteral = inner.count >= 2 && inner.hasPrefix("'") && inner.hasSuffix("'")
    // An expression is compared as it is written; without slashes it is no id.
    return ResourceID(isLiteral ? String(inner.dropFirst().dropLast()) : inner.replacing("/", with: "|"))
  }

  /// What stands behind the last comma that is in no parentheses of its own.
  private static func lastArgument(_ call: Substring) -> String {
    var depth = 0
    var start = call.startIndex
    for index in call.indices {
      switch call[index] {
      case "(":
        depth += 1
        if depth == 1 { start = call.index(after: index) }
      case ")": depth -= 1
      case "," where depth == 1: start = call.index(after: index)
      default: break
      }
    }
    return String(call[start...])
  }
}
