internal import FoundationEssentials

/// What the terminal takes.
enum Terminal {
  /// Whether colour goes to a descriptor: only to a terminal, and not under `NO_COLOR` (no-color.org).
  static func takesColour(_ descriptor: Int32) -> Bool {
    let environment = ProcessInfo.processInfo.environment
    guard environment["NO_COLOR", default: ""].isEmpty, environment["TERM"] != "dumb" else { return false }
    return SystemFile.isTerminal(descriptor)
  }
}
