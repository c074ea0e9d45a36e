/// What one section says, in document order: settings, elements and entries of collections, by their schema places.
///
/// Holds numbers only, and the markup once, and is a class: each of tens of thousands of sites has one, which dozens of
/// rules look into.
final class SectionContents: Sendable {
  /// A setting that the section makes.
  struct SettingEntry {
    let id: AttributeID
    let attribute: Attribute
    /// Whether the value is of its type, and the number that it stands for, if its type has numbers.
    let reading: ValueType.Reading
  }

  /// What an entry does to the collection it stands in.
  struct CollectionOperation {
    let role: ElementDefinition.Role
    let element: Element
  }

  /// What a reader fills.
  struct Records: Sendable {
    fileprivate var markup: Markup?
    fileprivate var settings: [(id: AttributeID, attribute: UInt32, reading: ValueType.Reading)] = []
    fileprivate var elements: [(id: ElementID, element: UInt32)] = []
    fileprivate var redirections: [(element: ElementID, place: ByteRange)] = []
    fileprivate var operations: [(collection: ElementID, role: ElementDefinition.Role, element: UInt32)] = []
    fileprivate var stated = StatedSettings()

    /// Notes a setting; all that a section holds is of one file.
    mutating func add(_ attribute: Attribute, as id: AttributeID, _ reading: ValueType.Reading) {
      markup = attribute.markup
      stated.insert(id)
      settings.append((id, UInt32(attribute.index), reading))
    }

    /// Notes an element.
    mutating func add(_ element: Element, as id: ElementID) {
      markup = element.markup
      elements.append((id, UInt32(element.index)))
    }

    /// Notes that an element stands in another file.
    mutating func addRedirection(of id: ElementID, at place: ByteRange) {
      stated = .all
      redirections.append((id, place))
    }

    /// Notes an entry of a collection.
    mutating func add(_ element: Element, in collection: ElementID, _ role: ElementDefinition.Role) {
      markup = element.markup
      operations.append((collection, role, UInt32(element.index)))
    }
  }

  private let records: Records

  init(_ records: Records) {
    self.records = records
  }
}

extension SectionContents {
  /// Whether the section is not in the file at all.
  var isEmpty: Bool { records.elements.isEmpty }

  /// Whether the section sets anything.
  var hasSettings: Bool { !records.settings.isEmpty || !records.operations.isEmpty }

  /// Whether the section does anything to a collection.
  var hasEntries: Bool { !records.operations.isEmpty }

  /// The settings of which the section may say something.
  var stated: StatedSettings { records.stated }

  /// Whether a part of the section stands in another file.
  var isRedirected: Bool { !records.redirections.isEmpty }

  /// Where it is said that the element of a setting, or one around it, stands in another file.
  func redirection(of setting: AttributeID) -> ByteRange? {
    guard isRedirected else { return nil }
    for next in sequence(first: Schema.tables[setting].element, next: { Schema.tables[$0].parent }) {
      if let redirection = records.redirections.first(where: { $0.element == next }) { return redirection.place }
    }
    return nil
  }

  /// The last entry for a setting; later ones win.
  func setting(_ id: AttributeID) -> SettingEntry? {
    guard let markup = records.markup, let record = records.settings.last(where: { $0.id == id }) else { return nil }
    return entry(record, markup)
  }

  /// Every entry for a setting, in document order.
  var settings: [SettingEntry] {
    records.markup.map { markup in records.settings.map { entry($0, markup) } } ?? []
  }

  /// The section's own elements, in document order.
  var elements: [Element] {
    records.markup.map { markup in records.elements.map { Element(markup: markup, index: Int($0.element)) } } ?? []
  }

  /// The first element of the section: its root.
  var root: Element? {
    guard let markup = records.markup, let first = records.elements.first else { return nil }
    return Element(markup: markup, index: Int(first.element))
  }

  /// The last element of a kind.
  func element(_ id: ElementID) -> Element? {
    guard let markup = records.markup, let record = records.elements.last(where: { $0.id == id }) else { return nil }
    return Element(markup: markup, index: Int(record.element))
  }

  /// The collections to which the section does something, each once; those inside of entries are left out.
  var collections: [ElementID] {
    var found: [ElementID] = []
    for record in records.operations
    where !found.contains(record.collection) && !Schema.tables[record.collection].isRepeated {
      found.append(record.collection)
    }
    return found
  }

  /// What the section does to a collection, in document order.
  func operations(on collection: ElementID) -> [CollectionOperation] {
    guard let markup = records.markup, !records.operations.isEmpty else { return [] }
    return records.operations.filter { $0.collection == collection }.map {
      CollectionOperation(role: $0.role, element: Element(markup: markup, index: Int($0.element)))
    }
  }

  private func entry(
    _ record: (id: AttributeID, attribute: UInt32, reading: ValueType.Reading), _ markup: Markup
  ) -> SettingEntry {
    SettingEntry(
      id: record.id, attribute: Attribute(markup: markup, index: Int(record.attribute)), reading: record.reading)
  }
}
