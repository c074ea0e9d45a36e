/// Standard error, where everything goes that is no result.
enum StandardError {
  /// Writes a text; a closed standard error is no reason to stop.
  static func write(_ text: String) {
    try? SystemFile.write(Array(text.utf8), to: 2)
  }
}

/// Where a command's result goes: standard output, or the file that `--output` names.
struct Output {
  let path: String?

  /// Writes the result; fails with status 2 if that cannot be done, and leaves no half of a file.
  func write(_ text: [UInt8]) throws {
    do {
      if let path {
        try SystemFile.replace(path, with: text)
      } else {
        try SystemFile.write(text, to: 1)
      }
    } catch {
      throw failure("\(path ?? "standard output"): cannot be written: \(error.message)", .unreadable)
    }
  }
}
