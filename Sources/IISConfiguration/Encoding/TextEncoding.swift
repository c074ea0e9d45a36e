/// How a file's bytes spell its text.
public enum TextEncoding: Hashable, Sendable {
  /// UTF-8, the encoding that IIS writes.
  case utf8
  /// UTF-16, low byte first.
  case utf16LittleEndian
  /// UTF-16, high byte first.
  case utf16BigEndian
  /// UTF-32, which this tool refuses.
  case utf32
  /// The encoding that the XML declaration names, in its words.
  case declared(String)

  /// The encoding of these bytes and the length of their byte order mark (XML 1.0, appendix F).
  ///
  /// A byte order mark beats the declaration; a declaration in ASCII cannot truthfully say UTF-16.
  static func detect(_ bytes: [UInt8]) -> (encoding: TextEncoding, byteOrderMark: Int) {
    let head = Array(bytes.prefix(4))
    switch head {
    case [0xFF, 0xFE, 0, 0], [0, 0, 0xFE, 0xFF], [0, 0, 0, 0x3C], [0x3C, 0, 0, 0]: return (.utf32, 0)
    default: break
    }
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if head.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if head.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    if head.starts(with: [0x3C, 0]) { return (.utf16LittleEndian, 0) }
    if head.starts(with: [0, 0x3C]) { return (.utf16BigEndian, 0) }
    guard let name = XMLDeclaration(bytes[...])?.encoding?.text else { return (.utf8, 0) }
    switch name.lowercased() {
    case "utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be", "ucs-2", "unicode":
      return (.utf8, 0)
    default: return (.declared(name), 0)
    }
  }
}

extension TextEncoding: CustomStringConvertible {
  /// What a message calls the encoding.
  public var description: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16LittleEndian: "UTF-16LE"
    case .utf16BigEndian: "UTF-16BE"
    case .utf32: "UTF-32"
    case .declared(let name): name
    }
  }
}
