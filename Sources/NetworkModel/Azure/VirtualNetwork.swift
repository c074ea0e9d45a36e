public import IISConfiguration
public import Inet

/// A virtual network in Azure.
public struct VirtualNetwork: Hashable, Sendable {
  /// The name, and where it stands.
  public let name: Located<String>
  /// What it is made of; networks that it is joined with are in no file.
  public let prefixes: [IPPrefix]

  /// A virtual network.
  public init(name: Located<String>, prefixes: [IPPrefix]) {
    self.name = name
    self.prefixes = prefixes
  }
}
