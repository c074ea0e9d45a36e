/// How ``Secrets`` finds its way in a text that may be any text.
extension Span where Element == UInt8 {
  /// Whether a byte is one by which a secret is recognised; it must be quick, as every byte is asked.
  func isNearWord(_ index: Int) -> Bool {
    switch self[index] {
    case UInt8(ascii: "w"), UInt8(ascii: "W"), UInt8(ascii: "k"), UInt8(ascii: "K"), UInt8(ascii: "v"),
      UInt8(ascii: "V"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "@"), UInt8(ascii: "&"):
      true
    case UInt8(ascii: "s"), UInt8(ascii: "S"): index > 0 && self[index - 1] | 0x20 == UInt8(ascii: "s")
    default: false
    }
  }

  /// The secret that is announced here: `index` is within a name, at a bracket of `[enc:…:enc]`, at the `@` behind an
  /// address' password or at a reference.
  func secret(at index: Int) -> ByteRange? {
    switch self[index] {
    case UInt8(ascii: "["): has("[enc:", at: index) ? encrypted(at: index + 5) : nil
    case UInt8(ascii: "]"): has(":enc]", at: index - 4) ? encrypted(before: index - 4) : nil
    case UInt8(ascii: "@"): addressPassword(before: index)
    case UInt8(ascii: "&"): spellsLetter(at: index) ? ByteRange(index, tagStart(from: index)) : nil
    default: wordStart(at: index).flatMap { value(behindNameAt: $0) }
    }
  }

  /// Where the word that announces a secret begins; one with a wrong or a missing letter was meant to be one.
  private func wordStart(at index: Int) -> Int? {
    let words: [(word: String, place: Int)] =
      switch self[index] | 0x20 {
      case UInt8(ascii: "w"): [("passw", 4), ("pasw", 3), ("sword", 1), ("pwd", 1), ("pswd", 2)]
      case UInt8(ascii: "k"):
        [("sessionkey", 7), ("validationkey", 10), ("decryptionkey", 10), ("accountkey", 7), ("accesskey", 6)]
      case UInt8(ascii: "v"): [("encryptedvalue", 9)]
      default: has("passi", at: index - 3) ? [] : [("pass", 3)]
      }
    let found = words.first { has($0.word, at: index - $0.place) }
    if found == nil, has("word", at: index), has("pas", at: index - 4) { return index - 4 }
    return found.map { index - $0.place }
  }

  /// Up to `:enc]`; where that is missing, to the quote or the end of the line.
  private func encrypted(at start: Int) -> ByteRange {
    var end = start
    while end < count, end - start < Self.longestTag, !isTag(end) {
      if has(":enc]", at: end) { return ByteRange(start, end) }
      end += 1
    }
    end = start
    while end < count, !isLineEnd(end), !isQuote(end) { end += 1 }
    return ByteRange(start, end)
  }

  /// What stands before a `:enc]` whose beginning is spelt wrong, from the quote on.
  private func encrypted(before end: Int) -> ByteRange {
    var start = end
    while start > 0, end - start < Self.longestTag, !isQuote(start - 1), !isTag(start - 1) { start -= 1 }
    return ByteRange(start, end)
  }

  /// The password of an address such as `ftp://user:password@host`.
  private func addressPassword(before at: Int) -> ByteRange? {
    var colon: Int?
    var index = at - 1
    while index > 1, at - index < Self.longestName, !isBlank(index), !isQuote(index) {
      if has("://", at: index) { return colon.flatMap { $0 > index ? ByteRange($0 + 1, at) : nil } }
      if self[index] == UInt8(ascii: ":") { colon = index }
      index -= 1
    }
    return nil
  }

  /// Whether a reference stands for a letter, a bracket, a colon or an equals sign: nobody writes one but to hide a name.
  private func spellsLetter(at start: Int) -> Bool {
    guard has("&#", at: start) else { return false }
    var index = start + 2
    let isHexadecimal = index < count && self[index] | 0x20 == UInt8(ascii: "x")
    if isHexadecimal { index += 1 }
    var value = 0
    while index < count, value < 0x80, let digit = Character(Unicode.Scalar(self[index])).hexDigitValue {
      value = value * (isHexadecimal ? 16 : 10) + digit
      index += 1
    }
    guard value < 0x80 else { return false }
    return Character(Unicode.Scalar(UInt8(value))).isLetter || [0x3A, 0x3D, 0x5B].contains(value)
  }

  private func value(behindNameAt word: Int) -> ByteRange? {
    let nameEnd = skipName(from: word)
    if nameEnd < count, isQuote(nameEnd) {
      return value(behindKeyAt: word, end: nameEnd) ?? grownName(from: word, to: nameEnd)
    }
    // A name takes colons, so that it may have a prefix; a colon at its end was meant as an equals sign.
    var next = skipBlanks(from: nameEnd)
    if self[nameEnd - 1] == UInt8(ascii: ":") { return assigned(at: next) }
    guard next < count else { return nil }
    if isQuote(next) { return assigned(at: next) }
    if isEndTag(word) { return grownName(from: word, to: nameEnd) }
    if isElementName(word) { return content(behindTagFrom: nameEnd) }
    if self[next] == UInt8(ascii: "=") { return assigned(at: skipBlanks(from: next + 1)) }
    // Whatever stands between a name and its equals sign in a file that is no XML.
    guard next == nameEnd else { return nil }
    while next < count, next - nameEnd < 16, !isBlank(next), next == nameEnd || !isTag(next) {
      if isQuote(next) { return assigned(at: next) }
      if self[next] == UInt8(ascii: "=") { return assigned(at: skipBlanks(from: next + 1)) }
      next += 1
    }
    return nil
  }

  /// `<add key="password" value="…" />`, in either order, or with other names; also `"password": "…"`.
  private func value(behindKeyAt word: Int, end quote: Int) -> ByteRange? {
    let next = skipBlanks(from: quote + 1)
    guard next < count else { return nil }
    // A quote that ends a value is followed by one of these; another begins one, its equals sign mistyped.
    if next == quote + 1, !"/>?:,.;)]}<".utf8.contains(self[next]), !isQuote(next) { return assigned(at: quote) }
    if self[next] == UInt8(ascii: ":") { return assigned(at: skipBlanks(from: next + 1)) }
    if has("value", at: next) {
      let equals = skipBlanks(from: next + 5)
      if equals < count, self[equals] == UInt8(ascii: "=") { return assigned(at: skipBlanks(from: equals + 1)) }
    }
    if let value = valueBeforeKey(at: word) { return value }
    return isKey(word) && !has("/>", at: next) ? ByteRange(next, tagStart(from: next)) : nil
  }

  /// Whether a word stands in the value of an attribute `key` or `name`.
  private func isKey(_ word: Int) -> Bool {
    var index = nameStart(before: word)
    guard index > 0, isQuote(index - 1) else { return false }
    index -= 1
    while index > 0, isBlank(index - 1) || self[index - 1] == UInt8(ascii: "=") { index -= 1 }
    return has("key", at: index - 3) || has("name", at: index - 4)
  }

  private func isElementName(_ word: Int) -> Bool {
    let start = nameStart(before: word)
    return start > 0 && isTag(start - 1)
  }

  private func isEndTag(_ word: Int) -> Bool {
    has("</", at: nameStart(before: word) - 2)
  }

  private func nameStart(before index: Int) -> Int {
    var start = index
    while start > 0, index - start < Self.longestName, isName(start - 1) { start -= 1 }
    return start
  }

  /// What has grown onto `password` where its equals sign was lost: `<a passwordSecret">`, `</passwordSecret>`.
  private func grownName(from word: Int, to end: Int) -> ByteRange? {
    let length = ["password", "passwd", "pwd"].first { has($0, at: word) }?.utf8.count
    return length.map { ByteRange(word + $0, end) }
  }

  /// The attributes of an element, and what it contains.
  private func content(behindTagFrom nameEnd: Int) -> ByteRange? {
    let next = skipBlanks(from: nameEnd)
    let start = self[next] == UInt8(ascii: ">") ? next + 1 : nameEnd
    var end = tagStart(from: start)
    var last = end
    while last > nameEnd, isBlank(last - 1) { last -= 1 }
    if has("/>", at: last - 2) { return ByteRange(start, last - 2) }
    while end < count, !has("</", at: end) { end += 1 }
    return ByteRange(start, end)
  }

  private func tagStart(from start: Int) -> Int {
    var index = start
    while index < count, !isTag(index) { index += 1 }
    return index
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

  func assigned(at start: Int) -> ByteRange? {
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
      } else if isLineEnd(end) {
        // What follows the blanks decides for all of them, so that they are looked at but once.
        let next = skipBlanks(from: end)
        if isPastQuote || isTag(next) { break }
        end = next
        continue
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
      if isBlank(end) {
        // What follows the blanks decides for all of them, so that they are looked at but once.
        if isAttribute(skipBlanks(from: end), quoted: false) { break }
        while end < count, isBlank(end), !isLineEnd(end) { end += 1 }
      } else {
        end += 1
      }
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

  func skipName(from start: Int) -> Int {
    var index = start
    while index < count, index - start < Self.longestName, isName(index) { index += 1 }
    return index
  }

  func skipBlanks(from start: Int) -> Int {
    var index = start
    while index < count, isBlank(index) { index += 1 }
    return index
  }

  private func isTag(_ index: Int) -> Bool { index < count && self[index] == UInt8(ascii: "<") }

  private func isLineEnd(_ index: Int) -> Bool { self[index] == 0x0A || self[index] == 0x0D }

  func isBlank(_ index: Int) -> Bool { self[index] == 0x20 || self[index] == 0x09 || isLineEnd(index) }

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
