/// A server's reply inside a message, in one spelling whatever the client puts around it.
struct QuotedReply: Hashable, Sendable {
  /// The reply's code.
  let code: Int
  /// The code, a blank and the rest of the message: `425 Cannot open data connection`.
  let text: String

  /// The replies in a message: at its beginning, behind `Response: `, in parentheses, or as `Code: 425 Message: …`.
  static func all(in text: String) -> [QuotedReply] {
    // An address, a date, a version, a port, a time and a size have three digits, too.
    let pattern =
      #"(?:^|[^\w.,:/+\-])([1-6][0-9]{2})(?=$|[\s)\]:;,.!?"'\-])(?!\.[0-9])(?!,[0-9])(?!\s*(?:ms|seconds?|milliseconds?|bytes)\b)"#
    guard let regex = try? Regex(pattern) else { return [] }
    return text.matches(of: regex).compactMap { match in
      guard let digits = match.output[1].substring, let code = Int(digits) else { return nil }
      guard !text[..<match.range.lowerBound].hasSuffix("port") else { return nil }
      return QuotedReply(code: code, text: "\(code) \(words(text[digits.endIndex...]))")
    }
  }

  /// The server's words without the marks between them and the code; `-` is that of a reply in several lines.
  private static func words(_ rest: Substring) -> Substring {
    let label = "Message:"
    let words = rest.drop { " \t-:)].;".contains($0) }
    guard words.hasPrefix(label) else { return words }
    return words.dropFirst(label.count).drop { $0 == " " }
  }
}
