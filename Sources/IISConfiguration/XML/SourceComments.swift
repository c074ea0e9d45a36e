/// A comment of a file.
public struct SourceComment: Hashable, Sendable {
  /// What stands between `<!--` and `-->`.
  public let text: String
  /// The comment with both.
  public let range: ByteRange
  /// The element that follows with all in it; nothing where none follows.
  public let next: ByteRange?
}

extension SourceFile {
  /// The comments of a file that was read, in order.
  ///
  /// What a comment says is its author's, who may be a stranger: no rule heeds one.
  public var comments: [SourceComment] {
    var comments: [(text: ByteRange, range: ByteRange)] = []
    var offset = 0
    while let start = markup(from: offset) {
      guard let (opening, closing) = Self.opaque.first(where: { starts($0.opening, at: start) }) else {
        offset = start + 2
        continue
      }
      let inside = start + opening.utf8.count
      guard let end = find(closing, from: inside) else { break }
      offset = end + closing.utf8.count
      if opening == "<!--" { comments.append((ByteRange(inside, end), ByteRange(start, offset))) }
    }
    // Comments in a row are about one element, so that the last is looked at first.
    var found: [SourceComment] = []
    var behind: (start: Int, end: Int)?
    for comment in comments.reversed() {
      let next = afterBlanks(comment.range.end)
      let end = behind.flatMap { $0.start == next ? $0.end : nil } ?? next
      behind = (comment.range.start, end)
      found.append(
        SourceComment(text: string(comment.text), range: comment.range, next: outline?.extent(ofElementAt: end)))
    }
    return found.reversed()
  }

  /// Markup in which no other markup stands.
  private static let opaque: [(opening: String, closing: String)] = [
    ("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"),
  ]

  /// Where the next `<!` or `<?` begins.
  private func markup(from offset: Int) -> Int? {
    var index = offset
    while index + 1 < text.endIndex {
      if text[index] == UInt8(ascii: "<"), text[index + 1] == UInt8(ascii: "!") || text[index + 1] == UInt8(ascii: "?")
      {
        return index
      }
      index += 1
    }
    return nil
  }

  private func starts(_ word: String, at offset: Int) -> Bool {
    text.dropFirst(offset).starts(with: word.utf8)
  }

  private func find(_ word: String, from offset: Int) -> Int? {
    text.dropFirst(offset).firstRange(of: Array(word.utf8))?.lowerBound
  }

  private func afterBlanks(_ offset: Int) -> Int {
    text.dropFirst(offset).firstIndex { $0 > UInt8(ascii: " ") } ?? text.endIndex
  }
}
