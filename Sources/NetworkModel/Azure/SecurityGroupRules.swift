internal import IISConfiguration
internal import Text

/// The rules of some security groups as filters have them, made once for many questions; Azure's own ones are left out.
public struct SecurityGroupRules: Sendable {
  /// A rule of a group.
  struct Entry: Sendable {
    /// The group.
    let group: NetworkSecurityGroup
    /// The rule.
    let rule: SecurityRule
    /// What it is about, in each direction and with each action that it may have.
    let parts: [FilterRule]
  }

  /// Each group as a station.
  private let hops: [FilterHop]
  /// The rules, group by group, in the order of the files.
  let entries: [Entry]
  /// What Virtual Network Manager always allows, so that no group is asked about it.
  let exempt: [FilterRule]

  /// The rules of some groups.
  ///
  /// - Parameters:
  ///   - groups: The groups.
  ///   - managerRules: Rules of Virtual Network Manager that are asked before.
  public init(_ groups: [NetworkSecurityGroup], behind managerRules: [NetworkSecurityGroup] = []) {
    hops = groups.map { .filter($0.filter()) }
    exempt = managerRules.flatMap { $0.alwaysAllowed(ServiceTags()) }
    entries = groups.flatMap { group in
      var cache = TagCache(ServiceTags().merging(group.tags))
      return group.rules.indices.filter { !group.rules[$0].isDefault }.map { index in
        Entry(
          group: group, rule: group.rules[index],
          parts: group.rules[index].filterRules(&cache, as: group.origin(index, FilterID(hop: 0))))
      }
    }
  }

  /// What becomes of connections at each of the groups by itself, all of its rules together.
  public func decisions(_ flow: Flow) -> [FlowDecision] {
    hops.map { hop in
      var budget = FlowBudget([hop])
      return [hop].decideForOneAddress(flow, within: &budget)
    }
  }

  /// Whether all groups let all of these in, and there is one.
  public func allow(_ flow: Flow) -> Bool {
    !hops.isEmpty && !flow.isEmpty
      && decisions(flow).allSatisfy { $0.isAllowed && !$0.parts.isEmpty }
  }
}
