extension Secrets {
  /// What a text that could not be read as XML hides: all but the names and the signs of its markup.
  ///
  /// Where tags and values end nobody can tell for certain there, nor which names announce a secret.
  init(unreadMarkup text: ArraySlice<UInt8>) {
    var scan = MarkupScan()
    self.init(joining: Secrets(of: text).ranges + scan.hidden(in: text.span))
  }
}

/// Finds what is neither a name nor a sign of markup.
private struct MarkupScan {
  private var isInTag = false
  private var found: [ByteRange] = []

  mutating func hidden(in text: borrowing Span<UInt8>) -> [ByteRange] {
    var index = 0
    while index < text.count { index = readPiece(of: text, at: index) }
    return found
  }

  /// Reads a sign, a name, a value or what is none of these; gives the place behind it.
  private mutating func readPiece(of text: borrowing Span<UInt8>, at start: Int) -> Int {
    switch text[start] {
    case UInt8(ascii: "<"):
      isInTag = true
      let isClosing = start + 1 < text.count && "/?!".utf8.contains(text[start + 1])
      return text.skipName(from: start + (isClosing ? 2 : 1))
    case UInt8(ascii: ">") where isInTag: isInTag = false
    case UInt8(ascii: "=") where isInTag: return readValue(of: text, at: text.skipBlanks(from: start + 1))
    case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: "'"):
      if !isInTag { hide(start, start + 1) }
    case _ where text.isBlank(start): break
    case _ where isInTag && text.isAttribute(start): return text.skipName(from: start)
    default: hide(start, start + 1)
    }
    return start + 1
  }

  private mutating func readValue(of text: borrowing Span<UInt8>, at start: Int) -> Int {
    guard let value = text.assigned(at: start), value.start < value.end else { return start }
    found.append(value)
    return value.end
  }

  private mutating func hide(_ start: Int, _ end: Int) {
    if let last = found.last, last.end == start {
      found[found.count - 1] = ByteRange(last.start, end)
    } else {
      found.append(ByteRange(start, end))
    }
  }
}

extension Span<UInt8> {
  /// Whether an attribute's name begins here: behind a blank, and before an equals sign.
  fileprivate func isAttribute(_ start: Int) -> Bool {
    guard start > 0, isBlank(start - 1) else { return false }
    let end = skipName(from: start)
    let equals = skipBlanks(from: end)
    return end > start && equals < count && self[equals] == UInt8(ascii: "=")
  }
}
