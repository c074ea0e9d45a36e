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
    let attribute = element.attributes.first { $0.holds(range) }
    if let attribute { path.append("@" + attribute.spelling) }
    var index = element.index
    while true {
      let record = markup.elements[index]
      path.append(markup.spelling(record.name))
      if index == 0 { break }
      index = Int(record.parent)
    }
    return OutlinePlace(path: path, context: context(of: element, attribute, around: range))
  }

  /// The attribute with its name, which tells whether the value is a secret, or the name of the tag.
  ///
  /// Where there is a `key`, a `name` or a `value`, other attributes tell too: `<add key="password" value="…" />`.
  private func context(of element: Element, _ attribute: Attribute?, around range: ByteRange) -> ByteRange? {
    guard let attribute else { return element.place.end >= range.end ? range : nil }
    let end = min(attribute.place.end + 1, markup.source.text.count)
    guard attribute.namePlace.start <= range.start, range.end <= end,
      !element.attributes.contains(where: { isPaired($0.spelling) })
    else { return nil }
    return ByteRange(attribute.namePlace.start, end)
  }

  private func isPaired(_ name: String) -> Bool {
    3...5 ~= name.utf8.count && ["key", "name", "value"].contains(name.lowercased())
  }

  /// The element whose start tag holds an offset: the first whose attributes do not end before it.
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
    return low < elements.count ? Element(markup: markup, index: low) : nil
  }
}

extension Attribute {
  /// Whether a range begins in the name or in the value.
  fileprivate func holds(_ range: ByteRange) -> Bool {
    let value = place
    return range.start <= value.end && range.start >= namePlace.start
  }
}
