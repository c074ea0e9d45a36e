/// The first lines of a text, by which people see what it is.
struct TextBeginning {
  /// The lines, of which there is at least one.
  let lines: [Substring]

  /// As many lines as stand in the first 16 KiB.
  init(_ text: ArraySlice<UInt8>) {
    lines = String(decoding: text.prefix(16 << 10), as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }

  /// Whether a line begins with one of these.
  func hasLine(_ beginnings: [String]) -> Bool {
    lines.contains { line in beginnings.contains { line.hasPrefix($0) } }
  }

  /// Whether PowerShell lists a property of this name: `DisplayName  : FTP Server`.
  func hasProperty(_ name: String) -> Bool {
    lines.contains { $0.hasPrefix(name) && $0.dropFirst(name.count).drop { $0 == " " }.hasPrefix(":") }
  }

  /// Whether there is the heading of a rule as `netsh advfirewall` draws it in any language: a name and a value over a
  /// line of seventy hyphens.
  var hasRuleOfNetsh: Bool {
    zip(lines, lines.dropFirst()).contains { $0.contains(":") && $1.count > 60 && $1.allSatisfy { $0 == "-" } }
  }

  /// Whether it begins as a table that az prints: under each heading as many hyphens as its column is wide.
  var hasTableOfAz: Bool {
    guard lines.count > 1, lines[0].first?.isLetter == true else { return false }
    return lines[1].contains("-  -") && lines[1].allSatisfy { $0 == "-" || $0 == " " }
  }
}
