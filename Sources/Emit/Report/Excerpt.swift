internal import IISConfiguration

/// A line of a source as it is shown, cut around what is underlined, and where it is underlined.
struct Excerpt: Equatable {
  /// What is shown.
  var text = ""
  /// The column at which the underline begins, from 0.
  var underlineStart = 0
  /// How many columns are underlined.
  var underlineWidth = 1
}

/// Cuts excerpts out of one source: secrets masked, tabs expanded, nothing that a terminal would take as a command.
struct ExcerptReader {
  /// How many columns of a line are shown where no terminal is narrower.
  static let width = 100
  /// How many bytes to each side are looked at, so that a file in one line costs no more than another.
  private static let reach = 400

  let lines: LineTable
  private let text: ArraySlice<UInt8>
  private let secrets: Secrets

  init(_ source: SourceFile) {
    lines = LineTable(source)
    text = source.text
    secrets = Secrets(of: source)
  }

  /// The line on which a range begins, at most so many columns of it, the part of the range that lies on it underlined.
  func excerpt(of range: ByteRange, width: Int = Self.width) -> Excerpt {
    let line = lines.lineRange(at: range.start)
    let start = min(max(range.start, line.start), line.end)
    let lower = boundary(max(line.start, start - Self.reach))
    let upper = boundary(min(line.end, start + Self.reach))
    let row = ExcerptRow(text[lower..<upper], secrets: secrets.overlapping(ByteRange(lower, upper)))
    let from = row.column(at: start)
    return cut(
      row, to: width, underlined: from..<max(from, row.column(at: range.end)), isCutAtStart: lower > line.start,
      isCutAtEnd: upper < line.end)
  }

  private func cut(
    _ row: ExcerptRow, to width: Int, underlined: Range<Int>, isCutAtStart: Bool, isCutAtEnd: Bool
  ) -> Excerpt {
    // A column at each end is kept for the sign that something is left out.
    let shownSpan = min(max(underlined.count, 1), width - 2)
    let room = width - 2 - shownSpan
    let behind = max(row.width - underlined.lowerBound - shownSpan, 0)
    let right = min(behind, room - min(underlined.lowerBound, room / 2))
    let left = min(underlined.lowerBound, room - right)
    let isWhole = !isCutAtStart && !isCutAtEnd && row.width <= width
    let shown = row.part(
      isWhole ? 0..<row.width : (underlined.lowerBound - left)..<(underlined.lowerBound + shownSpan + right))
    var excerpt = Excerpt()
    let isCutLeft = isCutAtStart || shown.columns.lowerBound > 0
    if isCutLeft { excerpt.text = "…" }
    excerpt.text += shown.text
    if isCutAtEnd || shown.columns.upperBound < row.width { excerpt.text += "…" }
    while excerpt.text.utf8.last == UInt8(ascii: " ") { excerpt.text.unicodeScalars.removeLast() }
    excerpt.underlineStart = max(underlined.lowerBound - shown.columns.lowerBound, 0) + (isCutLeft ? 1 : 0)
    excerpt.underlineWidth = max(min(underlined.upperBound, shown.columns.upperBound) - underlined.lowerBound, 1)
    return excerpt
  }

  /// Raised to the next start of a scalar.
  private func boundary(_ offset: Int) -> Int {
    var offset = offset
    while offset < text.endIndex, text[offset] & 0xC0 == 0x80 { offset += 1 }
    return offset
  }
}
