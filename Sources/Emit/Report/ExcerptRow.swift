internal import IISConfiguration
internal import Text

/// A piece of a line in the columns of a terminal.
enum ExcerptRow {
  /// Nothing but printable ASCII without a secret, as most lines are: each byte is a column.
  case plain(ArraySlice<UInt8>)
  /// Anything else, scalar by scalar.
  case mixed([Cell])

  /// A scalar as it is shown.
  struct Cell {
    let offset: Int
    let column: Int
    let width: Int
    let scalar: Unicode.Scalar
    let isSecret: Bool
  }

  private static let tabWidth = 4

  /// Measures a piece of a text, of which these places are secret.
  init(_ text: ArraySlice<UInt8>, secrets: ArraySlice<ByteRange>) {
    if secrets.isEmpty, text.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
      self = .plain(text)
    } else {
      self = .mixed(Self.cells(of: text, secrets: secrets))
    }
  }

  /// How many columns the piece takes.
  var width: Int {
    switch self {
    case .plain(let text): text.count
    case .mixed(let cells): cells.last.map { $0.column + $0.width } ?? 0
    }
  }

  /// The column of the first scalar that does not begin before an offset of the text.
  func column(at offset: Int) -> Int {
    switch self {
    case .plain(let text): min(max(offset - text.startIndex, 0), text.count)
    case .mixed(let cells): cells.first { $0.offset >= offset }?.column ?? width
    }
  }

  /// What is shown in some columns; half of a wide character is not, nor is a mark without its letter.
  func part(_ columns: Range<Int>) -> (text: String, columns: Range<Int>) {
    switch self {
    case .plain(let text):
      let kept = columns.clamped(to: 0..<text.count)
      let bytes = text[(text.startIndex + kept.lowerBound)..<(text.startIndex + kept.upperBound)]
      return (String(decoding: bytes, as: UTF8.self), kept)
    case .mixed(let cells):
      let kept = cells.drop { $0.column < columns.lowerBound || ($0.width == 0 && $0.column == columns.lowerBound) }
        .prefix { $0.column + $0.width <= columns.upperBound }
      var text = ""
      for cell in kept { text += cell.glyph }
      let first = kept.first?.column ?? columns.lowerBound
      return (text, first..<(kept.last.map { $0.column + $0.width } ?? first))
    }
  }

  private static func cells(of text: ArraySlice<UInt8>, secrets: ArraySlice<ByteRange>) -> [Cell] {
    var secrets = secrets
    var cells: [Cell] = []
    cells.reserveCapacity(text.count)
    var offset = text.startIndex
    var column = 0
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      while let first = secrets.first, first.end <= offset { secrets.removeFirst() }
      let isSecret = secrets.first.map { $0.start <= offset } ?? false
      let width = scalar == "\t" ? tabWidth - column % tabWidth : shownWidth(scalar)
      cells.append(Cell(offset: offset, column: column, width: width, scalar: scalar, isSecret: isSecret))
      column += width
      offset += UTF8.width(scalar)
    }
    return cells
  }

  private static func shownWidth(_ scalar: Unicode.Scalar) -> Int {
    if (0x20..<0x7F).contains(scalar.value) { return 1 }
    return substitute(for: scalar)?.unicodeScalars.reduce(0) { $0 + displayWidth($1) } ?? displayWidth(scalar)
  }
}

extension ExcerptRow.Cell {
  /// The scalar, what stands for it, or as many dots.
  fileprivate var glyph: String {
    if isSecret { return String(repeating: "•", count: width) }
    if scalar == "\t" { return String(repeating: " ", count: width) }
    return substitute(for: scalar) ?? String(Character(scalar))
  }
}
