public import IISConfiguration
public import Text

/// What Windows Firewall does by default where the machine's network is of one kind.
public struct WindowsFirewallProfile: Hashable, Sendable {
  /// A kind of network.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// The network of the machine's domain.
    case domain
    /// A network that somebody called private; the registry calls it standard.
    case `private`
    /// Any other network.
    case `public`

    /// The kind in a sentence.
    var phrase: Message {
      switch self {
      case .domain: "domain"
      case .private: "private"
      case .public: "public"
      }
    }
  }

  /// A value and where it is set; no place where Windows' default holds.
  public struct Value<Content: Hashable & Sendable>: Hashable, Sendable {
    /// What holds.
    public let value: Content
    /// Where it is set.
    public let place: Location?

    /// What holds, and where it is set.
    public init(_ value: Content, at place: Location? = nil) {
      self.value = value
      self.place = place
    }
  }

  /// The kind of network.
  public let kind: Kind
  /// Whether the firewall is on; Windows' default is on.
  public var isEnabled = Value(true)
  /// What becomes of connections to the server that no rule is about; Windows' default is to block them.
  public var inbound = Value(FilterAction.block)
  /// What becomes of connections from the server that no rule is about; Windows' default is to allow them.
  public var outbound = Value(FilterAction.allow)
  /// Whether all connections to the server are blocked, whatever rules say.
  public var blocksAllInbound = Value(false)
  /// Whether the machine's own rules count beside those of group policy.
  public var mergesLocalRules = Value(true)
  /// Why it is not known what holds in the profile; nothing where it is.
  public var doubt: Message?

  /// A profile in which nothing is set.
  public init(_ kind: Kind) {
    self.kind = kind
  }
}
