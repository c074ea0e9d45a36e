/// A value and where it stands.
public struct Located<Value: Hashable & Sendable>: Hashable, Sendable {
  /// The value.
  public let value: Value
  /// Where it stands.
  public let range: ByteRange

  /// A value that stands at `range`.
  public init(_ value: Value, at range: ByteRange) {
    self.value = value
    self.range = range
  }
}
