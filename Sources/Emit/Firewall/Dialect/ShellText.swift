/// How a POSIX shell reads text (XCU 2.2).
enum ShellText {
  /// A word in single quotes, in which nothing but the next single quote has a meaning; bare where nothing could have.
  ///
  /// A NUL can be in no argument and is left out.
  static func quoted(_ text: String) -> String {
    if !text.isEmpty, text.unicodeScalars.allSatisfy(isPlain) { return text }
    var word = "'"
    for scalar in text.unicodeScalars where scalar != "\0" {
      word += scalar == "'" ? "'\\''" : String(scalar)
    }
    return word + "'"
  }

  /// A comment line, in visible ASCII.
  static func comment(_ line: String) -> String {
    line.isEmpty ? "#" : "# " + visibleASCII(line)
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "/", ":": true
    default: false
    }
  }
}
