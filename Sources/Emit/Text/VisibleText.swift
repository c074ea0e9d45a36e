internal import IISConfiguration

/// The text with a visible substitute for everything that would move the cursor, reorder the line or not be seen.
func visible(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
  var visible = ""
  for scalar in text.unicodeScalars {
    if let substitute = substitute(for: scalar) {
      visible += substitute
    } else {
      visible.unicodeScalars.append(scalar)
    }
  }
  return visible
}

/// A text that may hold pieces of a file, as a terminal may get it: secrets masked, nothing invisible.
public func terminalText(_ text: String) -> String {
  visible(Secrets.masked(text))
}

/// What is shown in place of a scalar that must not reach a terminal; nothing if it may.
///
/// Control characters have pictures of their own (U+2400 and following); formatting characters, bidirectional controls
/// among them, are named by number, as an administrator must find them: one before a certificate hash breaks it.
func substitute(for scalar: Unicode.Scalar) -> String? {
  switch scalar.value {
  case 0x20..<0x7F: return nil
  case 0..<0x20: return Unicode.Scalar(0x2400 + scalar.value).map { String(Character($0)) }
  case 0x7F: return "\u{2421}"
  default: break
  }
  switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .surrogate:
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "‹U+\(String(repeating: "0", count: max(4 - digits.count, 0)))\(digits)›"
  default: return nil
  }
}
