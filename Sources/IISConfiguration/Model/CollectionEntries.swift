extension SectionContents {
  /// The entries of a collection that are left after `<remove>` and `<clear/>`, levels from the outermost in.
  ///
  /// Lower levels append to what they inherit (`mergeAppend`, the schema's default).
  static func entries<Key: Equatable>(
    of collection: ElementID, in levels: [SectionContents], key: (Element) -> Key
  ) -> [Element] {
    var entries: [Element] = []
    for level in levels {
      for operation in level.operations(on: collection) {
        switch operation.role {
        case .add: entries.append(operation.element)
        case .remove:
          let removed = key(operation.element)
          entries.removeAll { key($0) == removed }
        case .clear: entries.removeAll()
        case .ordinary: break
        }
      }
    }
    return entries
  }
}

extension Element {
  /// The text of an attribute, empty if it is not there.
  func text(_ name: Name) -> String {
    attribute(name)?.value ?? ""
  }

  /// A `true` or `false` of an entry, taken as it is meant; nothing if it is not there or neither.
  func flag(_ name: Name) -> Bool? {
    attribute(name).flatMap { ValueType.bool.number($0.value) }.map { $0 == 1 }
  }
}

extension Name {
  static let allowed = Name("allowed")
  static let enabled = Name("enabled")
}
