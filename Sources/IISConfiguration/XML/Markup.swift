/// A parsed document: flat tables of elements and attributes in document order, with their places.
///
/// A class, so that the views ``Element`` and ``Attribute`` share the tables without copying; it never changes.
final class Markup: Sendable {
  /// An element as stored.
  struct ElementRecord: Sendable {
    var name: Name
    /// A tag has at most ``AttributeLimit/maximum``.
    var attributeCount: UInt16
    /// Index of the parent; the root's is its own.
    var parent: Int32
    /// Index just behind the last descendant.
    var end: Int32
    /// Index of the first attribute.
    var firstAttribute: Int32
    /// Offset in the source of the end of the start tag's attributes.
    var tagEnd: UInt32
  }

  /// An attribute as stored.
  struct AttributeRecord: Sendable {
    var name: Name
    /// Offset in the source of the value's first byte, behind the quote.
    var valueStart: UInt32
    /// Bytes of the value as written, references not replaced.
    var valueLength: UInt32
  }

  let source: SourceFile
  /// The source's text and a NUL behind it.
  private let text: [UInt8]
  let elements: [ElementRecord]
  let attributes: [AttributeRecord]
  /// Attributes anywhere in the file that hold a password and are neither empty nor encrypted.
  let exposedPasswords: [AttributeRecord]
  private let ownNames: [String]

  init(
    source: SourceFile, elements: [ElementRecord], attributes: [AttributeRecord],
    exposedPasswords: [AttributeRecord], ownNames: [String]
  ) {
    self.source = source
    text = source.terminatedText
    self.elements = elements
    self.attributes = attributes
    self.exposedPasswords = exposedPasswords
    self.ownNames = ownNames
  }

  /// The same tables behind another reference.
  func view() -> Markup {
    Markup(
      source: source, elements: elements, attributes: attributes, exposedPasswords: exposedPasswords, ownNames: ownNames
    )
  }

  /// Looks at a range of the text.
  ///
  /// Hands on no array: to count references to the text, which all cores share, takes longer than most looks.
  func withText<Result>(_ range: ByteRange, _ look: (Span<UInt8>) -> Result) -> Result {
    unsafe text.withUnsafeBufferPointer { text in
      let span = unsafe text.span
      return look(span.extracting(range.indices))
    }
  }

  /// The text and the NUL behind it.
  func withTerminatedText<Result>(_ look: (Span<UInt8>) -> Result) -> Result {
    withText(ByteRange(0, text.count), look)
  }

  /// The root element; nothing in an empty document.
  var root: Element? {
    elements.isEmpty ? nil : Element(markup: self, index: 0)
  }

  /// The name's spelling.
  func spelling(_ name: Name) -> String {
    Vocabulary.spelling(name, ownNames) ?? "?"
  }
}
