public import IISConfiguration
public import Inet
public import Text

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
  /// The file, where it is another one than the group's.
  public var path: String?
  /// Whether groups are not asked any more about what it allows: `AlwaysAllow` of Virtual Network Manager.
  public var alwaysAllows = false
  /// Why it may not be in the group at all, or be another one there, if it may: `which group it belongs to is in no file`.
  public var doubt: Message?

  /// A rule.
  public init(
    name: Located<String>, priority: Located<Int>?, direction: Located<FlowDirection>?,
    access: Located<FilterAction>?, networkProtocol: Located<String>?, sources: [Peer], sourcePorts: [PortTerm],
    destinations: [Peer], destinationPorts: [PortTerm], isDefault: Bool = false, doubt: Message? = nil
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
    self.doubt = doubt
  }

  /// Whether it stands for rules of which nothing is known.
  var isUntold: Bool { priority == nil && direction == nil && networkProtocol == nil && destinationPorts.isEmpty }

  /// Whether it is Azure's own last rule, which a report points to as the default of its group.
  var isDenyAll: Bool { isDefault && access?.value == .block && coversTCP == true && concernsAll }

  private var concernsAll: Bool {
    (sources + destinations).allSatisfy { ["*", "0.0.0.0/0", "::/0", "any"].contains($0.text.value.lowercased()) }
      && (sourcePorts + destinationPorts).allSatisfy { $0.ports == .any }
  }

  /// Whether both say the same, wherever they stand.
  public func saysTheSame(as other: SecurityRule) -> Bool { meaning == other.meaning }

  private var meaning: SecurityRule {
    let nowhere = ByteRange(0, 0)
    func bare(_ text: Located<String>) -> Located<String> { Located(text.value.lowercased(), at: nowhere) }
    func bare(_ peer: Peer) -> Peer {
      switch peer {
      case .word(let word): .word(bare(word))
      case .applicationSecurityGroup(let group): .applicationSecurityGroup(bare(group))
      case .expanded(let word, let addresses): .expanded(bare(word), addresses)
      }
    }
    func bare(_ term: PortTerm) -> PortTerm { PortTerm(bare(term.text), ports: term.ports) }
    var rule = SecurityRule(
      name: bare(name), priority: priority.map { Located($0.value, at: nowhere) },
      direction: direction.map { Located($0.value, at: nowhere) },
      access: access.map { Located($0.value, at: nowhere) }, networkProtocol: networkProtocol.map(bare),
      sources: sources.map(bare), sourcePorts: sourcePorts.map(bare), destinations: destinations.map(bare),
      destinationPorts: destinationPorts.map(bare), isDefault: isDefault, doubt: doubt)
    rule.alwaysAllows = alwaysAllows
    return rule
  }

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
