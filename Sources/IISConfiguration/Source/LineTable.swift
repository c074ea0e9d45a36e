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
      for offset in block..<min(block + Self.stride, bytes.count) {
        let byte = bytes[offset]
        if byte & 0xC0 != 0x80 { scalars += 1 }
        guard byte <= UInt8(ascii: "\r") else { continue }
        let isLoneReturn =
          byte == UInt8(ascii: "\r") && (offset + 1 == bytes.count || bytes[offset + 1] != UInt8(ascii: "\n"))
        if byte == UInt8(ascii: "\n") || isLoneReturn { starts.append(UInt32(offset + 1)) }
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
    var count = 0
    for byte in text[range] where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }
}
