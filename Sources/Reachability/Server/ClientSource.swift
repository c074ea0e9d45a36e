public import Inet
internal import NetworkModel
public import Text

/// Clients that are meant to connect.
public enum ClientSource: Hashable, Sendable {
  /// Those on the Internet.
  case internet
  /// Those in private networks.
  case privateNetworks
  /// Those of one network.
  case network(IPPrefix)
  /// Those of a service tag of Azure, such as `AzureCloud.WestEurope`; the addresses, where a file gives them.
  case serviceTag(String, IPAddressSet?)

  /// Reads `internet`, `private`, an address, a prefix, or `service-tag:NAME`.
  public init?(_ text: String) {
    switch text.lowercased() {
    case "internet": self = .internet
    case "private": self = .privateNetworks
    case let word where word.hasPrefix(Self.tagPrefix):
      let name = String(text.dropFirst(Self.tagPrefix.count))
      guard ServiceTags.isName(name) else { return nil }
      self = .serviceTag(name, nil)
    default:
      guard let prefix = IPPrefix(text) else { return nil }
      self = .network(prefix)
    }
  }

  private static let tagPrefix = "service-tag:"
}

extension ClientSource: CustomStringConvertible {
  /// The word on the command line: `internet`, `private`, `10.0.0.0/24`, `service-tag:AzureCloud`.
  public var description: String {
    switch self {
    case .internet: "internet"
    case .privateNetworks: "private"
    case .network(let prefix): prefix.description
    case .serviceTag(let name, _): Self.tagPrefix + name
    }
  }
}

extension ClientSource {
  /// The addresses that the clients have, as far as they are known.
  public var addresses: IPAddressSet {
    switch self {
    case .internet: ServiceTags.internetClients
    case .privateNetworks: .privateUse
    case .network(let prefix): IPAddressSet(prefix)
    case .serviceTag(_, let addresses): addresses ?? IPAddressSet()
    }
  }

  /// Where the clients are, in a sentence.
  public var phrase: Message {
    switch self {
    case .internet: "the Internet"
    case .privateNetworks: "private networks"
    case .network(let prefix): "\(prefix)"
    case .serviceTag(let name, _): "service tag \(name: name)"
    }
  }

  /// Whether no file tells which addresses the clients have.
  var isUnknown: Bool { if case .serviceTag(_, nil) = self { true } else { false } }

  /// The same clients, with the addresses that files give for a service tag.
  func known(in environment: ServerEnvironment?) -> ClientSource {
    guard case .serviceTag(let name, nil) = self else { return self }
    return .serviceTag(name, (environment ?? ServerEnvironment()).addresses(ofServiceTag: name))
  }
}

extension ServerEnvironment {
  /// What a service tag stands for, as effective rules have it; nothing where no file tells.
  ///
  /// `Internet` is the one tag that is the same everywhere.
  func addresses(ofServiceTag name: String) -> IPAddressSet? {
    let tags = groups.reduce(ServiceTags()) { $0.merging($1.tags) }
    let match = tags.match(name)
    return match.doubt == nil ? match.certain : nil
  }
}
