/// Names places of a document by the names of the elements around them.
struct MarkupOutline: SourceOutline {
  let markup: Markup

  /// The names from the root down, with `@` before an attribute's: `configuration/system.ftpServer/firewallSupport/@low…`.
  func path(of range: ByteRange) -> String? {
    guard let element = element(at: range.start) else { return nil }
    var names: [String] = []
    var next: Element? = element
    while let current = next {
      names.append(current.spelling)
      next = current.parent
    }
    let path = names.reversed().joined(separator: "/")
    return element.attributes.first { $0.holds(range) }.map { "\(path)/@\($0.spelling)" } ?? path
  }

  /// The element whose start tag holds an offset: the first whose attributes do not end before it.
  private func element(at offset: Int) -> Element? {
    var low = 0
    var high = markup.elements.count
    while low < high {
      let middle = (low + high) / 2
      if Int(markup.elements[middle].tagEnd) < offset { low = middle + 1 } else { high = middle }
    }
    return low < markup.elements.count ? Element(markup: markup, index: low) : nil
  }
}

extension Attribute {
  /// Whether a range begins in the name or in the value.
  fileprivate func holds(_ range: ByteRange) -> Bool {
    let value = place
    return range.start <= value.end && range.start >= namePlace.start
  }
}
