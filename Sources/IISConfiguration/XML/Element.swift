/// An element of a ``Markup``, with its place.
struct Element: Sendable {
  let markup: Markup
  let index: Int

  private var record: Markup.ElementRecord { markup.elements[index] }

  /// The interned name.
  var name: Name { record.name }

  /// The name as written, with its prefix.
  var spelling: String { markup.spelling(name) }

  /// The element around this one; nothing around the root.
  var parent: Element? {
    index == 0 ? nil : Element(markup: markup, index: Int(record.parent))
  }

  /// The start of the start tag: `<` and the name.
  var place: ByteRange {
    markup.withTerminatedText { text in
      var start = min(Int(record.tagEnd), text.count - 1) - 1
      // `<` cannot stand in an attribute value, so the last one before the tag's end opens the tag.
      while start > 0, text[start] != UInt8(ascii: "<") { start &-= 1 }
      var end = start + 1
      while end < text.count - 1, !isTagDelimiter(text[end]) { end &+= 1 }
      return ByteRange(start, end)
    }
  }

  /// The child elements, in document order.
  var children: Children { Children(markup: markup, parent: index) }

  /// The children of this name.
  func children(_ name: Name) -> some Sequence<Element> {
    children.lazy.filter { $0.name == name }
  }

  /// The first child of this name.
  func child(_ name: Name) -> Element? {
    children.first { $0.name == name }
  }

  /// The attributes, in document order; namespace declarations are none.
  var attributes: some RandomAccessCollection<Attribute> {
    let first = Int(record.firstAttribute)
    return (first..<first + Int(record.attributeCount)).lazy.map { [markup] in
      Attribute(markup: markup, index: $0)
    }
  }

  /// The attribute of this name.
  func attribute(_ name: Name) -> Attribute? {
    let first = Int(record.firstAttribute)
    for index in first..<first + Int(record.attributeCount) where markup.attributes[index].name == name {
      return Attribute(markup: markup, index: index)
    }
    return nil
  }

  private func isTagDelimiter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: "/"),
      UInt8(ascii: ">"):
      true
    default: false
    }
  }

  /// The child elements of an element, in document order.
  struct Children: Sequence, IteratorProtocol {
    private let markup: Markup
    private var next_: Int
    private let end: Int

    init(markup: Markup, parent: Int) {
      self.markup = markup
      next_ = parent + 1
      end = Int(markup.elements[parent].end)
    }

    mutating func next() -> Element? {
      guard next_ < end else { return nil }
      defer { next_ = Int(markup.elements[next_].end) }
      return Element(markup: markup, index: next_)
    }
  }
}
