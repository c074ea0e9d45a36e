internal import ArgumentParser
internal import IISConfiguration
internal import Text

/// The exit statuses, which are a contract with pipelines.
extension ExitCode {
  /// Findings at or above the chosen severity, or a script that was refused.
  static let findings = ExitCode(1)
  /// An input that could not be read, or an output that could not be written.
  static let unreadable = ExitCode(2)
  /// A mistake in the command line; the same number as `EX_USAGE`.
  static let usage = ExitCode(64)
}

/// Says on standard error what went wrong and what to do, and gives the status to exit with.
func failure(_ message: Message, help: Message? = nil, _ status: ExitCode) -> ExitCode {
  StandardError.write(
    "ftpsgate: error: \(message)\n" + (help.map { "  help: \($0)\n" } ?? ""))
  return status
}
