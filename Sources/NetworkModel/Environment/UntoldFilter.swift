public import Text

/// A packet filter that every server of a kind has, and of which no file tells: what it does is not known.
public enum UntoldFilter: Sendable {
  /// Windows Firewall.
  case windowsFirewall
  /// Network security groups, in Azure.
  case securityGroups

  /// What is not known, as a sentence.
  public var sentence: Message {
    switch self {
    case .windowsFirewall: "what Windows Firewall does is in no file"
    case .securityGroups: "what network security groups do is in no file"
    }
  }
}

extension ServerEnvironment {
  /// The filters that such a server has and that no file tells of, in the order in which connections meet them.
  public func untoldFilters(isInAzure: Bool) -> [UntoldFilter] {
    (isInAzure && groups.allSatisfy(\.isNetworkManager) && closedAddress == nil ? [.securityGroups] : [])
      + (windowsFirewall == nil ? [.windowsFirewall] : [])
  }
}
