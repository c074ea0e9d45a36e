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

extension SecurityGroupRules {
  /// The rules that certainly let some connections through to the ports and addresses of these, in the file's order.
  ///
  /// What comes first is not looked at: a rule before one of these may deny.
  public func allowances(beside flow: Flow) -> [SecurityGroupAllowance] {
    var anywhere = flow
    anywhere.remoteAddresses = .any
    return entries.compactMap { entry in
      let known = entry.parts.filter { $0.action == .allow }.compactMap(\.certain)
      guard let shared = known.compactMap({ $0.intersection(anywhere) }).first else { return nil }
      return SecurityGroupAllowance(
        group: entry.group.title, name: entry.rule.name.value,
        coversAll: known.contains { $0.intersection(flow) == flow }, remoteAddresses: shared.remoteAddresses)
    }
  }
}
