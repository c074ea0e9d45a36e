internal import IISConfiguration

/// Reads the text of `reg export`: keys in brackets, values as `"name"=data`.
struct RegistryReader {
  private let text: ArraySlice<UInt8>
  private var offset = 0
  private(set) var keys: [RegistryKey] = []
  /// Lines that are nothing known.
  private(set) var strays: [ByteRange] = []
  /// Where a string begins that does not end; what stands in the file is then not what was exported.
  private(set) var unclosed: ByteRange?

  /// Whether a text begins as registry exports do.
  static func recognises(_ text: ArraySlice<UInt8>) -> Bool {
    text.starts(with: "Windows Registry Editor".utf8) || text.starts(with: "REGEDIT4".utf8)
  }

  /// Whether values of the key that is read now are kept: an export may hold anything, secrets too.
  private var isWanted = false
  private let wanted: String

  /// Reads a text whose offsets begin with 0; keeps the keys whose paths contain a word in lower case.
  init(_ text: ArraySlice<UInt8>, keysWith wanted: String) {
    self.text = text
    self.wanted = wanted
    skipLine()
    while offset < text.count { readLine() }
  }

  private mutating func readLine() {
    skipBlanks()
    guard offset < text.count else { return }
    let start = offset
    switch text[offset] {
    case UInt8(ascii: "\r"), UInt8(ascii: "\n"): offset += 1
    case UInt8(ascii: ";"): skipLine()
    case UInt8(ascii: "["): readKey()
    case UInt8(ascii: "\""):
      let name = string()
      readValue(name.located, from: start)
    case UInt8(ascii: "@"):
      offset += 1
      readValue(Located("", at: ByteRange(start, offset)), from: start)
    default:
      skipLine()
      strays.append(ByteRange(start, offset))
    }
  }

  private mutating func readKey() {
    let start = offset + 1
    let end = lineEnd(from: start)
    let close = text[start..<end].lastIndex(of: UInt8(ascii: "]")) ?? end
    let range = ByteRange(start, close)
    let path = String(decoding: text[range.indices], as: UTF8.self)
    isWanted = path.lowercased().contains(wanted)
    if isWanted { keys.append(RegistryKey(path: Located(path, at: range))) }
    skipLine()
  }

  private mutating func readValue(_ name: Located<String>, from start: Int) {
    skipBlanks()
    guard offset < text.count, text[offset] == UInt8(ascii: "=") else {
      skipLine()
      strays.append(ByteRange(start, offset))
      return
    }
    offset += 1
    skipBlanks()
    let content: RegistryValue.Content
    let range: ByteRange
    if offset < text.count, text[offset] == UInt8(ascii: "\"") {
      let found = string()
      range = found.range
      skipBlanks()
      let isAlone = offset >= text.count || lineEnd(from: offset) == offset
      content = isAlone ? .text(found) : .other
      skipLine()
    } else {
      let data = dataRange()
      content = Self.content(text[data.indices], data)
      range = data
    }
    if isWanted, !keys.isEmpty {
      keys[keys.count - 1].values.append(RegistryValue(name: name, content: content, range: range))
    }
  }

  /// Reads a string from its first quote on; it may run over several lines.
  private mutating func string() -> RegistryText {
    offset += 1
    let start = offset
    while offset < text.count, text[offset] != UInt8(ascii: "\"") {
      offset += text[offset] == UInt8(ascii: "\\") ? 2 : 1
    }
    let end = min(offset, text.count)
    if offset >= text.count, unclosed == nil { unclosed = ByteRange(start - 1, start) }
    offset = min(end + 1, text.count)
    return RegistryText(text, ByteRange(start, end))
  }

  /// Data without quotes; a backslash at the end of a line continues them.
  private mutating func dataRange() -> ByteRange {
    let start = offset
    while true {
      let end = lineEnd(from: offset)
      offset = end
      skipLine()
      var last = end
      while last > start, isBlank(text[last - 1]) { last -= 1 }
      guard last > start, text[last - 1] == UInt8(ascii: "\\"), offset < text.count else {
        return ByteRange(start, last)
      }
    }
  }

  private static func content(_ data: ArraySlice<UInt8>, _ range: ByteRange) -> RegistryValue.Content {
    let text = String(decoding: data, as: UTF8.self).lowercased()
    if text.hasPrefix("dword:") {
      return UInt32(text.dropFirst(6), radix: 16).map { .number($0) } ?? .other
    }
    if let bytes = bytes(text, "hex(4):"), bytes.count == 4 {
      return .number(bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) })
    }
    for prefix in ["hex(1):", "hex(2):"] {
      if let bytes = bytes(text, prefix) { return .text(RegistryText(hexadecimal: bytes, range)) }
    }
    return .other
  }

  /// The bytes of data in hexadecimal behind a prefix; nothing if there are other characters.
  private static func bytes(_ text: String, _ prefix: String) -> [UInt8]? {
    guard text.hasPrefix(prefix) else { return nil }
    let words = text.dropFirst(prefix.count).filter { !$0.isWhitespace && $0 != "\\" }.split(separator: ",")
    let bytes = words.compactMap { UInt8($0, radix: 16) }
    return bytes.count == words.count ? bytes : nil
  }

  private func lineEnd(from start: Int) -> Int {
    text[min(start, text.count)...].firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? text.count
  }

  private mutating func skipLine() {
    offset = lineEnd(from: offset)
    while offset < text.count, text[offset] == UInt8(ascii: "\n") || text[offset] == UInt8(ascii: "\r") { offset += 1 }
  }

  private mutating func skipBlanks() {
    while offset < text.count, isBlank(text[offset]) { offset += 1 }
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
