public import IISConfiguration
public import Inet

/// A rule of Azure Firewall that hands connections to a public address on to a machine (DNAT).
public struct AzureFirewallRule: Hashable, Sendable {
  /// The file.
  public let path: String
  /// The name, and where it stands.
  public let name: Located<String>
  /// Whether it is about TCP; nothing when that cannot be told.
  public var coversTCP: Bool?
  /// The clients that it is for; nothing when these cannot be told.
  public var clients: IPAddressSet? = .any
  /// The ports that clients dial.
  public var dialledPorts: [PortTerm] = []
  /// The addresses that clients dial; nothing when one of them cannot be told.
  public var dialledAddresses: IPAddressSet?
  /// The machine; nothing when the file does not tell, or names it by a domain name.
  public var machine: Located<IPAddress>?
  /// The port on the machine.
  public var machinePort: Located<Int>?
  /// When it is looked at, as far as the file tells.
  public var order = AzureFirewallOrder(owner: nil, steps: [])

  /// A rule of which nothing is known but its name.
  public init(path: String, name: Located<String>) {
    self.path = path
    self.name = name
  }

  /// Where one of its values stands.
  public func place(_ range: ByteRange) -> Location { Location(path, range) }
}
