internal import Text

/// Text in the lines that a box of a picture has room for: SVG breaks none itself.
struct PictureText {
  /// The lines.
  let lines: [String]

  /// A text in at most so many lines of so many columns; longer words are cut in pieces, and what is too long ends with `…`.
  init(_ text: String, columns: Int, atMost limit: Int) {
    var lines: [String] = []
    for paragraph in visibleParagraphs(text) {
      var line = ""
      for word in paragraph.split(separator: " ").flatMap({ Self.pieces(of: String($0), columns) }) {
        if !line.isEmpty, Self.width(line) + 1 + Self.width(word) > columns {
          lines.append(line)
          line = ""
        }
        line += (line.isEmpty ? "" : " ") + word
      }
      lines.append(line)
    }
    if lines.count > limit {
      lines = Array(lines.prefix(limit))
      lines[limit - 1] = Self.pieces(of: lines[limit - 1], columns - 1)[0] + "…"
    }
    self.lines = lines
  }

  /// How many columns a text takes.
  static func width(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + displayWidth($1) } }

  private static func pieces(of word: String, _ columns: Int) -> [String] {
    var pieces: [String] = []
    var piece = ""
    for letter in word {
      if !piece.isEmpty, width(piece) + width(String(letter)) > columns {
        pieces.append(piece)
        piece = ""
      }
      piece.append(letter)
    }
    return pieces + [piece]
  }
}

/// The lines of a text, without what nobody sees.
private func visibleParagraphs(_ text: String) -> [String] {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { visible(String($0)) }
}
