/// Finds entries of a collection whose keys are those of others that are still there: IIS refuses them (`Cannot add
/// duplicate collection entry`).
///
/// What thousands of sites inherit is looked through once.
struct DuplicateEntries: Sendable {
  private typealias Key = [String]

  /// The entries that are inherited, by collection and key.
  private var inherited: [ElementID: [Key: Element]] = [:]

  /// Nothing is inherited.
  init() {}

  /// A section is inherited.
  init(below section: SectionContents) {
    for collection in section.collections {
      var level = Level(inherited: [:])
      for operation in section.operations(on: collection) { level.apply(operation, in: collection) }
      inherited[collection] = level.own
    }
  }

  /// The duplicates that a section adds, by itself or to what it inherits; of what is inherited some levels are not
  /// looked through yet, from the outermost in.
  ///
  /// An Allow and a Deny rule with one key are left out: that is what `authorization-conflict` is about.
  func problems(in section: SectionContents, below levels: [SectionContents] = []) -> [SchemaProblem] {
    section.collections.flatMap { collection -> [SchemaProblem] in
      guard !levels.isEmpty || inherited[collection] != nil || section.operations(on: collection).count > 1 else {
        return []
      }
      var level = Level(inherited: inherited[collection] ?? [:])
      for operation in levels.flatMap({ $0.operations(on: collection) }) { level.apply(operation, in: collection) }
      return section.operations(on: collection).compactMap { operation in
        guard let first = level.apply(operation, in: collection),
          !Self.isConflict(first, operation.element, in: collection)
        else { return nil }
        return SchemaProblem(
          kind: .duplicateEntry(first: first.place), name: operation.element.spelling,
          parent: Schema.tables[collection].path, value: "", range: operation.element.place, attribute: nil)
      }
    }
  }

  private static func isConflict(_ first: Element, _ second: Element, in collection: ElementID) -> Bool {
    collection == SchemaPlaces.authorization
      && AuthorizationRule(first).isAllow != AuthorizationRule(second).isAllow
  }

  /// The entries of one collection as its operations leave them, above what is inherited, which is never copied.
  private struct Level {
    let inherited: [Key: Element]
    private(set) var own: [Key: Element] = [:]
    private var removed: Set<Key> = []
    private var isCleared = false

    init(inherited: [Key: Element]) { self.inherited = inherited }

    /// Does an operation; of an entry that is added, the one that has its key already.
    @discardableResult mutating func apply(
      _ operation: SectionContents.CollectionOperation, in collection: ElementID
    ) -> Element? {
      let key = Schema.tables.key(of: operation.element, in: collection)
      switch operation.role {
      case .add:
        if let known = own[key] ?? (isCleared || removed.contains(key) ? nil : inherited[key]) { return known }
        own[key] = operation.element
      case .remove:
        own[key] = nil
        removed.insert(key)
      case .clear:
        own = [:]
        isCleared = true
      case .ordinary: break
      }
      return nil
    }
  }
}

extension SchemaTables {
  /// The values of the attributes that make an entry's key, as they are meant.
  fileprivate func key(of entry: Element, in collection: ElementID) -> [String] {
    self[collection].keys.map { attribute in
      let definition = attribute.definition
      let text = entry.attribute(attribute.name)?.value ?? definition.defaultValue ?? ""
      return definition.type.number(text).map(String.init) ?? text.lowercased()
    }
  }
}
