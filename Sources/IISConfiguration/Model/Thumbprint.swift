internal import Inet

/// The thumbprint of a certificate: a SHA-1 hash, as 40 hexadecimal digits.
public struct Thumbprint: Hashable, Sendable, CustomStringConvertible {
  /// The first 32 digits, and the last 8.
  private let head: UInt128, tail: UInt32

  /// The digits in upper case, as IIS Manager shows them.
  public var description: String { upperCase(head, digits: 32) + upperCase(tail, digits: 8) }

  /// Reads 40 digits, in either case, and nothing around them.
  public init?(_ text: String) { self.init(text.utf8.span) }

  /// Reads 40 digits, in either case, and nothing around them.
  init?(_ written: Span<UInt8>) {
    guard written.count == 40 else { return nil }
    var (head, tail) = (UInt128(0), UInt32(0))
    for index in 0..<40 {
      guard let digit = hexadecimalDigit(written[index]) else { return nil }
      if index < 32 { head = head << 4 | UInt128(digit) } else { tail = tail << 4 | UInt32(digit) }
    }
    (self.head, self.tail) = (head, tail)
  }

  /// Reads 40 digits with what a dialog leaves between them: blanks, separators, invisible characters.
  public init?(repairing text: String) {
    let scalars = text.unicodeScalars
    guard scalars.allSatisfy({ $0.properties.isASCIIHexDigit || isDebris($0) }) else { return nil }
    self.init(String(String.UnicodeScalarView(scalars.filter(\.properties.isASCIIHexDigit))))
  }
}

private func upperCase(_ number: some BinaryInteger, digits: Int) -> String {
  let text = String(number, radix: 16, uppercase: true)
  return String(repeating: "0", count: digits - text.utf8.count) + text
}

/// What is left of a dialog around digits.
private func isDebris(_ scalar: Unicode.Scalar) -> Bool {
  scalar == " " || scalar == ":" || scalar == "-" || !scalar.isASCII
}
