/// A server's reply inside a message, in one spelling whatever the client puts around it.
struct QuotedReply: Hashable, Sendable {
  /// The reply's code.
  let code: Int
  /// The code, a blank and the rest of the message: `425 Cannot open data connection`.
  let text: String

  /// The replies in a message: at its beginning, behind `Response: `, in parentheses, or as `Code: 425 Message: …`.
  ///
  /// A code counts only where a reply begins: behind the marks that clients put before one, behind a time, or behind a
  /// word that announces it. An address, a version, a size and a fraction have three digits, too.
  static func all(in text: String, _ finder: Regex<AnyRegexOutput>) -> [QuotedReply] {
    text.matches(of: finder).compactMap { match in
      guard let digits = match.output[1].substring, let code = Int(digits) else { return nil }
      let before = text[..<digits.startIndex].reversed().drop { $0 == " " || $0 == ":" }
      guard !before.starts(with: "trop") else { return nil }
      return QuotedReply(code: code, text: "\(code) \(words(text[digits.endIndex...]))")
    }
  }

  /// What finds codes, made once for all lines; nothing if the pattern were wrong.
  static func finder() -> Regex<AnyRegexOutput>? { try? Regex(pattern).ignoresCase().anchorsMatchLineEndings() }

  private static let pattern =
    #"(?:^[ \t]*|[a-z]:|:[ \t]+|<-+[ \t]*|[<>\])("'=|][ \t]*|[ \t]-[ \t]+|[0-9]:[0-9]{2}(?:[.,][0-9]+)?[ \t]+|"#
    + #"\b(?:code|repl(?:y|ied|ies)|respon(?:se|ds|ded)|status|errors?|return(?:s|ed)?|g[eo]ts?|receive[sd]?|sa(?:id|ys)|"#
    + #"answer(?:s|ed)?|with|gives?|FTP)[ \t]+)"#
    + #"([1-6][0-9]{2})(?=$|[\s)\]:;,.!?"'\-])(?!\.[0-9])(?!,[0-9])(?!:[0-9])(?!-[0-9])"#
    + #"(?!\s*(?:ms|seconds?|milliseconds?|bytes|[kM]i?B)\b)"#

  /// The server's words without the marks between them and the code; `-` is that of a reply in several lines.
  private static func words(_ rest: Substring) -> Substring {
    let label = "Message:"
    let words = rest.drop { " \t-:)].;".contains($0) }
    guard words.hasPrefix(label) else { return words }
    return words.dropFirst(label.count).drop { $0 == " " }
  }
}
