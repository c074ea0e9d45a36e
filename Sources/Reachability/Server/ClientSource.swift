internal import NetworkModel
public import Inet
public import Text

/// Clients that are meant to connect.
public enum ClientSource: Hashable, Sendable {
  /// Those on the Internet.
  case internet
  /// Those in private networks.
  case privateNetworks
  /// Those of one network.
  case network(IPPrefix)

  /// Reads `internet`, `private`, an address or a prefix.
  public init?(_ text: String) {
    switch text.lowercased() {
    case "internet": self = .internet
    case "private": self = .privateNetworks
    default:
      guard let prefix = IPPrefix(text) else { return nil }
      self = .network(prefix)
    }
  }
}

extension ClientSource: CustomStringConvertible {
  /// The word on the command line: `internet`, `private`, `10.0.0.0/24`.
  public var description: String {
    switch self {
    case .internet: "internet"
    case .privateNetworks: "private"
    case .network(let prefix): prefix.description
    }
  }
}

extension ClientSource {
  /// The addresses that the clients have.
  public var addresses: IPAddressSet {
    switch self {
    case .internet: ServiceTags.internetClients
    case .privateNetworks: .privateUse
    case .network(let prefix): IPAddressSet(prefix)
    }
  }

  /// Where the clients are, in a sentence.
  public var phrase: Message {
    switch self {
    case .internet: "the Internet"
    case .privateNetworks: "private networks"
    case .network(let prefix): "\(prefix)"
    }
  }
}
