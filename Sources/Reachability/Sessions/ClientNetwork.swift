public import Inet
internal import NetworkModel
public import Text

/// Where clients are when they connect.
public enum ClientNetwork: Hashable, Sendable {
  /// Anywhere on the Internet; they dial a public address of the server.
  case internet
  /// On a private network or behind a VPN; they dial a private address of the server.
  case privateNetwork
  /// At addresses of one network, all public or all private.
  case network(IPPrefix)

  /// Reads `internet`, `private`, an IPv4 address or an IPv4 prefix; nothing for other words, for addresses that are
  /// neither public nor private, and for prefixes that hold both.
  ///
  /// What clients do is documented for IPv4 only, so that IPv6 is refused.
  public init?(_ text: String) {
    switch text.lowercased() {
    case "internet": self = .internet
    case "private": self = .privateNetwork
    default:
      guard let prefix = IPPrefix(text), case .v4 = prefix.first else { return nil }
      let addresses = IPAddressSet(prefix)
      guard addresses.isSubset(of: Self.publicAddresses) || addresses.isSubset(of: .privateUse) else { return nil }
      self = .network(prefix)
    }
  }

  /// The addresses that clients have.
  public var addresses: IPAddressSet {
    switch self {
    case .internet: Self.publicAddresses
    case .privateNetwork: IPAddressSet.privateUse.intersection(.anyV4)
    case .network(let prefix): IPAddressSet(prefix)
    }
  }

  /// Whether clients dial a public address of the server.
  public var isPublic: Bool { addresses.isSubset(of: Self.publicAddresses) }

  private static let publicAddresses = ServiceTags.internetClients.intersection(.anyV4)
}

extension ClientNetwork: CustomStringConvertible {
  /// The word on the command line: `internet`, `private`, `10.0.0.0/24`.
  public var description: String {
    switch self {
    case .internet: "internet"
    case .privateNetwork: "private"
    case .network(let prefix): prefix.description
    }
  }

  /// Where clients are, in a sentence: `the Internet`.
  public var phrase: Message {
    switch self {
    case .internet: "the Internet"
    case .privateNetwork: "a private network"
    case .network(let prefix): "\(prefix)"
    }
  }
}
