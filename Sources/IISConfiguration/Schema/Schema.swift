/// What IIS accepts in its FTP configuration: two trees of definitions, and their tables for fast look-up.
enum Schema {
  /// Every element and attribute name of the definitions, for interning.
  ///
  /// Reads the definitions only: names are interned before the tables exist.
  static let definedNames: [String] = {
    var names: [String] = []
    func collect(_ element: ElementDefinition) {
      names.append(element.name)
      names += element.attributes.map(\.name)
      element.children.forEach(collect)
    }
    collect(ftpServer)
    collect(systemFTPServer)
    return names
  }()

  /// The tables of both trees.
  static let tables = SchemaTables()
}

/// An element of the schema, by its place in the tables.
struct ElementID: Hashable, Sendable {
  let index: UInt16
}

/// An attribute of the schema, by its place in the tables.
struct AttributeID: Hashable, Sendable {
  let index: UInt16
}

/// The schema as flat tables.
struct SchemaTables: Sendable {
  struct ElementEntry: Sendable {
    let name: Name
    let spelling: String
    /// From the root down: `ftpServer/security/ssl`.
    let path: String
    let role: ElementDefinition.Role
    /// Whether the element, or one around it, is an entry of a collection: its settings may occur many times.
    let isRepeated: Bool
    let parent: ElementID?
    let attributes: Range<Int>
    /// The attributes that make the key of an entry of the collection that the element holds.
    fileprivate(set) var keys: [AttributeEntry] = []
    fileprivate(set) var children: [(name: Name, id: ElementID)]
  }

  struct AttributeEntry: Sendable {
    let name: Name
    let definition: AttributeDefinition
    let element: ElementID
  }

  private(set) var elements: [ElementEntry] = []
  private(set) var attributes: [AttributeEntry] = []
  private(set) var ftpServer = ElementID(index: 0)
  private(set) var systemFTPServer = ElementID(index: 0)
  private var elementsByPath = [String: ElementID](minimumCapacity: 128)

  fileprivate init() {
    ftpServer = add(Schema.ftpServer, parent: nil, isRepeated: false)
    systemFTPServer = add(Schema.systemFTPServer, parent: nil, isRepeated: false)
  }

  private mutating func add(
    _ definition: ElementDefinition, parent: ElementID?, isRepeated: Bool
  ) -> ElementID {
    let id = ElementID(index: UInt16(elements.count))
    let isRepeated = isRepeated || definition.role != .ordinary || definition.name == "session"
    let path = parent.map { self[$0].path + "/" + definition.name } ?? definition.name
    let firstAttribute = attributes.count
    for attribute in definition.attributes {
      attributes.append(AttributeEntry(name: known(attribute.name), definition: attribute, element: id))
    }
    elements.append(
      ElementEntry(
        name: known(definition.name), spelling: definition.name, path: path, role: definition.role,
        isRepeated: isRepeated, parent: parent, attributes: firstAttribute..<attributes.count, children: []))
    elementsByPath[path] = id
    var children: [(name: Name, id: ElementID)] = []
    for child in definition.children {
      children.append((known(child.name), add(child, parent: id, isRepeated: isRepeated)))
    }
    elements[Int(id.index)].children = children
    let entry = children.first { self[$0.id].role == .add }.map { attributes[self[$0.id].attributes] } ?? []
    elements[Int(id.index)].keys = entry.filter { definition.keys.contains($0.definition.name) }
    return id
  }

  private func known(_ name: String) -> Name {
    Vocabulary.ids[name].map(Name.init(id:)) ?? .overflow
  }

  subscript(_ id: ElementID) -> ElementEntry { elements[Int(id.index)] }

  subscript(_ id: AttributeID) -> AttributeEntry { attributes[Int(id.index)] }

  /// The definition of a child element.
  func child(_ name: Name, of parent: ElementID) -> ElementID? {
    for child in self[parent].children where child.name == name { return child.id }
    return nil
  }

  /// The definition of an attribute.
  func attribute(_ name: Name, of element: ElementID) -> AttributeID? {
    for index in self[element].attributes where attributes[index].name == name {
      return AttributeID(index: UInt16(index))
    }
    return nil
  }

  /// The element at a path such as `ftpServer/security/ssl`; traps on a path that this module misspells.
  func element(at path: String) -> ElementID {
    // Never reached from input: paths are literals of this module, looked up once when its tables of keys are made.
    guard let id = elementsByPath[path] else { preconditionFailure("no schema element \(path)") }
    return id
  }

  /// The attribute of the element at a path; traps on a name that this module misspells.
  func attribute(_ name: String, at path: String) -> AttributeID {
    let element = element(at: path)
    // Never reached from input, as for paths.
    guard let attribute = attribute(known(name), of: element) else {
      preconditionFailure("no schema attribute \(path)@\(name)")
    }
    return attribute
  }

  /// The element at a path, if the schema has it.
  func find(_ path: String) -> ElementID? { elementsByPath[path] }

  /// The attribute of this name, if the schema has it.
  func find(_ name: String, of element: ElementID) -> AttributeID? { attribute(known(name), of: element) }

  /// The top of the tree in which an element stands.
  func root(of id: ElementID) -> ElementID {
    var id = id
    while let parent = self[id].parent { id = parent }
    return id
  }
}
