/// A run of bytes in a source's UTF-8 text: where a value, a name or a tag stands.
public struct ByteRange: Hashable, Sendable {
  private let first: UInt32
  private let past: UInt32

  /// The bytes from `start` up to, not including, `end`.
  ///
  /// Sources are limited to 2 GiB, so 32 bits hold every offset; `end` is raised to `start` if it lies before it.
  public init(_ start: Int, _ end: Int) {
    first = UInt32(clamping: start)
    past = max(first, UInt32(clamping: end))
  }

  /// Offset of the first byte.
  public var start: Int { Int(first) }

  /// Offset just behind the last byte.
  public var end: Int { Int(past) }

  /// The offsets as the standard library's range.
  public var indices: Range<Int> { start..<end }
}

extension ByteRange: Comparable {
  /// By start, then by end.
  public static func < (left: Self, right: Self) -> Bool {
    (left.first, left.past) < (right.first, right.past)
  }
}
