/// An IPv4 address (RFC 791), held as its 32 bits.
public struct IPv4Address: Hashable, Sendable {
  /// The address as a number; `192.0.2.1` is `0xC0000201`.
  public let rawValue: UInt32

  /// The address with these 32 bits.
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// The address `a.b.c.d`.
  public init(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) {
    rawValue = UInt32(a) << 24 | UInt32(b) << 16 | UInt32(c) << 8 | UInt32(d)
  }

  /// Reads a dotted quad: exactly four decimal numbers from 0 to 255, and nothing around them.
  ///
  /// Short forms (`10.1`), hexadecimal parts and leading zeros (`010.0.0.1`, octal to some readers) are refused.
  @inlinable public init?(_ text: some StringProtocol) {
    var bits: UInt32 = 0
    var octet: UInt32 = 0
    var digits = 0
    var dots = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard digits == 0 || octet > 0 else { return nil }
        octet = octet * 10 + UInt32(byte - UInt8(ascii: "0"))
        digits += 1
        guard octet <= 255 else { return nil }
      case UInt8(ascii: "."):
        guard digits > 0, dots < 3 else { return nil }
        bits = bits << 8 | octet
        (octet, digits, dots) = (0, 0, dots + 1)
      default: return nil
      }
    }
    guard digits > 0, dots == 3 else { return nil }
    rawValue = bits << 8 | octet
  }

  /// The four numbers, most significant first.
  public var octets: (UInt8, UInt8, UInt8, UInt8) {
    (
      UInt8(truncatingIfNeeded: rawValue >> 24), UInt8(truncatingIfNeeded: rawValue >> 16),
      UInt8(truncatingIfNeeded: rawValue >> 8), UInt8(truncatingIfNeeded: rawValue)
    )
  }
}

extension IPv4Address: CustomStringConvertible {
  /// The dotted quad.
  public var description: String {
    // Reports and matrices write very many.
    unsafe String(unsafeUninitializedCapacity: 15) { text in
      var count = 0
      func append(_ byte: UInt8) {
        unsafe text[count] = byte
        count += 1
      }
      for shift in stride(from: UInt32(24), through: 0, by: -8) {
        let octet = UInt8(truncatingIfNeeded: rawValue >> shift)
        if octet > 99 { append(UInt8(ascii: "0") + octet / 100) }
        if octet > 9 { append(UInt8(ascii: "0") + octet / 10 % 10) }
        append(UInt8(ascii: "0") + octet % 10)
        if shift > 0 { append(UInt8(ascii: ".")) }
      }
      return count
    }
  }
}

extension IPv4Address: Comparable {
  /// Numeric order.
  public static func < (left: Self, right: Self) -> Bool {
    left.rawValue < right.rawValue
  }
}
