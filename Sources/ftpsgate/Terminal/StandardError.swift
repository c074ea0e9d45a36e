internal import Emit

/// Standard error, where everything goes that is no result.
enum StandardError {
  /// Writes a text, in which a build service finds no command; a closed standard error is no reason to stop.
  static func write(_ text: String) {
    try? SystemFile.write(Array(BuildLogText.inertInPlace(text).utf8), to: SystemFile.standardError)
  }
}
