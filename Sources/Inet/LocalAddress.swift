/// Where a service listens: on every address of the machine, or on one.
public enum LocalAddress: Hashable, Sendable {
  /// Every address of the machine.
  case any
  /// One IPv4 address.
  case v4(IPv4Address)
  /// One IPv6 address.
  case v6(IPv6Address)
}

extension LocalAddress: CustomStringConvertible {
  /// `*`, or the address in its canonical form, without brackets.
  public var description: String {
    switch self {
    case .any: "*"
    case .v4(let address): address.description
    case .v6(let address): address.description
    }
  }
}

extension LocalAddress: Comparable {
  /// Any address first, then IPv4 before IPv6, each in numeric order.
  public static func < (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.any, let right): right != .any
    case (.v4(let left), .v4(let right)): left < right
    case (.v4, .v6): true
    case (.v6(let left), .v6(let right)): left < right
    default: false
    }
  }

  /// Whether a listener here also answers on `other`.
  public func covers(_ other: LocalAddress) -> Bool {
    self == .any || self == other
  }
}

extension LocalAddress {
  /// An address as a place to listen.
  public init(_ address: IPAddress) {
    switch address {
    case .v4(let address): self = .v4(address)
    case .v6(let address): self = .v6(address)
    }
  }

  /// The one address; nothing for every address of the machine.
  public var address: IPAddress? {
    switch self {
    case .any: nil
    case .v4(let address): .v4(address)
    case .v6(let address): .v6(address)
    }
  }

  /// Whether only the machine itself reaches it.
  public var isLoopback: Bool {
    switch self {
    case .any: false
    case .v4(let address): address.scope == .loopback
    case .v6(let address): address.isLoopback
    }
  }

  /// Whether only neighbours on one link reach it (RFC 3927, RFC 4291 section 2.5.6).
  public var isLinkLocal: Bool {
    switch self {
    case .any: false
    case .v4(let address): address.scope == .linkLocal
    case .v6(let address): address.isLinkLocal
    }
  }

  /// Whether it is an IPv4 address that the Internet knows, which clouds translate before the server sees it.
  public var isPublicIPv4: Bool { if case .v4(let address) = self { address.scope == .publicUse } else { false } }
}
