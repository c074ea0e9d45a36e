/// Text for lines of a build log, in which some services look for commands.
public enum BuildLogText {
  /// A text as wide as before, in which the agent of Azure Pipelines finds no command of its own, nor a look for the line.
  ///
  /// For text in which columns stand under columns, such as a line of a file with a mark below it.
  public static func inertInPlace(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "#")) else { return text }
    return text.replacing(command) { "##\($0.output.1 ?? "")(" }
  }

  /// Whether a build service takes a line, or a part of it, for a command: `##vso[` and `##[` anywhere, and `::` behind
  /// nothing but blanks.
  static func hasCommand(_ line: some Collection<UInt8>) -> Bool {
    let sign = UInt8(ascii: "#")
    return line.drop { $0 == 0x20 || $0 == 0x09 }.starts(with: "::".utf8)
      || line.contains(sign) && String(decoding: line, as: UTF8.self).contains(command)
  }

  private static var command: Regex<(Substring, Substring?)> { /(?i)##(vso)?\[/ }

  /// A line as wide as before, in which no build service finds a command.
  static func inertLine(_ text: String) -> String {
    inertInPlace(text).replacing(/^([ \t]*)::/) { "\($0.output.1):." }
  }

  /// A text in which no build service finds a command of its own.
  ///
  /// The agent of Azure Pipelines takes `##vso[` for the beginning of one wherever it stands in a line ("Logging commands"), and
  /// `##[` for a change of the line's look; so no two number signs stay together.
  static func inert(_ text: String) -> String {
    text.utf8.contains(UInt8(ascii: "#")) ? text.replacing("##", with: "# #").replacing("##", with: "# #") : text
  }

  /// A path at the beginning of a line, where GitHub takes `::` for a command; `./` changes no relative path.
  public static func leading(path: String) -> String {
    let path = inert(path)
    guard let first = path.utf8.first, first == UInt8(ascii: ":") || first == UInt8(ascii: "#") else { return path }
    return "./\(path)"
  }
}
