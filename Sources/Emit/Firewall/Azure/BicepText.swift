/// How Bicep reads text.
///
/// Source: Azure documentation, "Data types in Bicep", strings.
enum BicepText {
  /// A string in single quotes, on one line.
  static func quoted(_ text: String) -> String {
    var literal = "'"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": literal += "\\\\"
      case "'": literal += "\\'"
      case "$": literal += "\\$"
      case " "..."~": literal.unicodeScalars.append(scalar)
      default: literal += "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return literal + "'"
  }

  /// A comment line, in visible ASCII.
  static func comment(_ line: String) -> String {
    line.isEmpty ? "//" : "// " + visibleASCII(line)
  }
}
