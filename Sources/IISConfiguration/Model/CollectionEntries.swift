/// An entry of a collection, which `<remove>` names by its key.
protocol CollectionEntry: Sendable {
  /// What tells entries apart.
  associatedtype Key: Hashable & Sendable

  /// An entry that an element makes.
  init(_ element: Element)

  /// The key that an `<add>` or a `<remove>` names.
  static func key(_ element: Element) -> Key
}

/// The entries of a collection that are left after `<remove>` and `<clear/>` of some levels.
///
/// Lower levels append to what they inherit (`mergeAppend`, the schema's default). What thousands of sites inherit is
/// read once, and a site with entries of its own takes no longer for them than for what it inherits.
struct CollectionEntries<Entry: CollectionEntry>: Sendable {
  /// What is left, in order.
  let entries: [Entry]
  /// The elements that make them.
  private let elements: [Element]
  /// Where the entries of each key stand, if they are many: a few are looked through as quickly.
  private let places: [Entry.Key: [Int]]?

  private static var few: Int { 16 }

  /// The entries of levels, from the outermost in.
  init(of collection: ElementID, in levels: [SectionContents]) {
    elements = SectionContents.entries(of: collection, in: levels, key: Entry.key)
    entries = elements.map(Entry.init)
    places = elements.count > Self.few ? index(elements, by: Entry.key) : nil
  }

  /// What is left of these below some more levels, from the outermost in.
  func entries(of collection: ElementID, in levels: [SectionContents]) -> [Entry] {
    let operations = levels.flatMap { $0.operations(on: collection) }
    guard !operations.isEmpty else { return entries }
    let own = SectionContents.entries(of: collection, in: levels, key: Entry.key).map(Entry.init)
    if operations.contains(where: { $0.role == .clear }) { return own }
    var removed: Set<Int> = []
    for operation in operations where operation.role == .remove {
      removed.formUnion(places(of: Entry.key(operation.element)))
    }
    return (removed.isEmpty ? entries : entries.indices.filter { !removed.contains($0) }.map { entries[$0] }) + own
  }

  private func places(of key: Entry.Key) -> [Int] {
    guard let places else { return elements.indices.filter { Entry.key(elements[$0]) == key } }
    return places[key] ?? []
  }
}

extension SectionContents {
  /// The entries of a collection that are left after `<remove>` and `<clear/>`, levels from the outermost in.
  static func entries<Key: Hashable>(
    of collection: ElementID, in levels: [SectionContents], key: (Element) -> Key
  ) -> [Element] {
    var entries: [Element?] = []
    // Made when the first is removed: most collections only grow.
    var places: [Key: [Int]]?
    for level in levels {
      for operation in level.operations(on: collection) {
        switch operation.role {
        case .add:
          places?[key(operation.element), default: []].append(entries.count)
          entries.append(operation.element)
        case .remove:
          if places == nil { places = index(entries.compactMap(\.self), by: key) }
          for place in places?.removeValue(forKey: key(operation.element)) ?? [] { entries[place] = nil }
        case .clear: (entries, places) = ([], nil)
        case .ordinary: break
        }
      }
    }
    return entries.compactMap(\.self)
  }
}

/// Where the elements of each key stand.
private func index<Key: Hashable>(_ elements: [Element], by key: (Element) -> Key) -> [Key: [Int]] {
  Dictionary(grouping: elements.indices) { key(elements[$0]) }
}

extension Element {
  /// The text of an attribute, empty if it is not there.
  func text(_ name: Name) -> String {
    attribute(name)?.value ?? ""
  }

  /// A `true` or `false` of an entry, taken as it is meant; nothing if it is not there or neither.
  func flag(_ name: Name) -> Bool? {
    attribute(name)?.number(as: .bool).map { $0 == 1 }
  }
}

extension Name {
  static let allowed = Name("allowed")
  static let enabled = Name("enabled")
}
