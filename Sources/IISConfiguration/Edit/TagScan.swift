/// Finds the ends of tags in a text that the parser has accepted.
struct TagScan {
  private let text: ArraySlice<UInt8>

  init(_ text: ArraySlice<UInt8>) {
    self.text = text
  }

  /// A start tag.
  struct StartTag {
    /// Where its `<` stands.
    let start: Int
    /// Just behind the name.
    let nameEnd: Int
    /// Just behind the last attribute, or the name.
    let contentEnd: Int
    /// Just behind its `>`.
    let end: Int
    /// Whether it ends with `/>`.
    let isEmpty: Bool
    /// Where the last attribute's name begins, if there is an attribute.
    let lastAttribute: Int?
    /// What the last attribute's value stands between; a double quote where there is none.
    let quote: UInt8
  }

  /// The start tag that begins at a `<`.
  func startTag(at start: Int) -> StartTag? {
    var index = start + 1
    while index < text.endIndex, !isBlank(text[index]), !isTagEnd(text[index]) { index += 1 }
    let nameEnd = index
    var contentEnd = index
    var lastAttribute: Int?
    var quote = UInt8(ascii: "\"")
    while index < text.endIndex {
      let byte = text[index]
      if byte == UInt8(ascii: ">") {
        let isEmpty = index > start && text[index - 1] == UInt8(ascii: "/")
        return StartTag(
          start: start, nameEnd: nameEnd, contentEnd: contentEnd, end: index + 1, isEmpty: isEmpty,
          lastAttribute: lastAttribute, quote: quote)
      }
      guard !isBlank(byte), byte != UInt8(ascii: "/") else {
        index += 1
        continue
      }
      lastAttribute = index
      guard let open = text[index...].firstIndex(where: isQuote),
        let close = text[(open + 1)...].firstIndex(of: text[open])
      else { return nil }
      quote = text[open]
      index = close + 1
      contentEnd = index
    }
    return nil
  }

  /// Where the end tag begins that belongs to a start tag, which is not empty.
  func endTag(of tag: StartTag) -> Int? {
    var depth = 0
    var index = tag.end
    while let open = text[index...].firstIndex(of: UInt8(ascii: "<")) {
      let rest = text[open...]
      if let close = skipped(rest) {
        index = close
      } else if rest.starts(with: "</".utf8) {
        if depth == 0 { return open }
        depth -= 1
        index = open + 2
      } else {
        guard let inner = startTag(at: open) else { return nil }
        if !inner.isEmpty { depth += 1 }
        index = inner.end
      }
    }
    return nil
  }

  /// The place behind a comment, CDATA or an instruction; nothing where there is none.
  private func skipped(_ rest: ArraySlice<UInt8>) -> Int? {
    for (opening, closing) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")]
    where rest.starts(with: opening.utf8) {
      let ending = Array(closing.utf8)
      var index = rest.startIndex + opening.utf8.count
      while index < rest.endIndex, !text[index...].starts(with: ending) { index += 1 }
      return min(index + ending.count, rest.endIndex)
    }
    return nil
  }

  private func isTagEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">") }
  private func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }
}

/// Whether a byte is white space of XML's.
func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0D, 0x0A].contains(byte) }
