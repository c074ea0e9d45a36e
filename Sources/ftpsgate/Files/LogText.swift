internal import ArgumentParser
internal import IISConfiguration
internal import Text

/// The text of a log that somebody wants explained.
struct LogText {
  /// The text; bytes that are none become U+FFFD.
  let text: String

  /// Reads a file or standard input, in UTF-8 or in UTF-16 as PowerShell writes it; fails with status 2.
  init(_ path: FilePath, maximumSize: Int) throws {
    let bytes: [UInt8]
    do throws(ReadingFailure) {
      bytes = try InputFiles(maximumSize: maximumSize).bytes(of: path)
    } catch {
      throw failure("\(foreign: path.text): \(error.message)", help: error.help, .unreadable)
    }
    let source = SourceFile(path: path.text, bytes: bytes)
    // A log in an older encoding still has its codes and English words.
    text =
      source.encoding == .utf8
      ? String(decoding: bytes, as: UTF8.self).withoutMark
      : String(decoding: source.text, as: UTF8.self)
  }
}

extension String {
  /// The text without a byte order mark.
  fileprivate var withoutMark: String { hasPrefix("\u{FEFF}") ? String(unicodeScalars.dropFirst()) : self }
}
