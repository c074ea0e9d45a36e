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
  /// At addresses of a service tag of Azure; the addresses, where a file gives them and they are all public or all private.
  case serviceTag(String, IPAddressSet?)

  /// Reads `internet`, `private`, an IPv4 address, an IPv4 prefix or `service-tag:NAME`; nothing for other words, for addresses that are
  /// neither public nor private, and for prefixes that hold both.
  ///
  /// What clients do is documented for IPv4 only, so that IPv6 is refused.
  public init?(_ text: String) {
    switch text.lowercased() {
    case "internet": self = .internet
    case "private": self = .privateNetwork
    default:
      if case .serviceTag(let name, _) = ClientSource(text) {
        self = .serviceTag(name, nil)
        return
      }
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
    case .serviceTag(_, let addresses): addresses ?? Self.publicAddresses
    }
  }

  /// Whether no file tells which addresses clients have.
  var isUnknown: Bool { if case .serviceTag(_, nil) = self { true } else { false } }

  /// That nothing is known of clients, where no file tells which addresses they have.
  var unknownClientsChecks: [SessionCheck] {
    isUnknown ? [SessionCheck(.unknown, "from which addresses clients of \(phrase) come is not known")] : []
  }

  /// The same clients, with the addresses that files give for a service tag.
  func known(in environment: ServerEnvironment?) -> ClientNetwork {
    guard case .serviceTag(let name, nil) = self else { return self }
    return ClientNetwork(ClientSource.serviceTag(name, nil).known(in: environment)) ?? self
  }

  /// The network of clients, as far as it is one, all public or all private; Azure's own host, which tags may hold, is no client.
  init?(_ source: ClientSource) {
    guard case .serviceTag(let name, let known) = source else {
      self.init(source.description)
      return
    }
    guard let addresses = known?.intersection(.anyV4).subtracting(ServiceTags.azureHost), !addresses.isEmpty,
      addresses.isSubset(of: Self.publicAddresses) || addresses.isSubset(of: .privateUse)
    else { return nil }
    self = .serviceTag(name, addresses)
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
    case .serviceTag(let name, _): ClientSource.serviceTag(name, nil).description
    }
  }

  /// Where clients are, in a sentence: `the Internet`.
  public var phrase: Message {
    switch self {
    case .internet: "the Internet"
    case .privateNetwork: "a private network"
    case .network(let prefix): "\(prefix)"
    case .serviceTag(let name, _): "service tag \(name: name)"
    }
  }
}
