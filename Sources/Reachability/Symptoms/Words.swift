extension Symptom {
  /// A pattern that finds any of these words, each a regular expression of its own.
  static func anyOf(_ words: [String]) -> String { words.joined(separator: "|") }

  /// A pattern that finds alerts of TLS by number, as OpenSSL, Schannel's events 36887 and 36888, and GnuTLS write them.
  ///
  /// Source: RFC 8446 section 6, for the numbers.
  static func alert(_ numbers: [Int]) -> String {
    #"\b(?:alert(?: number)?|(?:alert|error) code is) (?:\#(numbers.map(String.init).joined(separator: "|")))\b"#
  }
}
