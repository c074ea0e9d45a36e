/// The encodings that the same text is written in to see that nothing depends on them.
package enum TextSpelling: CaseIterable, Sendable {
  case utf8, markedUTF8, utf16LittleEndian, utf16BigEndian

  /// The text's bytes; all but plain UTF-8 begin with a byte order mark.
  package func bytes(of text: String) -> [UInt8] {
    switch self {
    case .utf8: Array(text.utf8)
    case .markedUTF8: [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    case .utf16LittleEndian: [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case .utf16BigEndian: [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    }
  }
}
