/// What one section says, in document order: settings, elements and entries of collections, by their schema places.
struct SectionContents: Sendable {
  struct SettingEntry: Sendable {
    let id: AttributeID
    let attribute: Attribute
    /// Whether the value is of its type, and the number that it stands for, if its type has numbers.
    let reading: ValueType.Reading
  }

  struct ElementEntry: Sendable {
    let id: ElementID
    let element: Element
  }

  struct CollectionOperation: Sendable {
    let collection: ElementID
    let role: ElementDefinition.Role
    let element: Element
  }

  var settings: [SettingEntry] = []
  var elements: [ElementEntry] = []
  var operations: [CollectionOperation] = []

  /// The last entry for a setting; later ones win.
  func setting(_ id: AttributeID) -> SettingEntry? {
    settings.last { $0.id == id }
  }

  /// The last element of a kind.
  func element(_ id: ElementID) -> Element? {
    elements.last { $0.id == id }?.element
  }
}
