public import Inet

/// What a client does with the address in the reply to PASV.
public enum AddressPolicy: String, CaseIterable, Hashable, Sendable {
  /// Ignores it, and connects to the address of the control connection.
  case peerAlways
  /// Replaces a private one if the control connection goes to an address that is not private.
  case privateIfPeerPublic
  /// Replaces a private one, wherever the control connection goes.
  case privateAlways
  /// Replaces it if one of the two addresses is private and the other is not.
  case privacyMismatch
  /// Replaces a private one if the control connection does not go to the same network of RFC 1918.
  case privateIfNotSameBlock
  /// Gives up if it is not the address of the control connection.
  case rejectMismatch
  /// Uses it as it is.
  case verbatim
  /// Tries it, and then the address of the control connection.
  case verbatimThenPeer
  /// Never sends PASV.
  case neverPassive
  /// Not documented.
  case unknown
}

/// Which addresses a client takes for unreachable from elsewhere.
public struct PrivateAddresses: Hashable, Sendable {
  /// Those that count as private.
  public let members: AddressSet
  /// Those that ``AddressPolicy/privacyMismatch`` compares apart from the private ones.
  public let comparedApart: AddressSet
  /// Those that are replaced in any case.
  public let alwaysReplaced: AddressSet

  /// Private addresses, and what has rules of its own.
  public init(_ members: AddressSet, comparedApart: AddressSet = [], alwaysReplaced: AddressSet = []) {
    self.members = members
    self.comparedApart = comparedApart
    self.alwaysReplaced = alwaysReplaced
  }

  /// None.
  public static let none = Self([])
}

/// Where a client makes its data connection to.
public enum DataAddress: Hashable, Sendable {
  /// To this address.
  case use(IPv4Address)
  /// To this address, which the client put in place of the one in the reply because it found that one wrong.
  case repaired(IPv4Address)
  /// To the first address, and to the second if that fails, which takes until the client's timeout.
  case tries(IPv4Address, then: IPv4Address)
  /// Nowhere: the client gives up.
  case abort
  /// Nowhere: the client has no passive mode.
  case neverPassive
  /// Not documented.
  case unknown
}

extension AddressPolicy {
  /// Where a client with this policy makes its data connection to.
  ///
  /// - Parameters:
  ///   - reply: The address in the reply; nothing for a reply to EPSV, which has none.
  ///   - peer: The address that the control connection goes to.
  ///   - addresses: Which addresses the client takes for private.
  /// - Returns: The address, or that there is none.
  public func dataAddress(
    reply: IPv4Address?, peer: IPv4Address, private addresses: PrivateAddresses = .none
  ) -> DataAddress {
    if self == .neverPassive { return .neverPassive }
    // Whatever a policy does, it chooses between the two.
    guard let reply, reply != peer else { return .use(peer) }
    if addresses.alwaysReplaced.contains(reply) { return .repaired(peer) }
    let isPrivate = addresses.members.contains(reply)
    let isPeerPrivate = addresses.members.contains(peer)
    func replaced(if isWrong: Bool) -> DataAddress { isWrong ? .repaired(peer) : .use(reply) }
    switch self {
    case .peerAlways: return .use(peer)
    case .privateIfPeerPublic: return replaced(if: isPrivate && !isPeerPrivate)
    case .privateAlways: return replaced(if: isPrivate)
    case .privacyMismatch:
      let apart = addresses.comparedApart
      return replaced(if: isPrivate != isPeerPrivate || apart.contains(reply) != apart.contains(peer))
    case .privateIfNotSameBlock: return replaced(if: isPrivate && reply.privateBlock != peer.privateBlock)
    case .rejectMismatch: return .abort
    case .verbatim: return .use(reply)
    case .verbatimThenPeer: return .tries(reply, then: peer)
    case .neverPassive: return .neverPassive
    case .unknown: return .unknown
    }
  }
}
