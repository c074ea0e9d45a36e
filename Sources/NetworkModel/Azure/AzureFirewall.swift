public import IISConfiguration

/// Azure Firewall itself, whose rules may stand elsewhere, in a policy.
public struct AzureFirewall: Hashable, Sendable {
  /// The name, and where it stands.
  public let name: Located<String>
  /// The subnets that it is in, as far as the file tells.
  public let subnets: [ResourceID]

  /// A firewall.
  public init(name: Located<String>, subnets: [ResourceID]) {
    self.name = name
    self.subnets = subnets
  }
}
