/// A place for people: line and column, both from 1; columns count Unicode scalars.
public struct SourcePosition: Hashable, Sendable {
  /// The line, from 1.
  public let line: Int
  /// The column, from 1, in Unicode scalars; a byte order mark is none.
  public let column: Int
}

/// Turns byte offsets of a text into lines and columns, in time that does not grow with the length of a line.
///
/// A line ends with LF, CRLF or a lone CR (XML 1.0, section 2.11).
public struct LineTable: Sendable {
  private let text: ArraySlice<UInt8>
  private let lineStarts: [UInt32]
  /// How many scalars begin before every ``stride``-th byte.
  private let scalarCounts: [UInt32]

  private static let stride = 1024

  /// Reads a source's text once.
  public init(_ source: SourceFile) {
    let text = source.text
    let bytes = text.span
    var starts: [UInt32] = [0]
    var counts: [UInt32] = []
    counts.reserveCapacity(bytes.count / Self.stride + 1)
    var scalars: UInt32 = 0
    for block in Swift.stride(from: 0, to: bytes.count, by: Self.stride) {
      counts.append(scalars)
      let end = min(block + Self.stride, bytes.count)
      var offset = block
      while offset < end {
        // Nearly all bytes are letters of ASCII, which begin a scalar each and end no line: eight are taken at once.
        if offset &+ 8 <= end, bytes.areOrdinary(at: offset) {
          scalars &+= 8
          offset &+= 8
          continue
        }
        let byte = bytes[offset]
        offset += 1
        if byte & 0xC0 != 0x80 { scalars += 1 }
        guard byte <= UInt8(ascii: "\r") else { continue }
        let isLoneReturn =
          byte == UInt8(ascii: "\r") && (offset == bytes.count || bytes[offset] != UInt8(ascii: "\n"))
        if byte == UInt8(ascii: "\n") || isLoneReturn { starts.append(UInt32(offset)) }
      }
    }
    self.text = text
    lineStarts = starts
    scalarCounts = counts
  }

  /// The line and column of the scalar at `offset` bytes.
  public func position(of offset: Int) -> SourcePosition {
    let offset = min(max(offset, 0), text.count)
    let line = lineIndex(of: offset)
    let start = Int(lineStarts[line])
    guard offset - start > Self.stride else {
      // Most lines are short: counting them is quicker than asking the table twice.
      return SourcePosition(line: line + 1, column: scalars(in: start..<offset) + 1)
    }
    return SourcePosition(line: line + 1, column: scalars(before: offset) - scalars(before: start) + 1)
  }

  /// The lines and columns of a range's first byte and of the place just behind its last.
  public func positions(of range: ByteRange) -> (start: SourcePosition, end: SourcePosition) {
    let start = position(of: range.start)
    let line = start.line - 1
    // Most ranges are a few bytes of one line.
    guard range.end - range.start <= Self.stride, range.end <= text.count,
      line + 1 == lineStarts.count || range.end < Int(lineStarts[line + 1])
    else { return (start, position(of: range.end)) }
    let column = start.column + scalars(in: range.start..<range.end)
    return (start, SourcePosition(line: start.line, column: column))
  }

  /// The bytes of the line on which `offset` lies, without its line end.
  public func lineRange(at offset: Int) -> ByteRange {
    let line = lineIndex(of: min(max(offset, 0), text.count))
    let start = Int(lineStarts[line])
    var end = line + 1 < lineStarts.count ? Int(lineStarts[line + 1]) : text.count
    while end > start, text[end - 1] == UInt8(ascii: "\n") || text[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return ByteRange(start, end)
  }

  /// The last line that does not begin after `offset`.
  private func lineIndex(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
    }
    return low
  }

  private func scalars(before offset: Int) -> Int {
    guard !scalarCounts.isEmpty else { return 0 }
    let block = min(offset / Self.stride, scalarCounts.count - 1)
    return Int(scalarCounts[block]) + scalars(in: (block * Self.stride)..<offset)
  }

  private func scalars(in range: Range<Int>) -> Int {
    let bytes = text.span
    var count = range.count
    var offset = range.lowerBound
    while offset &+ 8 <= range.upperBound {
      count &-= bytes.continuations(at: offset)
      offset &+= 8
    }
    while offset < range.upperBound {
      if bytes[offset] & 0xC0 == 0x80 { count -= 1 }
      offset &+= 1
    }
    return count
  }
}

extension Span<UInt8> {
  /// How many of eight bytes continue a scalar; they must be there.
  fileprivate func continuations(at offset: Int) -> Int {
    let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
    // Of such a byte the highest bit is set and the next is not.
    return (word & ~(word &<< 1) & 0x8080_8080_8080_8080).nonzeroBitCount
  }

  /// Whether eight bytes are ASCII and no control characters; they must be there.
  fileprivate func areOrdinary(at offset: Int) -> Bool {
    let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
    // A byte below 0x20 borrows from its highest bit, and one of 0x80 or more has it.
    return (word | (word &- 0x2020_2020_2020_2020)) & 0x8080_8080_8080_8080 == 0
  }
}
