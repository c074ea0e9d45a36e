internal import Text

/// A paragraph in lines of at most so many columns of a terminal; longer words, such as addresses, stay whole.
///
/// - Parameters:
///   - paragraph: The text.
///   - indent: The column at which each line begins; the first one is taken to stand there already.
///   - columns: How long a line may be.
/// - Returns: The lines, of which all but the first are indented.
func wrapped(_ paragraph: String, indent: Int = 0, columns: Int = 100) -> String {
  var lines: [String] = []
  var line = ""
  var width = indent
  for word in paragraph.split(separator: " ") {
    let wordWidth = word.unicodeScalars.reduce(0) { $0 + displayWidth($1) }
    if !line.isEmpty, width + 1 + wordWidth > columns {
      lines.append(line)
      line = ""
      width = indent
    }
    width += (line.isEmpty ? 0 : 1) + wordWidth
    line += (line.isEmpty ? "" : " ") + word
  }
  return (lines + [line]).joined(separator: "\n" + String(repeating: " ", count: indent))
}
