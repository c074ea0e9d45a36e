internal import Text

/// How many attributes a start tag may have.
///
/// libxml2 compares the attributes of a tag pairwise before it hands them over, so that a tag with a hundred thousand
/// takes a minute. IIS gives no element more than about thirty.
enum AttributeLimit {
  static let maximum = 1000

  /// The shortest attribute is ` a=""`, so a tag above the limit holds a stretch of this length, at any alignment, that
  /// no `<` interrupts: inside a tag it would be malformed.
  private static let stretch = maximum * 5 / 2

  /// The place of the first start tag with more attributes than allowed.
  ///
  /// Looks at a few bytes of each stretch, and reads on only where it finds no `<`.
  static func excess(in text: ArraySlice<UInt8>) -> ByteRange? {
    var probe = text.startIndex
    while probe + stretch <= text.endIndex {
      if text[probe..<(probe + stretch)].contains(UInt8(ascii: "<")) {
        probe += stretch
        continue
      }
      let tag = text[..<probe].lastIndex(of: UInt8(ascii: "<")) ?? text.startIndex
      let end = text[probe...].firstIndex(of: UInt8(ascii: "<")) ?? text.endIndex
      if countAttributes(in: text[tag..<end]) > maximum, isMarkup(tag, in: text) { return ByteRange(tag, tag + 1) }
      probe = end
    }
    return nil
  }

  /// Whether a `<` begins a tag, and does not stand in a comment, a CDATA section or an instruction.
  private static func isMarkup(_ place: Int, in text: ArraySlice<UInt8>) -> Bool {
    var index = text.startIndex
    while index < place {
      guard let start = text[index..<place].firstIndex(of: UInt8(ascii: "<")) else { return true }
      let rest = text[start...]
      let opaque = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")].first { rest.starts(with: $0.0.utf8) }
      index = start + 1
      guard let (opening, closing) = opaque else { continue }
      guard let end = text[(start + opening.utf8.count)...].firstRange(of: Array(closing.utf8)) else { return false }
      index = end.upperBound
      if index > place { return false }
    }
    return true
  }

  /// The quoted values between a `<` and the `>` that closes its tag; none in a comment or an instruction.
  private static func countAttributes(in tag: ArraySlice<UInt8>) -> Int {
    guard let second = tag.dropFirst().first, second != UInt8(ascii: "!"), second != UInt8(ascii: "?") else { return 0 }
    var count = 0
    var quote: UInt8?
    for byte in tag {
      switch byte {
      case quote:
        quote = nil
        count += 1
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = quote ?? byte
      case UInt8(ascii: ">") where quote == nil: return count
      default: break
      }
    }
    return count
  }
}
