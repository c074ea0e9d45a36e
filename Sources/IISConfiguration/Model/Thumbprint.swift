internal import Inet

/// The thumbprint of a certificate: a SHA-1 hash, as 40 hexadecimal digits.
public struct Thumbprint: Hashable, Sendable, CustomStringConvertible {
  /// The first 16 digits, the next 16, and the last 8.
  private let head: UInt64, middle: UInt64, tail: UInt64

  /// The digits in upper case, as IIS Manager shows them.
  public var description: String {
    upperCase(head, digits: 16) + upperCase(middle, digits: 16) + upperCase(tail, digits: 8)
  }

  /// Reads 40 digits, in either case, and nothing around them.
  public init?(_ text: String) { self.init(text.utf8.span) }

  /// Reads 40 digits, in either case, and nothing around them.
  init?(_ written: Span<UInt8>) {
    guard written.count == 40, let head = number(written, 0..<16), let middle = number(written, 16..<32),
      let tail = number(written, 32..<40)
    else { return nil }
    (self.head, self.middle, self.tail) = (head, middle, tail)
  }

  /// Reads 40 digits with what a dialog leaves between them: blanks, separators, invisible characters.
  public init?(repairing text: String) {
    let scalars = text.unicodeScalars
    guard scalars.allSatisfy({ $0.properties.isASCIIHexDigit || isDebris($0) }) else { return nil }
    self.init(String(String.UnicodeScalarView(scalars.filter(\.properties.isASCIIHexDigit))))
  }
}

/// At most 16 hexadecimal digits.
private func number(_ written: Span<UInt8>, _ digits: Range<Int>) -> UInt64? {
  var number: UInt64 = 0
  for index in digits {
    guard let digit = hexadecimalDigit(written[index]) else { return nil }
    number = number << 4 | UInt64(digit)
  }
  return number
}

private func upperCase(_ number: UInt64, digits: Int) -> String {
  let text = String(number, radix: 16, uppercase: true)
  return String(repeating: "0", count: digits - text.utf8.count) + text
}

/// What is left of a dialog around digits.
private func isDebris(_ scalar: Unicode.Scalar) -> Bool {
  scalar == " " || scalar == ":" || scalar == "-" || !scalar.isASCII
}
