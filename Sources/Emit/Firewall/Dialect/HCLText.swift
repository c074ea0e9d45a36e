/// How Terraform's language reads text.
///
/// Source: HashiCorp, "Strings and Templates", quoted strings; "Style Guide" for how lines are aligned.
enum HCLText {
  /// A string in quotation marks, in which nothing is taken for a template.
  static func quoted(_ text: String) -> String {
    var literal = "\""
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": literal += "\\\\"
      case "\"": literal += "\\\""
      case "{" where previous == "$" || previous == "%":
        // The sign before it stands doubled, which makes both a text.
        literal.unicodeScalars.append(previous ?? scalar)
        literal += "{"
      case " "..."~": literal.unicodeScalars.append(scalar)
      default: literal += scalar.value > 0xFFFF ? escape("U", scalar, 8) : escape("u", scalar, 4)
      }
      previous = scalar
    }
    return literal + "\""
  }

  /// A list of strings on one line.
  static func list(_ words: [String]) -> String {
    "[" + words.map(quoted).joined(separator: ", ") + "]"
  }

  /// Arguments in lines of their own, the signs below one another.
  static func arguments(_ arguments: [(name: String, value: String)]) -> [String] {
    let width = arguments.map(\.name.count).max() ?? 0
    return arguments.map { name, value in
      "  " + name + String(repeating: " ", count: width - name.count) + " = " + value
    }
  }

  /// A variable whose value is a text that has to be given.
  static func variable(_ name: String, _ purpose: String) -> String {
    let lines = arguments([("description", quoted(purpose)), ("type", "string")])
    return (["variable \(quoted(name)) {"] + lines + ["}"]).joined(separator: "\n")
  }

  /// A comment line, in visible ASCII.
  static func comment(_ line: String) -> String {
    line.isEmpty ? "#" : "# " + visibleASCII(line)
  }

  private static func escape(_ letter: Character, _ scalar: Unicode.Scalar, _ length: Int) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\\(letter)" + String(repeating: "0", count: length - digits.count) + digits
  }
}
