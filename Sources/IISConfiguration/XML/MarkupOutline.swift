/// Names places of a document by the names of the elements around them.
struct MarkupOutline: SourceOutline {
  let markup: Markup

  /// The names of the attribute, if it is one, and of the elements around it.
  ///
  /// In a document that is well-formed a secret is told by its attribute's name, or by another attribute of its tag.
  func place(of range: ByteRange, near hint: inout Int) -> OutlinePlace? {
    guard let element = element(at: range.start, near: hint) else { return nil }
    hint = element.index
    var path: [String] = []
    path.reserveCapacity(10)
    let isInTag = element.place.start <= range.start
    let attribute = isInTag ? element.attributes.first { $0.holds(range) } : nil
    if let attribute { path.append("@" + attribute.spelling) }
    var index = element.index
    while true {
      let record = markup.elements[index]
      path.append(markup.spelling(record.name))
      if index == 0 { break }
      index = Int(record.parent)
    }
    return OutlinePlace(path: path, context: isInTag ? context(of: element, attribute, around: range) : nil)
  }

  /// The tag up to the end of the attribute, or the name of the tag.
  ///
  /// Behind a `key`, a `name` or a `value` other attributes tell of secrets too: `<add key="password" value="…" />`.
  private func context(of element: Element, _ attribute: Attribute?, around range: ByteRange) -> ByteRange? {
    let tag = element.place
    guard let attribute else { return range.end <= tag.end ? tag : nil }
    let end = min(attribute.place.end + 1, markup.source.text.count)
    guard range.end <= end, !element.attributes.contains(where: { isPaired($0.spelling) }) else { return nil }
    return ByteRange(tag.start, end)
  }

  private func isPaired(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["key", "name", "value"].contains { name.hasSuffix($0) }
  }

  /// The element whose start tag holds an offset; for one between two tags the element before, as what stands in
  /// sections that nobody reads is not kept.
  ///
  /// It is looked for behind the hint, in steps that double, if it is not before it.
  private func element(at offset: Int, near hint: Int) -> Element? {
    let elements = markup.elements
    var low = hint < elements.count && Int(elements[hint].tagEnd) < offset ? hint + 1 : 0
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
    let found = Element(markup: markup, index: low)
    if low < elements.count, found.place.start <= offset { return found }
    return low > 0 ? Element(markup: markup, index: low - 1) : nil
  }
}

extension Attribute {
  /// Whether a range begins in the name or in the value.
  fileprivate func holds(_ range: ByteRange) -> Bool {
    let value = place
    return range.start <= value.end && range.start >= namePlace.start
  }
}
