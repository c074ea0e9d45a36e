public import IISConfiguration
public import Inet

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

extension ServerEnvironment {
  /// The addresses of which Azure Firewall puts one in place of a client's whose connection it hands on; nothing where
  /// no file tells.
  ///
  /// Those of its subnet, which must be called `AzureFirewallSubnet` (Azure Network Security Blog, "Azure Firewall NAT
  /// Behaviors"; Azure documentation, "Deploy and configure Azure Firewall").
  public var azureFirewallAddresses: IPAddressSet? {
    let told = subnets.filter { $0.id.name.lowercased() == "azurefirewallsubnet" && !$0.prefixes.isEmpty }
    let named = azureFirewalls.flatMap(\.subnets)
    let own = named.isEmpty ? told : told.filter { subnet in named.contains { $0.isSame(as: subnet.id) } }
    let isComplete = named.allSatisfy { name in own.contains { $0.id.isSame(as: name) } }
    return own.isEmpty || !isComplete ? nil : IPAddressSet(own.flatMap(\.prefixes))
  }
}
