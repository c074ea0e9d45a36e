/// A network in prefix notation (RFC 4632, RFC 4291): `10.0.0.0/8`, `2001:db8::/32`.
public struct IPPrefix: Hashable, Sendable {
  /// The first address; all bits behind the prefix are zero.
  public let first: IPAddress
  /// How many bits all addresses of the network share: 0 to 32, or 0 to 128.
  public let length: Int

  /// The network of this length that holds `address`; nothing for a length that the address cannot have.
  public init?(_ address: IPAddress, length: Int) {
    switch address {
    case .v4(let address):
      guard 0...32 ~= length else { return nil }
      first = .v4(IPv4Address(rawValue: address.rawValue & Self.mask(length)))
    case .v6(let address):
      guard 0...128 ~= length else { return nil }
      first = .v6(IPv6Address(number: address.number & Self.mask(length)))
    }
    self.length = length
  }

  /// Reads `address/length`, `address/mask` (`10.0.0.0/255.0.0.0`) or an address alone.
  ///
  /// Bits behind the prefix are cleared, as Azure and Windows do; a mask with a hole is refused.
  @inlinable public init?(_ text: some StringProtocol) {
    guard let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")) else {
      guard let address = IPAddress(text) else { return nil }
      self.init(address, length: address.bits)
      return
    }
    let suffix = text[text.utf8.index(after: slash)...]
    guard let address = IPAddress(text[..<slash]) else { return nil }
    if suffix.utf8.count <= 3, let length = Port(decimalPort: suffix) {
      self.init(address, length: Int(length))
    } else if case .v4 = address, let mask = IPv4Address(suffix)?.rawValue,
      mask == Self.mask(mask.leadingOneBits)
    {
      self.init(address, length: mask.leadingOneBits)
    } else {
      return nil
    }
  }

  /// The last address.
  public var last: IPAddress {
    switch first {
    case .v4(let address): .v4(IPv4Address(rawValue: address.rawValue | ~Self.mask(length)))
    case .v6(let address): .v6(IPv6Address(number: address.number | ~Self.mask(length)))
    }
  }

  /// A number whose first `length` bits are ones.
  @usableFromInline static func mask<Number: FixedWidthInteger & UnsignedInteger>(_ length: Int) -> Number {
    length == 0 ? 0 : Number.max << (Number.bitWidth - length)
  }
}

extension IPPrefix: CustomStringConvertible {
  /// `10.0.0.0/8`, or the address alone when there is only one.
  public var description: String {
    length == first.bits ? first.description : "\(first)/\(length)"
  }
}

extension IPAddress {
  @usableFromInline var bits: Int {
    switch self {
    case .v4: 32
    case .v6: 128
    }
  }
}

extension UInt32 {
  @usableFromInline var leadingOneBits: Int { (~self).leadingZeroBitCount }
}
