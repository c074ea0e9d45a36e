/// Names places of a document by the names of the elements around them.
struct MarkupOutline: SourceOutline {
  let markup: Markup

  /// The names of the attribute, if it is one, and of the elements around it.
  ///
  /// In a document that is well-formed a secret is told by its attribute's name, or by another attribute of its tag.
  func place(of range: ByteRange, near hint: inout OutlineHint) -> OutlinePlace? {
    let index = firstElement(behind: range.start, near: hint.element)
    hint.element = index
    guard index < markup.elements.count else {
      return OutlinePlace(path: markup.elements.isEmpty ? OutlinePath([]) : path(to: index - 1, &hint))
    }
    let element = Element(markup: markup, index: index)
    let tag = element.place
    // What stands in sections that nobody reads is not kept: its place is that of the element before.
    guard tag.start <= range.start else { return OutlinePlace(path: path(to: max(index - 1, 0), &hint)) }
    let attribute = element.attributes.first { $0.holds(range) }
    return OutlinePlace(
      path: path(to: index, in: attribute, &hint), context: context(of: element, tag, attribute, around: range))
  }

  /// The element that begins at an offset, up to the next one that is not in it.
  func extent(ofElementAt offset: Int) -> ByteRange? {
    let index = firstElement(behind: offset, near: 0)
    guard index < markup.elements.count, Element(markup: markup, index: index).place.start == offset else { return nil }
    let end = Int(markup.elements[index].end)
    return ByteRange(
      offset,
      end < markup.elements.count ? Element(markup: markup, index: end).place.start : markup.source.text.count)
  }

  /// The names of an attribute, of its element and of those around it.
  private func path(to index: Int, in attribute: Attribute? = nil, _ hint: inout OutlineHint) -> OutlinePath {
    let end = OutlineHint.PathEnd(element: markup.elements[index].name.id, attribute: attribute?.name.id)
    if let known = hint.paths[end], leads(known.elements, to: index) { return known.path }
    var elements: [Name] = []
    var index = index
    while true {
      elements.append(markup.elements[index].name)
      if index == 0 { break }
      index = Int(markup.elements[index].parent)
    }
    let names = (attribute.map { ["@" + $0.spelling] } ?? []) + elements.map(markup.spelling)
    let path = OutlinePath(names)
    hint.paths[end] = OutlineHint.KnownPath(elements: elements.map(\.id), path: path)
    return path
  }

  /// Whether an element and those around it have these names.
  private func leads(_ elements: [UInt16], to index: Int) -> Bool {
    var index = index
    for (number, name) in elements.enumerated() {
      guard markup.elements[index].name.id == name else { return false }
      if index == 0 { return number == elements.count - 1 }
      index = Int(markup.elements[index].parent)
    }
    return false
  }

  /// The tag up to the end of the attribute, or the name of the tag.
  ///
  /// Behind a `key`, a `name` or a `value` other attributes tell of secrets too: `<add key="password" value="…" />`.
  private func context(
    of element: Element, _ tag: ByteRange, _ attribute: Attribute?, around range: ByteRange
  ) -> ByteRange? {
    guard let attribute else { return range.end <= tag.end ? tag : nil }
    let end = min(attribute.place.end + 1, markup.source.text.count)
    guard range.end <= end, !element.attributes.contains(where: { isPaired($0.spelling) }) else { return nil }
    return ByteRange(tag.start, end)
  }

  private func isPaired(_ name: String) -> Bool {
    // The last letter of each; most names end otherwise.
    guard let last = name.utf8.last, last | 0x20 == UInt8(ascii: "y") || last | 0x20 == UInt8(ascii: "e") else {
      return false
    }
    let name = name.lowercased()
    return ["key", "name", "value"].contains { name.hasSuffix($0) }
  }

  /// The first element whose attributes do not end before an offset; their number where all do.
  ///
  /// It is looked for from the hint on, in steps that double, if it is not before that.
  private func firstElement(behind offset: Int, near hint: Int) -> Int {
    let elements = markup.elements
    var low = hint < elements.count && (hint == 0 || Int(elements[hint - 1].tagEnd) < offset) ? hint : 0
    var step = 1
    var high = low
    while high < elements.count, Int(elements[high].tagEnd) < offset {
      low = high + 1
      high += step
      step *= 2
    }
    high = min(high, elements.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(elements[middle].tagEnd) < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Attribute {
  /// Whether a range begins in the name or in the value.
  fileprivate func holds(_ range: ByteRange) -> Bool {
    let value = place
    return range.start <= value.end && range.start >= namePlace.start
  }
}
