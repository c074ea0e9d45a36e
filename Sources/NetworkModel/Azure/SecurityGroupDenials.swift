internal import IISConfiguration
public import Text

/// A rule that somebody has put into a network security group and that stops connections.
public struct SecurityGroupDenial: Hashable, Sendable {
  /// What a report calls the group.
  public let group: Message
  /// The rule's name.
  public let name: String
  /// Its place among the rules of its direction, lower first; nothing when the file does not tell.
  public let priority: Int?
  /// Whether it certainly stops some of the connections that were asked about.
  public let isCertain: Bool
  /// Whether just-in-time access of Defender for Cloud has made it, and would make it again.
  public let isJustInTime: Bool
}

extension NetworkSecurityGroup {
  /// The rules that stop some of these connections, or may, in the file's order; Azure's own ones, which come last, left out.
  public func denials(of flow: Flow) -> [SecurityGroupDenial] {
    var cache = TagCache(ServiceTags().merging(tags))
    return rules.indices.filter { !rules[$0].isDefault }.compactMap { index in
      let rule = rules[index]
      let blocks = rule.filterRules(&cache, as: origin(index, FilterID(hop: 0))).filter { $0.action == .block }
      guard blocks.contains(where: { $0.possible.intersection(flow) != nil }) else { return nil }
      return SecurityGroupDenial(
        group: title, name: rule.name.value, priority: rule.priority?.value,
        isCertain: rule.priority != nil && blocks.contains { $0.certain?.intersection(flow) != nil },
        isJustInTime: rule.name.value.isOfJustInTimeAccess)
    }
  }

  /// The priorities that rules of a direction have, but for rules whose names begin with a prefix, where one is given.
  public func priorities(_ direction: FlowDirection, besides prefix: String?) -> Set<Int> {
    Set(
      rules.filter { rule in
        !rule.isDefault && !(prefix.map { rule.name.value.lowercased().hasPrefix($0) } ?? false)
          && (rule.direction.map { $0.value == direction } ?? true)
      }.compactMap { $0.priority?.value })
  }
}

extension String {
  /// Whether a rule of this name was made by just-in-time access (Microsoft Learn, "Understanding just-in-time virtual machine
  /// access").
  public var isOfJustInTimeAccess: Bool {
    let name = lowercased()
    return name.hasPrefix("securitycenter-jitrule") || name.hasPrefix("microsoftdefenderforcloud-jitrule")
  }
}
