internal import IISConfiguration
public import Inet
public import Text

/// A rule that somebody has put into a network security group and that lets connections through.
public struct SecurityGroupAllowance: Hashable, Sendable {
  /// What a report calls the group.
  public let group: Message
  /// The rule's name.
  public let name: String
  /// Whether it lets through all of the connections that were asked about.
  public let coversAll: Bool
  /// From or to where it lets connections through to some of the same ports, the ones that were asked about or others.
  public let remoteAddresses: IPAddressSet
}

extension NetworkSecurityGroup {
  /// The rules that certainly let some connections through to the ports and addresses of these, in the file's order.
  ///
  /// Azure's own rules are left out, and so are those before which a rule denies: what comes first is not looked at.
  public func allowances(beside flow: Flow) -> [SecurityGroupAllowance] {
    var cache = TagCache(ServiceTags().merging(tags))
    var anywhere = flow
    anywhere.remoteAddresses = .any
    return rules.indices.filter { !rules[$0].isDefault }.compactMap { index in
      let known = rules[index].filterRules(&cache, as: origin(index, FilterID(hop: 0)))
        .filter { $0.action == .allow }.compactMap(\.certain)
      guard let shared = known.compactMap({ $0.intersection(anywhere) }).first else { return nil }
      return SecurityGroupAllowance(
        group: title, name: rules[index].name.value, coversAll: known.contains { $0.intersection(flow) == flow },
        remoteAddresses: shared.remoteAddresses)
    }
  }
}
