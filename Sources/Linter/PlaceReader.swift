public import IISConfiguration

/// Reads off a file what stands at its places, and by which path of names they are reached.
///
/// A class, as each finding of a file asks it, in the order of their places; one task at a time.
public final class PlaceReader {
  /// What is found where nobody asks for more: so many bytes tell places apart.
  public static let longestText = 1000

  private let source: SourceFile
  private let outline: (any SourceOutline)?
  /// Where the outline found the place before.
  private var lastPlace = OutlineHint()
  /// Those of the whole text, which is looked through only if somebody asks.
  private lazy var secrets = Secrets(of: source)

  /// Reads places of a file.
  public init(_ source: SourceFile) {
    self.source = source
    outline = source.outline
  }

  /// The text of the file.
  public var text: ArraySlice<UInt8> { source.text }

  /// The names around a place; nothing where nothing is known.
  public func place(of range: ByteRange) -> OutlinePlace? { outline?.place(of: range, near: &lastPlace) }

  /// The beginning of what stands at a place, at most ``longestText`` bytes.
  public func head(_ range: ByteRange) -> ByteRange {
    ByteRange(range.start, min(range.end, range.start + Self.longestText))
  }

  /// The text of a place with its secrets masked; nothing where it has none.
  ///
  /// - Parameters:
  ///   - range: The place.
  ///   - context: The stretch around it that alone decides what is secret; nothing where the whole text does.
  /// - Returns: The text, or nothing.
  public func masked(_ range: ByteRange, in context: ByteRange?) -> String? {
    guard let context else {
      return secrets.overlapping(range).isEmpty ? nil : secrets.masked(text, in: range)
    }
    let secrets = Secrets(of: text[context.indices])
    let shifted = ByteRange(range.start - context.start, range.end - context.start)
    return secrets.overlapping(shifted).isEmpty ? nil : secrets.masked(Array(text[context.indices])[...], in: shifted)
  }

  /// The text of a place, secrets masked.
  public func shown(_ range: ByteRange) -> String { secrets.masked(text, in: range) }
}
