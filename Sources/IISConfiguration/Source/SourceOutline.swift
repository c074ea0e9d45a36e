/// Names the places of a source by the structure of its text, so that a name outlives edits elsewhere.
public protocol SourceOutline: Sendable {
  /// What the structure says of a range; nothing where nothing is known.
  ///
  /// Whoever asks for places in their order hands on the hint from one to the next, and is answered sooner.
  func place(of range: ByteRange, near hint: inout OutlineHint) -> OutlinePlace?

  /// An element of markup with all in it; nothing where none begins there.
  func extent(ofElementAt offset: Int) -> ByteRange?
}

extension SourceOutline {
  /// Nothing: few texts have elements.
  public func extent(ofElementAt offset: Int) -> ByteRange? { nil }

  /// What the structure says of a range; nothing where nothing is known.
  public func place(of range: ByteRange) -> OutlinePlace? {
    var hint = OutlineHint()
    return place(of: range, near: &hint)
  }
}

/// What an outline remembers of the places before.
public struct OutlineHint: Sendable {
  /// The number of the element that it found last.
  var element = 0
  /// The last path of places that end alike: thousands of sites have the same settings.
  var paths: [PathEnd: KnownPath] = [:]

  /// Nothing yet.
  public init() {}

  /// How a path ends, in the numbers that the outline gives to names.
  struct PathEnd: Hashable, Sendable {
    let element: UInt16
    let attribute: UInt16?
  }

  /// A path, and the numbers of the names of all its elements.
  struct KnownPath: Sendable {
    let elements: [UInt16]
    let path: OutlinePath
  }
}

/// A place in the structure of a text.
public struct OutlinePlace: Hashable, Sendable {
  /// The names around it.
  public let path: OutlinePath
  /// The stretch around it that alone decides which of it is secret; nothing where the whole text does.
  public let context: ByteRange?

  /// A place.
  public init(path: OutlinePath, context: ByteRange? = nil) {
    self.path = path
    self.context = context
  }
}

/// The names around a place.
public struct OutlinePath: Hashable, Sendable {
  /// From the innermost out: `@name`, `site`, `sites` and so on.
  public let names: [String]
  /// All of them in UTF-8, with a byte behind each that UTF-8 does not have.
  public let bytes: [UInt8]

  /// A path of these names, from the innermost out.
  public init(_ names: [String]) {
    self.names = names
    bytes = names.flatMap { Array($0.utf8) + [0xFF] }
  }
}
