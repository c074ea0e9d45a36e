/// What an ASCII hexadecimal digit stands for, 0 to 15; nothing for any other byte.
@inlinable public func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}

extension UInt16 {
  /// Reads a port as people write it: ASCII decimal digits only, 0 to 65535.
  @inlinable public init?(decimalPort text: some StringProtocol) {
    var value: UInt32 = 0
    for byte in text.utf8 {
      guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
      value = value * 10 + UInt32(byte - UInt8(ascii: "0"))
      guard value <= 65535 else { return nil }
    }
    guard !text.isEmpty else { return nil }
    self = UInt16(value)
  }
}
