/// How PowerShell reads text.
enum PowerShellText {
  /// A single-quoted literal: nothing is expanded in it, and only quotation marks are doubled.
  ///
  /// PowerShell takes the typographic single quotes for `'`, so they too would end the literal.
  static func quoted(_ text: String) -> String {
    var literal = String.UnicodeScalarView("'".unicodeScalars)
    for scalar in text.unicodeScalars {
      literal.append(scalar)
      if singleQuotes.contains(scalar) { literal.append(scalar) }
    }
    literal.append("'")
    return String(literal)
  }

  /// An array of literals.
  static func array(_ texts: [String]) -> String {
    "@(" + texts.map(quoted).joined(separator: ", ") + ")"
  }

  /// A comment line, in visible ASCII: Windows PowerShell 5.1 reads a file without a byte order mark in the ANSI code
  /// page, where a byte of some letter may be a quotation mark or a line break.
  ///
  /// The blank behind the sign keeps text from being read as `#Requires` or `#>`.
  static func comment(_ line: String) -> String {
    line.isEmpty ? "#" : "# " + visibleASCII(line)
  }

  private static let singleQuotes: Set<Unicode.Scalar> = ["'", "\u{2018}", "\u{2019}", "\u{201A}", "\u{201B}"]
}
