/// Reads a decimal number of ASCII digits and nothing else.
func decimal(_ digits: some Collection<UInt8>, atMost limit: Int) -> Int? {
  guard !digits.isEmpty else { return nil }
  var value = 0
  for digit in digits {
    guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= digit else { return nil }
    value = value * 10 + Int(digit - UInt8(ascii: "0"))
    guard value <= limit else { return nil }
  }
  return value
}

/// Whether a byte is an ASCII hexadecimal digit.
func isHexadecimalDigit(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
    UInt8(ascii: "A")...UInt8(ascii: "F"):
    true
  default: false
  }
}

extension UInt16 {
  /// Reads a port as people write it: ASCII decimal digits only, 0 to 65535.
  public init?(decimalPort text: some StringProtocol) {
    guard let value = decimal(text.utf8, atMost: 65535) else { return nil }
    self = UInt16(value)
  }
}
