/// How ``Secrets`` finds its way in a text that may be any text.
extension Span where Element == UInt8 {
  /// Whether a byte is one by which a secret is recognised; it must be quick, as every byte is asked.
  func isNearWord(_ index: Int) -> Bool {
    switch self[index] {
    case UInt8(ascii: "w"), UInt8(ascii: "W"), UInt8(ascii: "k"), UInt8(ascii: "K"), UInt8(ascii: "v"),
      UInt8(ascii: "V"), UInt8(ascii: "["):
      true
    default: false
    }
  }

  /// The secret that is announced here: `index` is at the `[` of `[enc:`, or within one of the names.
  func secret(at index: Int) -> ByteRange? {
    switch self[index] | 0x20 {
    case UInt8(ascii: "w"):
      for (word, place) in [("password", 4), ("passwd", 4), ("pwd", 1)] where has(word, at: index - place) {
        return value(behindNameAt: index - place)
      }
      return nil
    case UInt8(ascii: "k"): return has("sessionkey", at: index - 7) ? value(behindNameAt: index - 7) : nil
    case UInt8(ascii: "v"):
      return has("encryptedvalue", at: index - 9) ? value(behindNameAt: index - 9) : nil
    default: return has("[enc:", at: index) ? encrypted(at: index + 5) : nil
    }
  }

  /// Up to `:enc]`; where that is missing, to the quote or the end of the line.
  private func encrypted(at start: Int) -> ByteRange {
    var end = start
    while end < count, !isLineEnd(end), !isQuote(end), !has(":enc]", at: end) { end += 1 }
    return ByteRange(start, end)
  }

  private func value(behindNameAt word: Int) -> ByteRange? {
    let nameEnd = skipName(from: word)
    var next = nameEnd
    if next < count, isQuote(next) {
      // <add key="password" value="…" />, in either order.
      next = skipBlanks(from: next + 1)
      guard has("value", at: next) else { return valueBeforeKey(at: word) }
      next += 5
    }
    next = skipBlanks(from: next)
    guard next < count else { return nil }
    if self[next] == UInt8(ascii: "=") { return assigned(at: skipBlanks(from: next + 1)) }
    guard self[next] == UInt8(ascii: ">") else { return nil }
    var nameStart = word
    while nameStart > 0, word - nameStart < Self.longestName, isName(nameStart - 1) { nameStart -= 1 }
    guard nameStart > 0, self[nameStart - 1] == UInt8(ascii: "<") else { return nil }
    var end = next + 1
    while end < count, !has("</", at: end) { end += 1 }
    return ByteRange(next + 1, end)
  }

  /// The `value="…"` that stands in the same tag as, but before, the `key="password"`.
  private func valueBeforeKey(at word: Int) -> ByteRange? {
    var index = word
    while index > 0, word - index < Self.longestTag, self[index] != UInt8(ascii: "<") { index -= 1 }
    while index < word {
      if isBlank(index), has("value", at: index + 1) {
        let equals = skipBlanks(from: index + 6)
        if equals < word, self[equals] == UInt8(ascii: "=") { return assigned(at: skipBlanks(from: equals + 1)) }
      }
      index += 1
    }
    return nil
  }

  private func assigned(at start: Int) -> ByteRange? {
    guard start < count else { return nil }
    guard isQuote(start) else { return unquoted(from: start) }
    let quote = self[start]
    var end = start + 1
    if end < count, self[end] == quote, end + 1 == count || !isName(end + 1) && self[end + 1] != quote { return nil }
    var isPastQuote = false
    while end < count {
      if self[end] == quote {
        if closes(end) { break }
        isPastQuote = true
      } else if isLineEnd(end), isPastQuote || isTag(skipBlanks(from: end)) {
        break
      }
      end += 1
    }
    return ByteRange(start + 1, end)
  }

  /// To the quote around it, the next attribute or the end of the line.
  private func unquoted(from start: Int) -> ByteRange {
    var end = start
    while end < count, !isLineEnd(end) {
      if isQuote(end), closes(end) { break }
      if isBlank(end), isAttribute(skipBlanks(from: end), quoted: false) { break }
      end += 1
    }
    return ByteRange(start, end)
  }

  /// Whether a quote ends an attribute's value, and is not a character of a value that was never escaped.
  private func closes(_ quote: Int, isOuter: Bool = false) -> Bool {
    var next = quote + 1
    guard next < count else { return true }
    if self[next] == UInt8(ascii: ";") {
      if isAttribute(skipBlanks(from: next + 1), quoted: false) { return true }
      next += 1
    }
    // The end of a quoted part of a connection string is followed by that of the attribute.
    if !isOuter, next < count, isQuote(next), self[next] != self[quote] { return closes(next, isOuter: true) }
    next = skipBlanks(from: next)
    guard next < count else { return true }
    if next > quote + 1, isAttribute(next, quoted: true) { return true }
    for end in ["/>", "?>", ">", "-->"] where has(end, at: next) {
      var behind = next + end.utf8.count
      while behind < count, isBlank(behind), !isLineEnd(behind) { behind += 1 }
      return behind == count || isTag(behind) || isLineEnd(behind)
    }
    return false
  }

  private func isAttribute(_ start: Int, quoted: Bool) -> Bool {
    var next = skipName(from: start)
    guard next > start else { return false }
    next = skipBlanks(from: next)
    guard next < count, self[next] == UInt8(ascii: "=") else { return false }
    next = skipBlanks(from: next + 1)
    return !quoted || next < count && isQuote(next)
  }

  private static var longestName: Int { 256 }
  private static var longestTag: Int { 2048 }

  private func has(_ word: String, at start: Int) -> Bool {
    guard start >= 0, start + word.utf8.count <= count else { return false }
    var index = start
    for byte in word.utf8 {
      let found = self[index]
      guard found == byte || found | 0x20 == byte && found >= 0x41 && found <= 0x5A else { return false }
      index += 1
    }
    return true
  }

  private func skipName(from start: Int) -> Int {
    var index = start
    while index < count, index - start < Self.longestName, isName(index) { index += 1 }
    return index
  }

  private func skipBlanks(from start: Int) -> Int {
    var index = start
    while index < count, isBlank(index) { index += 1 }
    return index
  }

  private func isTag(_ index: Int) -> Bool { index < count && self[index] == UInt8(ascii: "<") }

  private func isLineEnd(_ index: Int) -> Bool { self[index] == 0x0A || self[index] == 0x0D }

  private func isBlank(_ index: Int) -> Bool { self[index] == 0x20 || self[index] == 0x09 || isLineEnd(index) }

  private func isQuote(_ index: Int) -> Bool {
    self[index] == UInt8(ascii: "\"") || self[index] == UInt8(ascii: "'")
  }

  private func isName(_ index: Int) -> Bool {
    switch self[index] {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ":"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "."), 0x80...:
      true
    default: false
    }
  }
}
