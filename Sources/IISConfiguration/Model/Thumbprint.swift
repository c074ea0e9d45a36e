internal import Inet
internal import Text

/// The thumbprint of a certificate: a SHA-1 hash, as 40 hexadecimal digits.
public struct Thumbprint: Hashable, Sendable, CustomStringConvertible {
  private let digits: CaselessName

  /// The digits in upper case, as IIS Manager shows them.
  public var description: String { digits.text.uppercased() }

  /// Reads 40 digits, in either case, and nothing around them.
  public init?(_ text: String) {
    guard text.utf8.count == 40, text.utf8.allSatisfy(isHexadecimalDigit) else { return nil }
    digits = CaselessName(text)
  }

  /// Reads 40 digits with what a dialog leaves between them: blanks, separators, invisible characters.
  public init?(repairing text: String) {
    let scalars = text.unicodeScalars
    guard scalars.allSatisfy({ $0.properties.isASCIIHexDigit || isDebris($0) }) else { return nil }
    self.init(String(String.UnicodeScalarView(scalars.filter(\.properties.isASCIIHexDigit))))
  }
}

/// What is left of a dialog around digits.
private func isDebris(_ scalar: Unicode.Scalar) -> Bool {
  scalar == " " || scalar == ":" || scalar == "-" || !scalar.isASCII
}
