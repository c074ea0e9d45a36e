public import Inet

/// Some of the IPv4 addresses that FTP clients treat specially.
public struct AddressSet: OptionSet, Hashable, Sendable {
  /// The bits, one for each of the networks below.
  public let rawValue: UInt16

  /// The set with these bits.
  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// `10.0.0.0/8`, `172.16.0.0/12` and `192.168.0.0/16` (RFC 1918).
  public static let privateUse = Self(rawValue: 1 << 0)
  /// `169.254.0.0/16` (RFC 3927).
  public static let linkLocal = Self(rawValue: 1 << 1)
  /// `127.0.0.0/8`.
  public static let loopback = Self(rawValue: 1 << 2)
  /// `127.0.0.1` alone.
  public static let loopbackHost = Self(rawValue: 1 << 3)
  /// `127.0.0.0/8` without `127.0.0.1`.
  public static let otherLoopback = Self(rawValue: 1 << 4)
  /// `0.0.0.0/8`.
  public static let thisNetwork = Self(rawValue: 1 << 5)
  /// `0.0.0.0` alone.
  public static let unspecified = Self(rawValue: 1 << 6)
  /// `224.0.0.0/4`.
  public static let multicast = Self(rawValue: 1 << 7)
  /// `240.0.0.0/4`, the broadcast address included.
  public static let reserved = Self(rawValue: 1 << 8)

  /// Whether `address` is in one of the networks.
  public func contains(_ address: IPv4Address) -> Bool {
    !isDisjoint(with: Self.memberships(of: address))
  }

  private static func memberships(of address: IPv4Address) -> AddressSet {
    switch address.scope {
    case .privateUse: .privateUse
    case .linkLocal: .linkLocal
    case .loopback: address == IPv4Address(127, 0, 0, 1) ? [.loopback, .loopbackHost] : [.loopback, .otherLoopback]
    case .unspecified: address.rawValue == 0 ? [.thisNetwork, .unspecified] : .thisNetwork
    case .multicast: .multicast
    case .reserved, .broadcast: .reserved
    case .carrierGradeNAT, .publicUse: []
    }
  }
}

extension IPv4Address {
  /// Which of the three networks of RFC 1918 holds the address, if one does.
  var privateBlock: UInt8? {
    scope == .privateUse ? octets.0 : nil
  }
}
