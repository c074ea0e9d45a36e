/// Bytes of a source's text that other bytes replace; an empty range inserts.
public struct TextEdit: Hashable, Sendable {
  /// The bytes of the text as UTF-8.
  public let range: ByteRange
  /// What stands there afterwards, in UTF-8, escaped as the file needs it.
  public let replacement: [UInt8]

  /// Bytes that other bytes replace.
  public init(_ range: ByteRange, _ replacement: String) {
    self.init(range, Array(replacement.utf8))
  }

  init(_ range: ByteRange, _ replacement: [UInt8]) {
    self.range = range
    self.replacement = replacement
  }
}

/// Edits of one text: in order and disjoint.
public struct TextEdits: Hashable, Sendable {
  /// The edits, in the order of their places.
  public private(set) var edits: [TextEdit] = []

  /// No edits.
  public init() {}

  /// Some edits, each once; nothing where two of them are of the same bytes, or insert at the same place.
  public init?(_ edits: [TextEdit]) {
    for edit in edits.sorted(by: { $0.range < $1.range }) where edit != self.edits.last {
      if let last = self.edits.last {
        guard edit.range.start >= last.range.end, edit.range.start > last.range.start else { return nil }
      }
      self.edits.append(edit)
    }
  }

  /// Takes more edits, unless one of them is of the bytes of one that is there; tells whether it has taken them.
  public mutating func take(_ more: [TextEdit]) -> Bool {
    var places: [Int] = []
    for edit in more {
      guard let place = take(edit) else {
        for place in places.reversed() where place >= 0 { edits.remove(at: place) }
        return false
      }
      places.append(place)
    }
    return true
  }

  /// Where an edit has been put; -1 for one that was there.
  private mutating func take(_ edit: TextEdit) -> Int? {
    // From behind: whoever takes many takes them in nearly their order.
    var index = edits.count
    while index > 0, edit.range < edits[index - 1].range { index -= 1 }
    let near = edits[max(index - 1, 0)..<min(index + 1, edits.count)]
    if near.contains(edit) { return -1 }
    guard TextEdits(near + [edit]) != nil else { return nil }
    edits.insert(edit, at: index)
    return index
  }

  /// Whether nothing is changed.
  public var isEmpty: Bool { edits.isEmpty }

  /// The text with the edits made.
  public func applied(to text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count + edits.reduce(0) { $0 + $1.replacement.count })
    var position = text.startIndex
    for edit in edits {
      result += text[position..<edit.range.start]
      result += edit.replacement
      position = edit.range.end
    }
    return result + text[position...]
  }

  /// These edits and then others, which are of the text that these make, as edits of the first text.
  public func followed(by next: TextEdits) -> TextEdits {
    var pieces = PieceList(self)
    var made: [Piece] = []
    var position = 0
    for edit in next.edits {
      made += pieces.take(edit.range.start - position)
      _ = pieces.take(edit.range.end - edit.range.start)
      made.append(.new(edit.replacement[...]))
      position = edit.range.end
    }
    return TextEdits(pieces: made + pieces.rest)
  }

  private init(pieces: [Piece]) {
    var position = 0
    var replacement: [UInt8] = []
    for piece in pieces {
      switch piece {
      case .new(let bytes): replacement += bytes
      case .kept(let range) where range.isEmpty: break
      case .kept(let range):
        if range.lowerBound > position || !replacement.isEmpty {
          edits.append(TextEdit(ByteRange(position, range.lowerBound), replacement))
        }
        replacement = []
        position = range.upperBound
      }
    }
  }
}

/// A stretch of an edited text: bytes of the first text, or new ones.
private enum Piece {
  case kept(Range<Int>)
  case new(ArraySlice<UInt8>)

  var count: Int {
    switch self {
    case .kept(let range): range.count
    case .new(let bytes): bytes.count
    }
  }

  /// The first bytes, and the others.
  func cut(at count: Int) -> (head: Piece, tail: Piece) {
    switch self {
    case .kept(let range):
      let middle = range.lowerBound + count
      return (.kept(range.lowerBound..<middle), .kept(middle..<range.upperBound))
    case .new(let bytes): return (.new(bytes.prefix(count)), .new(bytes.dropFirst(count)))
    }
  }
}

/// An edited text, from its beginning on; where it ends nobody asks.
private struct PieceList {
  private var pieces: [Piece] = []

  init(_ edits: TextEdits) {
    var position = 0
    for edit in edits.edits {
      pieces.append(.kept(position..<edit.range.start))
      pieces.append(.new(edit.replacement[...]))
      position = edit.range.end
    }
    pieces.append(.kept(position..<Int.max))
    pieces.reverse()
  }

  /// What has not been taken.
  var rest: [Piece] { pieces.reversed() }

  /// Takes so many bytes.
  mutating func take(_ count: Int) -> [Piece] {
    var taken: [Piece] = []
    var left = count
    while left > 0, let next = pieces.popLast() {
      guard next.count > left else {
        taken.append(next)
        left -= next.count
        continue
      }
      let (head, tail) = next.cut(at: left)
      taken.append(head)
      pieces.append(tail)
      left = 0
    }
    return taken
  }
}
