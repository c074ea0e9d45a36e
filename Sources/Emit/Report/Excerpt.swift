internal import Linter

/// A line of a source as it is shown, at most ``ExcerptReader/width`` columns of it, and where it is underlined.
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
  /// How many columns of a line are shown.
  static let width = 100
  private static let tabWidth = 4
  /// How many bytes to each side are looked at, so that a file in one line costs no more than another.
  private static let reach = 400

  let lines: LineTable
  private let text: ArraySlice<UInt8>
  private let secrets: Secrets

  init(_ source: SourceFile) {
    lines = LineTable(source)
    text = source.text
    secrets = Secrets(of: source.text)
  }

  /// The line on which a range begins, the part of the range that lies on it underlined.
  func excerpt(of range: ByteRange) -> Excerpt {
    let line = lines.lineRange(at: range.start)
    let start = min(max(range.start, line.start), line.end)
    let lower = boundary(max(line.start, start - Self.reach))
    let upper = boundary(min(line.end, start + Self.reach))
    let cells = cells(in: ByteRange(lower, upper))
    let total = cells.last.map { $0.column + $0.width } ?? 0
    let from = cells.first { $0.offset >= start }?.column ?? total
    let to = cells.first { $0.offset >= range.end }?.column ?? total
    let isWhole = lower == line.start && upper == line.end && total <= Self.width
    return cut(
      cells, total: total, underlined: from..<max(from, to), isWhole: isWhole,
      isCutAtStart: lower > line.start, isCutAtEnd: upper < line.end)
  }

  private func cut(
    _ cells: [Cell], total: Int, underlined: Range<Int>, isWhole: Bool, isCutAtStart: Bool, isCutAtEnd: Bool
  ) -> Excerpt {
    // A column at each end is kept for the sign that something is left out.
    let shownSpan = min(max(underlined.count, 1), Self.width - 2)
    let room = Self.width - 2 - shownSpan
    let behind = max(total - underlined.lowerBound - shownSpan, 0)
    let right = min(behind, room - min(underlined.lowerBound, room / 2))
    let left = min(underlined.lowerBound, room - right)
    let shown =
      isWhole ? 0..<total : (underlined.lowerBound - left)..<(underlined.lowerBound + shownSpan + right)
    // Half of a wide character is not shown, nor is a mark without its letter.
    let kept = cells.drop { $0.column < shown.lowerBound || ($0.width == 0 && $0.column == shown.lowerBound) }
      .prefix { $0.column + $0.width <= shown.upperBound }
    var excerpt = Excerpt()
    let first = kept.first?.column ?? shown.lowerBound
    let last = kept.last.map { $0.column + $0.width } ?? first
    let isCutLeft = isCutAtStart || first > 0
    if isCutLeft { excerpt.text = "…" }
    for cell in kept { excerpt.text += cell.glyph }
    if isCutAtEnd || last < total { excerpt.text += "…" }
    while excerpt.text.last == " " { excerpt.text.removeLast() }
    excerpt.underlineStart = max(underlined.lowerBound - first, 0) + (isCutLeft ? 1 : 0)
    excerpt.underlineWidth = max(min(underlined.upperBound, last) - underlined.lowerBound, 1)
    return excerpt
  }

  /// Raised to the next start of a scalar.
  private func boundary(_ offset: Int) -> Int {
    var offset = offset
    while offset < text.endIndex, text[offset] & 0xC0 == 0x80 { offset += 1 }
    return offset
  }

  /// A scalar as it is shown.
  private struct Cell {
    var offset: Int
    var column: Int
    var width: Int
    var glyph: String
  }

  private func cells(in range: ByteRange) -> [Cell] {
    var secrets = secrets.overlapping(range)
    var cells: [Cell] = []
    cells.reserveCapacity(range.end - range.start)
    var offset = range.start
    var column = 0
    for scalar in String(decoding: text[range.indices], as: UTF8.self).unicodeScalars {
      while let first = secrets.first, first.end <= offset { secrets.removeFirst() }
      let isSecret = secrets.first.map { $0.start <= offset } ?? false
      let shown = glyph(scalar, column: column, isSecret: isSecret)
      cells.append(Cell(offset: offset, column: column, width: shown.width, glyph: shown.text))
      column += shown.width
      offset += UTF8.width(scalar)
    }
    return cells
  }

  private func glyph(_ scalar: Unicode.Scalar, column: Int, isSecret: Bool) -> (text: String, width: Int) {
    if scalar == "\t" {
      let width = Self.tabWidth - column % Self.tabWidth
      return (String(repeating: isSecret ? "•" : " ", count: width), width)
    }
    let text = substitute(for: scalar) ?? String(Character(scalar))
    let width = text.unicodeScalars.reduce(0) { $0 + displayWidth($1) }
    return (isSecret ? String(repeating: "•", count: width) : text, width)
  }
}
