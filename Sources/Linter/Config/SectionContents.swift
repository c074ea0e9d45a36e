/// What one section says, in document order: settings, elements and entries of collections, by their schema places.
///
/// Holds numbers only, and the markup once: there is a section for each of tens of thousands of sites.
struct SectionContents: Sendable {
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

  private struct SettingRecord {
    let id: AttributeID
    let attribute: UInt32
    let reading: ValueType.Reading
  }

  private struct ElementRecord {
    let id: ElementID
    let element: UInt32
  }

  private struct OperationRecord {
    let collection: ElementID
    let role: ElementDefinition.Role
    let element: UInt32
  }

  private var markup: Markup?
  private var settingRecords: [SettingRecord] = []
  private var elementRecords: [ElementRecord] = []
  private var operationRecords: [OperationRecord] = []

  /// Notes a setting; all that a section holds is of one file.
  mutating func add(_ attribute: Attribute, as id: AttributeID, _ reading: ValueType.Reading) {
    markup = attribute.markup
    settingRecords.append(SettingRecord(id: id, attribute: UInt32(attribute.index), reading: reading))
  }

  /// Notes an element.
  mutating func add(_ element: Element, as id: ElementID) {
    markup = element.markup
    elementRecords.append(ElementRecord(id: id, element: UInt32(element.index)))
  }

  /// Notes an entry of a collection.
  mutating func add(_ element: Element, in collection: ElementID, _ role: ElementDefinition.Role) {
    markup = element.markup
    operationRecords.append(
      OperationRecord(collection: collection, role: role, element: UInt32(element.index)))
  }
}

extension SectionContents {
  /// Whether the section is not in the file at all.
  var isEmpty: Bool { elementRecords.isEmpty }

  /// Whether the section sets anything.
  var hasSettings: Bool { !settingRecords.isEmpty || !operationRecords.isEmpty }

  /// The last entry for a setting; later ones win.
  func setting(_ id: AttributeID) -> SettingEntry? {
    guard let markup, let record = settingRecords.last(where: { $0.id == id }) else { return nil }
    return entry(record, markup)
  }

  /// Every entry for a setting, in document order.
  var settings: [SettingEntry] {
    markup.map { markup in settingRecords.map { entry($0, markup) } } ?? []
  }

  /// The section's own elements, in document order.
  var elements: [Element] {
    markup.map { markup in elementRecords.map { Element(markup: markup, index: Int($0.element)) } } ?? []
  }

  /// The first element of the section: its root.
  var root: Element? {
    guard let markup, let first = elementRecords.first else { return nil }
    return Element(markup: markup, index: Int(first.element))
  }

  /// The last element of a kind.
  func element(_ id: ElementID) -> Element? {
    guard let markup, let record = elementRecords.last(where: { $0.id == id }) else { return nil }
    return Element(markup: markup, index: Int(record.element))
  }

  /// What the section does to a collection, in document order.
  func operations(on collection: ElementID) -> [CollectionOperation] {
    guard let markup, !operationRecords.isEmpty else { return [] }
    return operationRecords.filter { $0.collection == collection }.map {
      CollectionOperation(role: $0.role, element: Element(markup: markup, index: Int($0.element)))
    }
  }

  private func entry(_ record: SettingRecord, _ markup: Markup) -> SettingEntry {
    SettingEntry(
      id: record.id, attribute: Attribute(markup: markup, index: Int(record.attribute)), reading: record.reading)
  }
}
