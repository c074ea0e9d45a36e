public import Inet
public import Linter
public import NetworkModel
public import Reachability

/// What one layer says: the command line, what a policy says of some sites, or what it says of all.
///
/// Nothing where a layer is silent, so that the layer below speaks.
public struct PolicySettings: Hashable, Sendable {
  /// Where the server runs.
  public var platform: DeploymentOptions.Platform?
  /// The server's public addresses.
  public var publicAddresses: [IPv4Address]?
  /// How the public addresses are assigned.
  public var allocation: AddressAllocation?
  /// What the external address is meant to be.
  public var externalAddress: DeploymentOptions.ExternalAddressIntent?
  /// The kinds of FTPS that every site must offer.
  public var requirements: Set<Requirement>?
  /// Whether a file without FTP sites is an error.
  public var requiresFTP: Bool?
  /// The clients that are meant to connect, by their networks.
  public var sources: [ClientSource]?
  /// The clients that are meant, by their ids.
  public var clients: [String]?
  /// What is chosen of rules: those for whole topics first.
  public var rules: [RuleChoice] = []

  /// A layer that is silent.
  public init() {}

  /// Whether it says something of the surroundings, and not of rules alone.
  public var changesSurroundings: Bool {
    var silent = PolicySettings()
    silent.rules = rules
    return self != silent
  }

  /// The surroundings below, with what this layer says of them.
  public func adding(to below: DeploymentOptions) -> DeploymentOptions {
    var deployment = below
    if let platform { deployment.platform = platform }
    if let publicAddresses { deployment.publicAddresses = publicAddresses }
    if let allocation { deployment.allocation = allocation }
    if publicAddresses != nil || allocation != nil {
      deployment.dynamicAddresses = deployment.allocation == .dynamic ? deployment.publicAddresses : []
    }
    if let externalAddress { deployment.externalAddress = externalAddress }
    if let requirements {
      deployment.requiresImplicit = requirements.contains(.implicit)
      deployment.requiresExplicit = requirements.contains(.explicit)
    }
    if let requiresFTP { deployment.requiresFTP = requiresFTP }
    if let sources { deployment.sources = sources }
    return deployment
  }

  /// The policy below, with what this layer chooses of rules.
  ///
  /// - Parameters:
  ///   - below: What holds without this layer.
  ///   - path: The file that says so.
  /// - Returns: Both.
  public func adding(to below: Policy, of path: String) -> Policy {
    var policy = below
    for choice in rules {
      if let severity = choice.severity {
        for rule in choice.ids { policy.choose(Policy.Choice(severity.value, by: .file(path: path)), forRule: rule) }
      }
      for (setting, value) in choice.values {
        // The reader has looked at the bounds.
        try? policy.set(setting, to: value)
      }
    }
    return policy
  }
}

/// A kind of FTPS that every site must offer.
public enum Requirement: String, CaseIterable, Sendable {
  /// TLS from the first byte, on port 990.
  case implicit
  /// TLS on request, by AUTH.
  case explicit
}

/// What a policy chooses of a rule, or of all rules of a topic.
public struct RuleChoice: Hashable, Sendable {
  /// How bad findings are to be.
  public struct Level: Hashable, Sendable {
    /// Nothing where the rule is off.
    public let value: Severity?
  }

  /// The rules by their ids.
  let ids: [String]
  /// How bad their findings are to be, if that is said.
  public let severity: Level?
  /// The limits that are drawn elsewhere.
  public let values: [RuleSetting: Int]
}
