/// Sections of a file that were read so far, and in which nothing is wrong, for those that are written alike.
struct KnownSections: Sendable {
  private var models: [(root: Element, layout: SectionContents.Layout)] = []

  /// How many are remembered, as each section is held against all: a fleet's sites are written in a few ways.
  private static let maximum = 8

  /// What a section says, if it is written as one that was read before.
  func contents(of root: Element) -> SectionContents? {
    for model in models where root.isWritten(as: model.root, deciding: model.layout.decisiveAttributes) {
      return SectionContents(of: root, model.layout)
    }
    return nil
  }

  /// Remembers a section in which nothing is wrong.
  mutating func learn(_ root: Element, _ contents: SectionContents) {
    guard models.count < Self.maximum, let layout = contents.layout else { return }
    models.append((root, layout))
  }
}

extension Element {
  /// Whether two elements of a file, and all in them, have the same names in the same order, and some attributes, by their
  /// numbers among all, the same values.
  fileprivate func isWritten(as other: Element, deciding attributes: [UInt32]) -> Bool {
    hasShape(of: other) && attributes.allSatisfy { attribute(at: $0).isWritten(as: other.attribute(at: $0)) }
  }

  /// Whether two elements, and all in them, have the same names in the same order.
  private func hasShape(of other: Element) -> Bool {
    let distance = Int32(index - other.index)
    for number in 0..<Int(markup.elements[index].end) - index {
      let (one, two) = (markup.elements[index + number], markup.elements[other.index + number])
      guard one.name == two.name, one.end - two.end == distance, one.attributeCount == two.attributeCount else {
        return false
      }
      for number in 0..<Int(one.attributeCount) {
        let (own, others) = (Int(one.firstAttribute) + number, Int(two.firstAttribute) + number)
        guard markup.attributes[own].name == markup.attributes[others].name else { return false }
      }
    }
    return true
  }

  /// An attribute by its number among those of the element and all in it.
  private func attribute(at number: UInt32) -> Attribute {
    Attribute(markup: markup, index: Int(markup.elements[index].firstAttribute) + Int(number))
  }
}

extension Attribute {
  /// Whether two attributes have the same value, spelt in the same way.
  fileprivate func isWritten(as other: Attribute) -> Bool {
    withWritten { own in
      other.withWritten { others in
        own.count == others.count && own.indices.allSatisfy { own[$0] == others[$0] }
      }
    }
  }
}
