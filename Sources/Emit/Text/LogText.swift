/// Text for lines of a build log, in which some services look for commands.
enum LogText {
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
