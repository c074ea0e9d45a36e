public import IISConfiguration
public import Inet

/// A rule of a network security group as a file has it, every value with its place.
public struct SecurityRule: Hashable, Sendable {
  /// Who is on one side of a rule's connections.
  public enum Peer: Hashable, Sendable {
    /// A prefix, an address, `*` or a service tag.
    case word(Located<String>)
    /// An application security group, whose members are in no file.
    case applicationSecurityGroup(Located<String>)
    /// Addresses that Azure itself has expanded a tag to, and the tag.
    case expanded(Located<String>, IPAddressSet)

    /// What is written.
    public var text: Located<String> {
      switch self {
      case .word(let text), .applicationSecurityGroup(let text), .expanded(let text, _): text
      }
    }
  }

  /// The name, without the `securityRules/` of effective rules.
  public var name: Located<String>
  /// Its place among the rules of its direction, lower first; nothing when the file does not tell.
  public var priority: Located<Int>?
  /// Which side begins; nothing when the file does not tell.
  public var direction: Located<FlowDirection>?
  /// What it does; nothing when the file does not tell.
  public var access: Located<FilterAction>?
  /// The protocol as written: `Tcp`, `*`, `All`, `Udp`.
  public var networkProtocol: Located<String>?
  /// The side that begins.
  public var sources: [Peer]
  /// The ports that connections come from.
  public var sourcePorts: [PortTerm]
  /// The side that answers.
  public var destinations: [Peer]
  /// The ports that connections go to.
  public var destinationPorts: [PortTerm]
  /// Whether it is one of those that Azure itself puts into each group.
  public var isDefault: Bool

  /// A rule.
  public init(
    name: Located<String>, priority: Located<Int>?, direction: Located<FlowDirection>?,
    access: Located<FilterAction>?, networkProtocol: Located<String>?, sources: [Peer], sourcePorts: [PortTerm],
    destinations: [Peer], destinationPorts: [PortTerm], isDefault: Bool = false
  ) {
    self.name = name
    self.priority = priority
    self.direction = direction
    self.access = access
    self.networkProtocol = networkProtocol
    self.sources = sources
    self.sourcePorts = sourcePorts
    self.destinations = destinations
    self.destinationPorts = destinationPorts
    self.isDefault = isDefault
  }

  /// Whether it is Azure's own last rule, which a report points to as the default of its group.
  var isDenyAll: Bool { isDefault && access?.value == .block }

  /// Whether it may be about TCP; nothing when the protocol cannot be told.
  public var coversTCP: Bool? {
    guard let name = networkProtocol?.value.lowercased() else { return nil }
    switch name {
    case "*", "all", "any", "tcp", "6": return true
    case "udp", "icmp", "icmpv4", "icmpv6", "esp", "ah", "17", "1", "50", "51", "58": return false
    default: return nil
    }
  }
}
