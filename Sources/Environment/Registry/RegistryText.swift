internal import IISConfiguration

/// A string of a registry export, and where each of its bytes stands in the file.
struct RegistryText: Hashable, Sendable {
  /// The text in UTF-8, escapes undone.
  private(set) var bytes: [UInt8] = []
  /// For each byte, where it stands; nothing when the string was written in hexadecimal.
  private var offsets: [UInt32]? = []
  /// Where the string stands.
  private(set) var range: ByteRange

  /// A string between quotes, `range` without them: a backslash stands before a quote or a backslash.
  init(_ text: ArraySlice<UInt8>, _ range: ByteRange) {
    self.range = range
    var index = range.start
    while index < range.end {
      if text[index] == UInt8(ascii: "\\"), index + 1 < range.end { index += 1 }
      bytes.append(text[index])
      offsets?.append(UInt32(clamping: index))
      index += 1
    }
  }

  /// A string in hexadecimal: UTF-16 with the low byte first, with a NUL at its end.
  init(hexadecimal: [UInt8], _ range: ByteRange) {
    self.range = range
    offsets = nil
    let units = stride(from: 0, to: hexadecimal.count - 1, by: 2).lazy.map {
      UInt16(hexadecimal[$0 + 1]) << 8 | UInt16(hexadecimal[$0])
    }
    bytes = Array(String(decoding: Array(units.prefix { $0 != 0 }), as: UTF16.self).utf8)
  }

  /// The whole text and its place.
  var located: Located<String> { piece(0..<bytes.count) }

  /// Some bytes of the text, and where they stand.
  func piece(_ indices: Range<Int>) -> Located<String> {
    let text = String(decoding: bytes[indices], as: UTF8.self)
    guard let offsets else { return Located(text, at: range) }
    guard let last = indices.last else {
      let start = indices.lowerBound < offsets.count ? Int(offsets[indices.lowerBound]) : range.end
      return Located(text, at: ByteRange(start, start))
    }
    return Located(text, at: ByteRange(Int(offsets[indices.lowerBound]), Int(offsets[last]) + 1))
  }
}

/// A value of a registry key.
struct RegistryValue: Hashable, Sendable {
  /// What a value holds.
  enum Content: Hashable, Sendable {
    /// REG_SZ or REG_EXPAND_SZ.
    case text(RegistryText)
    /// REG_DWORD.
    case number(UInt32)
    /// Any other type.
    case other
  }

  /// The value's name; empty for the key's default value.
  let name: Located<String>
  /// What it holds.
  let content: Content
  /// Where its data stand.
  let range: ByteRange
}

/// A key of a registry export with its values.
struct RegistryKey: Hashable, Sendable {
  /// The path: `HKEY_LOCAL_MACHINE\SYSTEM\…`.
  let path: Located<String>
  /// The values, in the order of the file.
  var values: [RegistryValue] = []
}
