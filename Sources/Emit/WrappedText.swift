/// A paragraph in lines of at most 100 columns of a terminal; longer words, such as addresses, stay whole.
func wrapped(_ paragraph: String) -> String {
  var lines: [String] = []
  var line = ""
  var width = 0
  for word in paragraph.split(separator: " ") {
    let wordWidth = word.unicodeScalars.reduce(0) { $0 + displayWidth($1) }
    if !line.isEmpty, width + 1 + wordWidth > 100 {
      lines.append(line)
      line = ""
      width = 0
    }
    width += (line.isEmpty ? 0 : 1) + wordWidth
    line += (line.isEmpty ? "" : " ") + word
  }
  return (lines + [line]).joined(separator: "\n")
}
