internal import FoundationEssentials

/// What the process was started with.
enum Terminal {
  /// Whether colour goes to a descriptor: only to a terminal, and not under `NO_COLOR` (no-color.org).
  static func takesColour(_ descriptor: Int32) -> Bool {
    let environment = ProcessInfo.processInfo.environment
    guard environment["NO_COLOR", default: ""].isEmpty, environment["TERM"] != "dumb" else { return false }
    return SystemFile.isTerminal(descriptor)
  }

  /// The absolute path that relative ones refer to.
  static var currentFolder: String { FileManager.default.currentDirectoryPath }
}
