/// How cmd reads the text of a batch file.
enum BatchText {
  /// An argument in quotation marks, for programs that read their command line as Microsoft's C runtime does.
  ///
  /// Inside the marks `&`, `|`, `<`, `>`, `(`, `)` and `^` mean nothing to cmd; `%` is doubled; `!` means nothing under
  /// `DisableDelayedExpansion`. Nothing comes of a `"`, which cmd and the program count differently, nor of anything but
  /// visible ASCII, which cmd would read in the code page of the console.
  static func quoted(_ text: String) -> String? {
    guard text.unicodeScalars.allSatisfy({ " "..."~" ~= $0 && $0 != "\"" }) else { return nil }
    var argument = "\""
    for character in text { argument += character == "%" ? "%%" : String(character) }
    // A backslash before the closing mark would make the mark a part of the argument.
    argument += String(repeating: "\\", count: text.reversed().prefix { $0 == "\\" }.count)
    return argument + "\""
  }

  /// A `rem` line.
  ///
  /// cmd expands `%` in it, joins it with the next line at a final `^`, may take `&` for its end, and answers `/?`; all
  /// that has a meaning to cmd is therefore spelt as `\u{…}`.
  static func comment(_ line: String) -> String {
    line.isEmpty ? "rem" : "rem " + visibleASCII(line) { !special.contains($0) }
  }

  /// The lines of a batch file as one text; cmd finds labels reliably only when lines end with CR LF.
  static func joined(_ lines: [String]) -> String {
    lines.map { $0 + "\r\n" }.joined()
  }

  private static let special: Set<Unicode.Scalar> = ["%", "^", "&", "|", "<", ">", "\"", "!", "?", "`"]
}
