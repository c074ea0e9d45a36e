/// Standard error, where everything goes that is no result.
enum StandardError {
  /// Writes a text; a closed standard error is no reason to stop.
  static func write(_ text: String) {
    try? SystemFile.write(Array(text.utf8), to: SystemFile.standardError)
  }
}
