/// Names the places of a source by the structure of its text, so that a name outlives edits elsewhere.
public protocol SourceOutline: Sendable {
  /// What the structure says of a range; nothing where nothing is known.
  ///
  /// Whoever asks for places in their order hands on the hint from one to the next, and is answered sooner.
  func place(of range: ByteRange, near hint: inout Int) -> OutlinePlace?
}

extension SourceOutline {
  /// What the structure says of a range; nothing where nothing is known.
  public func place(of range: ByteRange) -> OutlinePlace? {
    var hint = 0
    return place(of: range, near: &hint)
  }
}

/// A place in the structure of a text.
public struct OutlinePlace: Hashable, Sendable {
  /// The names around it, from the innermost out: `@name`, `site`, `sites` and so on.
  public let path: [String]
  /// The stretch around it that alone decides which of it is secret; nothing where the whole text does.
  public let context: ByteRange?

  /// A place.
  public init(path: [String], context: ByteRange? = nil) {
    self.path = path
    self.context = context
  }
}
