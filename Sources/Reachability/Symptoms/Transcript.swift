/// What a client wrote of a session, part by part: a line, or a reply in several lines.
struct Transcript: Sendable {
  /// One part.
  struct Part: Hashable, Sendable {
    /// The number of its first line, from 1.
    let line: Int
    /// Its text, lines joined by line feeds.
    let text: String
    /// The replies in it.
    let replies: [QuotedReply]

    /// Whether the server refuses something in it.
    var refuses: Bool { replies.contains { $0.code >= 400 } }
  }

  /// The parts in their order: the last ones of a long session, which tell how it failed.
  let parts: [Part]

  /// Takes a text to pieces.
  init(_ text: String) {
    let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false)
    guard let replies = QuotedReply.finder(), let openings = Self.openings() else {
      parts = []
      return
    }
    var parts: [Part] = []
    var index = max(0, lines.count - Self.longest)
    while index < lines.count {
      let end = Self.end(of: index, in: lines, openings)
      let text = lines[index..<end].joined(separator: "\n")
      parts.append(Part(line: index + 1, text: text, replies: QuotedReply.all(in: String(lines[index]), replies)))
      index = end
    }
    self.parts = parts.filter { !$0.text.allSatisfy(\.isWhitespace) }
  }

  /// How many lines of the end are read.
  private static let longest = 2000
  /// How many lines a reply may have; what is longer has lost its end.
  private static let longestReply = 40

  /// The line behind the part that begins here: a reply in several lines ends with its code and a blank.
  private static func end(of start: Int, in lines: [Substring], _ openings: Regex<AnyRegexOutput>) -> Int {
    guard let code = openingCode(lines[start], openings) else { return start + 1 }
    let last = min(lines.count, start + longestReply)
    let end = (start + 1..<max(last, start + 1)).first {
      lines[$0].contains("\(code) ") && !lines[$0].contains("\(code)-")
    }
    return end.map { $0 + 1 } ?? last
  }

  /// The code of a line such as `550-Access is denied.`.
  private static func openingCode(_ line: Substring, _ openings: Regex<AnyRegexOutput>) -> Substring? {
    guard line.utf8.contains(UInt8(ascii: "-")) else { return nil }
    return line.firstMatch(of: openings)?.output[1].substring
  }

  /// What finds the beginning of a reply in several lines.
  private static func openings() -> Regex<AnyRegexOutput>? {
    try? Regex(#"(?:^|[\s:<>\]])([1-6][0-9]{2})-(?![0-9])"#)
  }

  /// The end of the session up to a part, so that patterns which need the lines before it find them; of a long part its
  /// own end.
  func context(upTo index: Int) -> Context {
    let part = String(parts[index].text.suffix(Self.longestContext))
    var length = part.utf8.count
    var before: [String] = []
    for earlier in parts[..<index].reversed() {
      length += earlier.text.utf8.count + 1
      guard length <= Self.longestContext else { break }
      before.append(earlier.text)
    }
    let head = before.reversed().map { $0 + "\n" }.joined()
    let text = head + part
    return Context(text: text, start: text.utf8.index(text.startIndex, offsetBy: head.utf8.count))
  }

  /// The end of a session.
  struct Context {
    /// The text.
    let text: String
    /// Where its last part begins.
    let start: String.Index

    /// Whether a pattern finds something that ends in the last part.
    func ends(with pattern: Regex<AnyRegexOutput>) -> Bool {
      guard let first = text.firstMatch(of: pattern) else { return false }
      return first.range.upperBound > start || text.matches(of: pattern).contains { $0.range.upperBound > start }
    }
  }

  /// How many bytes of a session a pattern reads: its time grows faster than the text.
  private static let longestContext = 2000
}
