internal import FoundationEssentials

/// What the process was started with.
enum Terminal {
  /// Whether colour goes to a descriptor: only to a terminal, and not under `NO_COLOR` (no-color.org).
  static func takesColour(_ descriptor: Int32) -> Bool {
    SystemFile.isTerminal(descriptor) && environment["NO_COLOR", default: ""].isEmpty && isCapable
  }

  /// Whether somebody sees a line that comes and goes on standard error.
  ///
  /// Not where standard output is a pipe: whatever reads it may write to the same terminal.
  static var takesProgress: Bool {
    SystemFile.isTerminal(SystemFile.standardError) && !SystemFile.isPipe(SystemFile.standardOutput) && isCapable
  }

  private static var isCapable: Bool { environment["TERM"] != "dumb" }

  private static var environment: [String: String] { ProcessInfo.processInfo.environment }

  /// The absolute path that relative ones refer to.
  static var currentFolder: String { FileManager.default.currentDirectoryPath }
}
