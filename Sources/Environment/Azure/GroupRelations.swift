internal import IISConfiguration
internal import NetworkModel
internal import Text

/// What files tell of network security groups outside of them: what they filter for, and rules of theirs.
///
/// Templates and plans write it at network interfaces, subnets, associations and rules, and any of these may be in another file
/// than the group. So all files are read before anything is joined.
struct GroupRelations {
  /// A group that a resource names as its own.
  private struct Tie {
    let group: ResourceID
    let attachment: NetworkSecurityGroup.Attachment
    let path: String
    let range: ByteRange
    /// Whether it is there only on a condition that no file decides.
    let isConditional: Bool
  }

  /// A rule that is a resource of its own.
  private struct LooseRule {
    /// The group; nothing where the file does not tell.
    let owner: ResourceID?
    let rule: SecurityRule
    let path: String
  }

  /// The subnets of which files tell whether they have a group.
  private(set) var subnets: [Subnet] = []
  private var ties: [Tie] = []
  private var looseRules: [LooseRule] = []

  /// Takes what a network interface says of its group.
  mutating func addInterface(_ item: AzureItem, _ file: FileReading) {
    addTie(
      Self.namedGroup(item), .networkInterface(item.identity), item, file,
      isConditional: item.isConditional)
  }

  /// Takes what a subnet says of its group, and the subnet.
  mutating func addSubnet(_ item: AzureItem, of network: AzureItem? = nil, _ file: FileReading) {
    let name = item.value["name"]?.partialText ?? PartialText(item.name.value)
    let id = item.id ?? network?.identity.part("subnets", name) ?? item.identity
    let group = Self.namedGroup(item) ?? item.reference("security_group")
    addTie(group, .subnet(id), item, file, isConditional: (network ?? item).isConditional)
    let isTold = item.value["properties"]?.isUnknown != true
    if item.value["existing"] == nil, isTold { subnets.append(SubnetReader.read(item, id, file)) }
  }

  /// Takes what a virtual network says of the groups of its subnets.
  mutating func addSubnets(of network: AzureItem, _ file: FileReading) {
    for subnet in network.parts("subnets", "subnet") where subnet.value.partialText == nil {
      addSubnet(subnet, of: network, file)
    }
  }

  /// Takes an association of Terraform.
  mutating func addAssociation(_ item: AzureItem, _ file: FileReading) {
    let group = item.reference("network_security_group_id")
    if let interface = item.reference("network_interface_id") {
      addTie(group, .networkInterface(interface), item, file)
    }
    if let subnet = item.reference("subnet_id") { addTie(group, .subnet(subnet), item, file) }
  }

  /// Takes a rule that is a resource of its own.
  mutating func addRule(_ item: AzureItem, _ rule: SecurityRule, _ file: FileReading) {
    var rule = rule
    rule.path = file.path
    looseRules.append(LooseRule(owner: Self.owner(of: item), rule: rule, path: file.path))
  }

  /// Takes what another file tells.
  mutating func add(_ other: GroupRelations) {
    subnets += other.subnets
    ties += other.ties
    looseRules += other.looseRules
  }

  private mutating func addTie(
    _ group: ResourceID?, _ attachment: NetworkSecurityGroup.Attachment, _ item: AzureItem, _ file: FileReading,
    isConditional: Bool = false
  ) {
    guard let group else { return }
    ties.append(
      Tie(
        group: group, attachment: attachment, path: file.path, range: item.name.range, isConditional: isConditional))
  }

  /// The group that an interface or a subnet names; one of which nothing is known where the whole member is an expression.
  private static func namedGroup(_ item: AzureItem) -> ResourceID? {
    guard let named = item["networkSecurityGroup"] else { return nil }
    return named["id"]?.resourceID ?? (named.isUnknown ? named.resourceID : nil)
  }

  /// The group that a rule of its own belongs to; nothing when the file does not tell.
  private static func owner(of item: AzureItem) -> ResourceID? {
    if let group = item.ownerInGroup("network_security_group_name", type: "Microsoft.Network/networkSecurityGroups") {
      return group
    }
    if let group = item.id?.owner("networkSecurityGroups") { return group }
    let parts = item.name.value.split(separator: "/")
    return parts.count == 2 && item.id == nil ? ResourceID(String(parts[0])) : nil
  }
}

// MARK: - Joining

extension GroupRelations {
  /// Of more groups than these that a thing may belong to, or more rules that may be a group's, it is said only that there are
  /// such.
  private static let mostPossible = 64

  /// The groups with what all files tell of them; those of which there is no more than that are among them.
  func joined(to groups: [NetworkSecurityGroup]) -> [NetworkSecurityGroup] {
    var groups = groups
    joinRules(&groups)
    joinTies(&groups)
    for index in groups.indices where groups[index].isBare && groups[index].rules.allSatisfy(\.isDefault) {
      groups[index].rules.append(SecurityRuleReader.unknown(groups[index].name, "its rules are in no file"))
    }
    return groups
  }

  private func joinRules(_ groups: inout [NetworkSecurityGroup]) {
    var index = GroupIndex(groups)
    let known = groups.indices
    var doubted: [Int: [SecurityRule]] = [:]
    for loose in looseRules {
      let found = loose.owner.map { index.find($0) } ?? GroupIndex.Match(certain: [], possible: Array(known))
      for number in found.certain { groups[number].add(loose.rule) }
      for number in found.possible where doubted[number, default: []].count <= Self.mostPossible {
        doubted[number, default: []].append(loose.rule)
      }
      guard found.certain.isEmpty, found.possible.isEmpty else { continue }
      groups.append(Self.partial(loose))
      index.add(groups[groups.count - 1])
    }
    for (number, rules) in doubted {
      if rules.count <= Self.mostPossible {
        for rule in rules { groups[number].addDoubted(rule) }
      } else {
        groups[number].rules.append(
          SecurityRuleReader.unknown(groups[number].name, "which groups many rules belong to cannot be told"))
      }
    }
  }

  /// A group that itself is in no file: what its other rules are is not known.
  private static func partial(_ loose: LooseRule) -> NetworkSecurityGroup {
    let name = loose.owner.map { Located($0.name, at: loose.rule.name.range) } ?? loose.rule.name
    let others = SecurityRuleReader.unknown(name, "the group's other rules are in no file")
    return NetworkSecurityGroup(path: loose.path, name: name, id: loose.owner, rules: [others, loose.rule])
  }

  private func joinTies(_ groups: inout [NetworkSecurityGroup]) {
    var index = GroupIndex(groups)
    var known = Set(
      groups.enumerated().flatMap { number, group in group.attachments.map { Attached(group: number, to: $0) } })
    for tie in ties {
      let found = index.find(tie.group)
      // One of many is none that anything is known of.
      let possible = found.possible.count <= Self.mostPossible ? found.possible : []
      for number in found.certain + possible
      where known.insert(Attached(group: number, to: tie.attachment)).inserted {
        groups[number].attachments.append(tie.attachment)
      }
      guard found.certain.isEmpty || tie.isConditional else { continue }
      // That there is a group is told, and what is in it is not.
      let name = Located(tie.group.name, at: tie.range)
      let doubt: Message =
        found.certain.isEmpty ? "its rules are in no file" : "whether it is deployed hangs on a condition"
      let rules = [SecurityRuleReader.unknown(name, doubt)]
      groups.append(
        NetworkSecurityGroup(path: tie.path, name: name, id: tie.group, attachments: [tie.attachment], rules: rules))
      known.insert(Attached(group: groups.count - 1, to: tie.attachment))
      index.add(groups[groups.count - 1], isFound: found.certain.isEmpty)
    }
  }

  private struct Attached: Hashable {
    let group: Int
    let to: NetworkSecurityGroup.Attachment
  }
}

extension NetworkSecurityGroup {
  /// Adds a rule of the group that another resource tells of, unless the group has it already.
  fileprivate mutating func add(_ rule: SecurityRule) {
    guard let index = rules.firstIndex(where: { $0.name.value.lowercased() == rule.name.value.lowercased() }) else {
      rules.append(rule)
      return
    }
    guard !rules[index].saysTheSame(as: rule) else { return }
    // One of them is out of date.
    let doubt: Message = "files tell two things of it"
    rules[index].doubt = doubt
    addDoubted(rule, doubt)
  }

  /// Adds a rule that may be one of the group's.
  fileprivate mutating func addDoubted(
    _ rule: SecurityRule, _ doubt: Message = "which group it belongs to cannot be told from the file"
  ) {
    var rule = rule
    rule.doubt = rule.doubt ?? doubt
    rules.append(rule)
  }
}
