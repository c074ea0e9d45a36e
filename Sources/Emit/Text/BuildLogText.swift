/// Text for lines of a build log, in which some services look for commands.
public enum BuildLogText {
  /// A text as wide as before, in which the agent of Azure Pipelines finds no command of its own.
  ///
  /// For text in which columns stand under columns, such as a line of a file with a mark below it.
  public static func inertInPlace(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "#")) else { return text }
    return text.replacing(/(?i)##(vso)\[/) { "##\($0.output.1)(" }
  }

  /// A text in which no build service finds a command of its own.
  ///
  /// The agent of Azure Pipelines takes `##vso[` for the beginning of one wherever it stands in a line ("Logging commands"), and
  /// `##[` for a change of the line's look; so no two number signs stay together.
  static func inert(_ text: String) -> String {
    text.utf8.contains(UInt8(ascii: "#")) ? text.replacing("##", with: "# #").replacing("##", with: "# #") : text
  }

  /// A path at the beginning of a line, where GitHub takes `::` for a command; `./` changes no relative path.
  static func leading(path: String) -> String {
    let path = inert(path)
    guard let first = path.utf8.first, first == UInt8(ascii: ":") || first == UInt8(ascii: "#") else { return path }
    return "./\(path)"
  }
}
