public import Inet
internal import NetworkModel

/// Who may be on the other side of an opening, as a firewall at the server sees it.
public struct RemoteSide: Hashable, Sendable {
  /// The addresses.
  public let addresses: IPAddressSet
  /// Names of Azure's service tags, whose addresses only Azure knows; in order, each once.
  public let serviceTags: [String]

  /// Everybody.
  public static let anyone = RemoteSide(.any)

  /// Some addresses, and what service tags stand for.
  public init(_ addresses: IPAddressSet, serviceTags: [String] = []) {
    self.addresses = addresses
    self.serviceTags = serviceTags
  }

  /// Whether nobody is kept out.
  public var isAnyone: Bool { addresses == .any }

  /// Whether there is nobody.
  public var isNobody: Bool { addresses.isEmpty && serviceTags.isEmpty }

  /// The part that can reach an address of the server: an IPv4 address only from IPv4 addresses.
  func reaching(_ local: LocalAddress) -> RemoteSide {
    guard !isAnyone else { return self }
    return switch local {
    case .any: self
    case .v4: RemoteSide(addresses.intersection(.anyV4), serviceTags: serviceTags)
    case .v6: RemoteSide(addresses.intersection(.anyV6), serviceTags: serviceTags)
    }
  }

  /// Both sides together.
  func union(_ other: RemoteSide) -> RemoteSide {
    let addresses = addresses.union(other.addresses)
    if addresses == .any { return .anyone }
    let tags = Dictionary((serviceTags + other.serviceTags).map { ($0.lowercased(), $0) }) { first, _ in first }
    return RemoteSide(addresses, serviceTags: tags.values.sorted())
  }
}

extension RemoteSide: CustomStringConvertible {
  /// `anyone`, or addresses and tags: `203.0.113.0/24, AzureCloud`.
  public var description: String {
    isAnyone ? "anyone" : (addresses.prefixes.map(\.description) + serviceTags).joined(separator: ", ")
  }
}
