internal import Inet

/// The thumbprint of a certificate: a SHA-1 hash, as 40 hexadecimal digits (`ssl@serverCertHash`).
public enum Thumbprint {
  /// Whether a text is one, in either case.
  public static func isValid(_ text: String) -> Bool {
    text.utf8.count == 40 && text.utf8.allSatisfy(isHexadecimalDigit)
  }
}
