internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Text

/// Reads network security groups and effective rules.
enum SecurityGroupReader {
  /// A group with the rules that stand in it.
  static func group(_ item: AzureItem, _ file: inout FileReading) -> NetworkSecurityGroup {
    var rules: [SecurityRule] = []
    for value in item.list("securityRules", "security_rule") {
      rules.append(
        value.partialText == nil ? SecurityRuleReader.read(AzureItem(value), &file) : SecurityRuleReader.unknown(value))
    }
    for value in item.list("defaultSecurityRules") where value.partialText == nil {
      rules.append(SecurityRuleReader.read(AzureItem(value), isDefault: true, &file))
    }
    // What is in rules that a plan has and does not tell is known to Azure alone.
    if let untold = item.untold("security_rule") { rules.append(SecurityRuleReader.unknown(untold)) }
    // Whether there is such a group at all, and what else is in one that a template only refers to, is in no file.
    if item.value["condition"] != nil || item.value["copy"] != nil || item.value["existing"] != nil {
      rules.append(SecurityRuleReader.unknown(item.value))
    }
    noteSharedPriorities(rules, &file)
    var group = NetworkSecurityGroup(
      path: file.path, name: item.name, id: item.id, attachments: attachments(item), rules: rules)
    group.tellsAttachments = !file.isPlan && item.id != nil
    group.isBare = isBare(item, file)
    return group
  }

  /// Whether the file does not tell the group's rules: lists of all resources have their ids alone, and a plan of Terraform
  /// leaves out rules that are known only later, as it leaves out rules of a group that has none.
  private static func isBare(_ item: AzureItem, _ file: FileReading) -> Bool {
    item["securityRules", "security_rule"] == nil && (!file.isPlan || item.isOfTerraform)
  }

  /// A rule that is a resource of a template itself: in a loop or under a condition it is there in part or perhaps.
  static func rule(_ item: AzureItem, _ file: inout FileReading) -> SecurityRule {
    var rule = SecurityRuleReader.read(item, &file)
    if item.value["condition"] != nil { rule.doubt = "whether it is deployed hangs on a condition" }
    if item.value["copy"] != nil { rule.doubt = "how many such rules there are is in no file" }
    return rule
  }

  /// The rules that hold for one network interface, from one group or from Virtual Network Manager.
  static func effective(_ value: JSONValue, _ file: inout FileReading) -> NetworkSecurityGroup {
    var attachments: [NetworkSecurityGroup.Attachment] = []
    let association = value["association"]
    if let id = association?["networkInterface"]?["id"]?.string {
      attachments.append(.networkInterface(ResourceID(id.value)))
    }
    if let id = association?["subnet"]?["id"]?.string { attachments.append(.subnet(ResourceID(id.value))) }
    let manager = association?["networkManager"]?["id"]?.string
    if let manager { attachments.append(.networkManager(ResourceID(manager.value))) }
    let id = value["networkSecurityGroup"]?["id"]?.string ?? manager
    let name = id.map { Located(ResourceID($0.value).name, at: $0.range) } ?? AzureItem(value).name
    var tags: [String: IPAddressSet] = [:]
    for member in value["tagMap"]?.members ?? [] {
      let prefixes = member.value.elements.compactMap { $0.string.flatMap { IPPrefix($0.value) } }
      guard !prefixes.isEmpty, prefixes.count == member.value.elements.count else { continue }
      let name = member.name.value.lowercased()
      tags[name] = (tags[name] ?? IPAddressSet()).union(IPAddressSet(prefixes))
    }
    var rules: [SecurityRule] = []
    if let listed = value["effectiveSecurityRules"], case .array = listed.content {
      for rule in listed.elements { rules.append(SecurityRuleReader.read(AzureItem(rule), &file)) }
    } else {
      file.note("the effective rules are no list", at: value["effectiveSecurityRules"]?.range ?? value.range)
      rules.append(SecurityRuleReader.unknown(value))
    }
    return NetworkSecurityGroup(
      path: file.path, name: name, id: id.map { ResourceID($0.value) }, attachments: attachments, rules: rules,
      tags: tags)
  }

  /// Says which rules Azure would refuse, as each priority is there once in a direction.
  private static func noteSharedPriorities(_ rules: [SecurityRule], _ file: inout FileReading) {
    var taken: [FlowDirection: Set<Int>] = [:]
    for rule in rules {
      guard let direction = rule.direction?.value, let priority = rule.priority else { continue }
      if !taken[direction, default: []].insert(priority.value).inserted {
        file.note(
          "another rule of the group has priority \(priority.value) in this direction, which Azure refuses",
          at: priority.range)
      }
    }
  }

  private static func attachments(_ item: AzureItem) -> [NetworkSecurityGroup.Attachment] {
    item.list("subnets").compactMap { $0["id"]?.string.map { .subnet(ResourceID($0.value)) } }
      + item.list("networkInterfaces").compactMap { $0["id"]?.string.map { .networkInterface(ResourceID($0.value)) } }
  }
}
