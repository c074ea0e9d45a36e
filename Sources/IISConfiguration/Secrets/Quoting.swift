/// A text from a file in quotation marks, as a message shows it.
///
/// One of more than 60 characters is cut, with an ellipsis; characters that do not print, or that change the direction
/// of what follows, are shown as `\u{…}`, so that no value can move a terminal's cursor or pass for another. Secrets
/// are masked.
public func quoted(_ text: String) -> String {
  "\"" + printable(text) + "\""
}

/// A name from a file as a message shows it where a tag or the sentence sets it off: cut, in characters, and cleaned; not
/// quoted.
public func printable(_ text: String, atMost longest: Int = 60) -> String {
  var shown = ""
  // Masked before it is cut: a cut could part a secret from what announces it.
  for (count, character) in Secrets.maskedValue(text).enumerated() {
    if count == longest { return shown + "…" }
    // A character may hold any number of combining scalars.
    for scalar in character.unicodeScalars.prefix(8) {
      if scalar.properties.isPrintable {
        shown.unicodeScalars.append(scalar)
      } else {
        shown += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      }
    }
  }
  return shown
}

extension Unicode.Scalar.Properties {
  fileprivate var isPrintable: Bool {
    switch generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .surrogate: false
    default: true
    }
  }
}
