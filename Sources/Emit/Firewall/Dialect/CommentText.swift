internal import IISConfiguration

/// A text as one line of visible ASCII, with everything else spelt as `\u{…}`.
///
/// - Parameters:
///   - text: Anything at all.
///   - isHarmless: Which of the visible ASCII characters mean nothing where the line will stand.
/// - Returns: The line, which neither begins a new one nor ends with a blank.
func visibleASCII(_ text: String, keeping isHarmless: (Unicode.Scalar) -> Bool = { _ in true }) -> String {
  var line = String.UnicodeScalarView()
  let last = text.unicodeScalars.indices.last
  for index in text.unicodeScalars.indices {
    let scalar = text.unicodeScalars[index]
    // A blank at the end would be there and not be seen.
    if " "..."~" ~= scalar, isHarmless(scalar), !(scalar == " " && index == last) {
      line.append(scalar)
    } else {
      line.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
    }
  }
  return String(line)
}

/// The beginning of a text that is too long for a comment, and how much more there is; secrets are masked.
///
/// cmd reads lines of at most 8,191 characters; 200 scalars stay far below it, also when each is escaped.
func abbreviated(_ text: String) -> String {
  let text = Secrets.maskedValue(text)
  let limit = 200
  let excess = text.unicodeScalars.count - limit
  guard excess > 0 else { return text }
  return String(text.unicodeScalars.prefix(limit)) + "... (\(excess) more characters)"
}
