/// What one section says, in document order: settings, elements and entries of collections, by their schema places.
///
/// Places are counted from where the section begins, so that sections that are written alike share one ``Layout``: tens
/// of thousands of sites have a few between them.
struct SectionContents: Sendable {
  /// A setting that the section makes.
  struct SettingEntry {
    let id: AttributeID
    /// The attribute's number among those of the section.
    let attribute: UInt32
    /// Whether the value is of its type, and the number that it stands for, if its type has numbers.
    let reading: ValueType.Reading
  }

  /// What an entry does to the collection it stands in.
  struct CollectionOperation {
    let role: ElementDefinition.Role
    let element: Element
  }

  /// Where a section begins: its first element, and that element's first attribute.
  struct Origin: Sendable {
    private let markup: Markup
    private let firstElement: UInt32
    private let firstAttribute: UInt32

    /// The origin of a section that begins with an element.
    init(_ root: Element) {
      markup = root.markup
      firstElement = UInt32(root.index)
      firstAttribute = UInt32(root.markup.elements[root.index].firstAttribute)
    }

    func number(of element: Element) -> UInt32 { UInt32(element.index) - firstElement }
    func number(of attribute: Attribute) -> UInt32 { UInt32(attribute.index) - firstAttribute }
    func element(_ number: UInt32) -> Element { Element(markup: markup, index: Int(firstElement + number)) }
    func attribute(_ number: UInt32) -> Attribute { Attribute(markup: markup, index: Int(firstAttribute + number)) }

    /// Where an attribute's value stands.
    func place(ofAttribute number: UInt32) -> ByteRange {
      markup.valuePlace(of: markup.attributes[Int(firstAttribute + number)])
    }
  }

  /// What a reader fills.
  struct Records: Sendable {
    fileprivate let origin: Origin
    fileprivate var settings: [(id: AttributeID, attribute: UInt32, reading: ValueType.Reading)] = []
    fileprivate var elements: [(id: ElementID, element: UInt32)] = []
    fileprivate var redirections: [(element: ElementID, attribute: UInt32)] = []
    fileprivate var operations: [(collection: ElementID, role: ElementDefinition.Role, element: UInt32)] = []
    fileprivate var stated = StatedSettings()
    /// The attributes whose values decide what is recorded, as texts do not.
    private(set) var decisiveAttributes: [UInt32] = []

    /// Nothing yet of a section that begins with an element.
    init(of root: Element) { origin = Origin(root) }

    /// Notes a setting.
    mutating func add(_ attribute: Attribute, as id: AttributeID, _ reading: ValueType.Reading) {
      stated.insert(id)
      settings.append((id, origin.number(of: attribute), reading))
    }

    /// Notes an element.
    mutating func add(_ element: Element, as id: ElementID) { elements.append((id, origin.number(of: element))) }

    /// Notes that an element stands in another file, as an attribute says.
    mutating func addRedirection(of id: ElementID, by attribute: Attribute) {
      stated = .all
      redirections.append((id, origin.number(of: attribute)))
    }

    /// Notes an entry of a collection.
    mutating func add(_ element: Element, in collection: ElementID, _ role: ElementDefinition.Role) {
      operations.append((collection, role, origin.number(of: element)))
    }

    /// Notes that another value of an attribute may lead to other records.
    mutating func addDecisive(_ attribute: Attribute) { decisiveAttributes.append(origin.number(of: attribute)) }
  }

  /// What sections that are written alike have in common; a class, as they share it, and it never changes.
  final class Layout: Sendable {
    fileprivate let records: Records

    init(_ records: Records) { self.records = records }

    /// The attributes whose values decide what the section comes to, by their numbers in it.
    var decisiveAttributes: [UInt32] { records.decisiveAttributes }
  }

  /// What the section has in common with others that are written alike; nothing where it is not in the file at all.
  let layout: Layout?
  private let origin: Origin?

  /// What was read of a section; nothing of one that is not in the file.
  init(_ records: Records?) {
    layout = records.map(Layout.init)
    origin = records?.origin
  }

  /// A section that begins with an element, and is written as others of this layout.
  init(of root: Element, _ layout: Layout) {
    self.layout = layout
    origin = Origin(root)
  }
}

extension SectionContents {
  /// Whether the section is not in the file at all.
  var isEmpty: Bool { layout == nil }

  /// Whether the section sets anything.
  var hasSettings: Bool { layout.map { !$0.records.settings.isEmpty || !$0.records.operations.isEmpty } ?? false }

  /// Whether the section does anything to a collection.
  var hasEntries: Bool { layout.map { !$0.records.operations.isEmpty } ?? false }

  /// The settings of which the section may say something.
  var stated: StatedSettings { layout?.records.stated ?? StatedSettings() }

  /// Whether a part of the section stands in another file.
  var isRedirected: Bool { layout.map { !$0.records.redirections.isEmpty } ?? false }

  /// Where it is said that the element of a setting, or one around it, stands in another file.
  func redirection(of setting: AttributeID) -> ByteRange? {
    guard let layout, isRedirected else { return nil }
    for next in sequence(first: Schema.tables[setting].element, next: { Schema.tables[$0].parent }) {
      if let redirection = layout.records.redirections.first(where: { $0.element == next }) {
        return origin?.attribute(redirection.attribute).place
      }
    }
    return nil
  }

  /// The last entry for a setting; later ones win.
  func setting(_ id: AttributeID) -> SettingEntry? {
    guard let entry = layout?.records.settings.last(where: { $0.id == id }) else { return nil }
    return SettingEntry(id: id, attribute: entry.attribute, reading: entry.reading)
  }

  /// Every entry for a setting, in document order.
  var settings: [SettingEntry] {
    layout?.records.settings.map { SettingEntry(id: $0.id, attribute: $0.attribute, reading: $0.reading) } ?? []
  }

  /// Where the value of a setting stands.
  func place(of entry: SettingEntry) -> ByteRange? { origin?.place(ofAttribute: entry.attribute) }

  /// The attribute that makes a setting.
  func attribute(of entry: SettingEntry) -> Attribute? { origin?.attribute(entry.attribute) }

  /// The first element of the section: its root.
  var root: Element? { origin?.element(0) }

  /// The last element of a kind.
  func element(_ id: ElementID) -> Element? {
    guard let entry = layout?.records.elements.last(where: { $0.id == id }) else { return nil }
    return origin?.element(entry.element)
  }

  /// The collections to which the section does something, each once; those inside of entries are left out.
  var collections: [ElementID] {
    var found: [ElementID] = []
    for operation in layout?.records.operations ?? []
    where !found.contains(operation.collection) && !Schema.tables[operation.collection].isRepeated {
      found.append(operation.collection)
    }
    return found
  }

  /// What the section does to a collection, in document order.
  func operations(on collection: ElementID) -> [CollectionOperation] {
    guard let layout, let origin, hasEntries else { return [] }
    return layout.records.operations.filter { $0.collection == collection }.map {
      CollectionOperation(role: $0.role, element: origin.element($0.element))
    }
  }
}
