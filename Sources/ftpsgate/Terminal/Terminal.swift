/// What the terminal behind standard output and standard error takes.
enum Terminal {
  /// Whether colour goes to a descriptor if nobody says so: not under `NO_COLOR` (no-color.org), always under `FORCE_COLOR`
  /// (force-color.org) or `CLICOLOR_FORCE` (bixense.com/clicolors), and else to a terminal.
  static func takesColour(_ descriptor: Int32) -> Bool {
    guard StartingPoint.variable("NO_COLOR").isEmpty else { return false }
    let isForced = ["FORCE_COLOR", "CLICOLOR_FORCE"].contains {
      !["", "0", "false"].contains(StartingPoint.variable($0))
    }
    return isForced || SystemFile.isTerminal(descriptor) && isCapable
  }

  /// How many columns of a terminal text takes: what it has, but no line longer or shorter than is good to read; nothing where
  /// a descriptor is no terminal.
  static func columns(_ descriptor: Int32) -> Int? {
    SystemFile.terminalWidth(descriptor).map { min(max($0, 80), 120) }
  }

  /// Whether somebody sees a line that comes and goes on standard error.
  ///
  /// Not where standard output is a pipe: whatever reads it may write to the same terminal.
  static var takesProgress: Bool {
    SystemFile.isTerminal(SystemFile.standardError) && !SystemFile.isPipe(SystemFile.standardOutput) && isCapable
  }

  private static var isCapable: Bool { StartingPoint.variable("TERM") != "dumb" }
}
