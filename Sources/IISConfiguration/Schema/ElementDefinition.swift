/// An attribute that the schema defines.
struct AttributeDefinition: Sendable {
  let name: String
  let type: ValueType
  /// What holds where nothing is set.
  let defaultValue: String?
  let isRequired: Bool
  /// Known under `siteDefaults` but not in a site.
  var isForSiteDefaultsOnly = false
}

/// An element that the schema defines, with all below it.
struct ElementDefinition: Sendable {
  /// What an element is to the collection it stands in.
  enum Role: Sendable {
    case ordinary
    /// Adds an entry.
    case add
    /// Takes the entry with the same key away.
    case remove
    /// Takes all entries away.
    case clear
  }

  let name: String
  var attributes: [AttributeDefinition]
  var children: [ElementDefinition]
  var role = Role.ordinary
  /// The attributes that make the key of an entry of the collection that the element holds; none if it holds none.
  var keys: [String] = []

  /// The definition with these attributes that only `siteDefaults` has.
  func forSiteDefaults(_ more: [AttributeDefinition]) -> Self {
    var copy = self
    copy.attributes += more.map { attribute in
      var attribute = attribute
      attribute.isForSiteDefaultsOnly = true
      return attribute
    }
    return copy
  }
}

/// An element with settings of its own.
func element(
  _ name: String, _ attributes: [AttributeDefinition] = [], _ children: [ElementDefinition] = []
) -> ElementDefinition {
  ElementDefinition(name: name, attributes: attributes, children: children)
}

/// An element that holds a collection: `<add>`, and unless told otherwise `<remove>` by its keys, and `<clear/>`.
func collection(
  _ name: String, _ attributes: [AttributeDefinition] = [], keys: [String], adds: [AttributeDefinition],
  entry: String = "add", entryChildren: [ElementDefinition] = [], canRemove: Bool = true,
  _ children: [ElementDefinition] = []
) -> ElementDefinition {
  var operations = [
    ElementDefinition(name: entry, attributes: adds, children: entryChildren, role: .add)
  ]
  if canRemove {
    let keyAttributes = adds.filter { keys.contains($0.name) }
    operations.append(ElementDefinition(name: "remove", attributes: keyAttributes, children: [], role: .remove))
    operations.append(ElementDefinition(name: "clear", attributes: [], children: [], role: .clear))
  }
  return ElementDefinition(name: name, attributes: attributes, children: operations + children, keys: keys)
}

/// `true` or `false`.
func bool(_ name: String, _ defaultValue: String? = nil, required: Bool = false) -> AttributeDefinition {
  AttributeDefinition(name: name, type: .bool, defaultValue: defaultValue, isRequired: required)
}

/// A whole number.
func number(_ name: String, _ type: ValueType, _ defaultValue: String) -> AttributeDefinition {
  AttributeDefinition(name: name, type: type, defaultValue: defaultValue, isRequired: false)
}

/// A text.
func text(
  _ name: String, _ defaultValue: String? = nil, nonEmpty: Bool = false, required: Bool = false
) -> AttributeDefinition {
  AttributeDefinition(
    name: name, type: nonEmpty ? .nonEmptyText : .text, defaultValue: defaultValue, isRequired: required)
}

/// `[d.]hh:mm:ss`.
func timeSpan(_ name: String, _ defaultValue: String) -> AttributeDefinition {
  AttributeDefinition(name: name, type: .timeSpan, defaultValue: defaultValue, isRequired: false)
}

/// One of some names.
func choice(
  _ name: String, _ choices: KeyValuePairs<String, Int64>, _ defaultValue: String? = nil, required: Bool = false
) -> AttributeDefinition {
  AttributeDefinition(
    name: name, type: .enumeration(choices.map { ValueType.Choice($0.key, $0.value) }),
    defaultValue: defaultValue, isRequired: required)
}

/// Any of some names.
func flags(
  _ name: String, _ choices: KeyValuePairs<String, Int64>, _ defaultValue: String? = nil
) -> AttributeDefinition {
  AttributeDefinition(
    name: name, type: .flags(choices.map { ValueType.Choice($0.key, $0.value) }), defaultValue: defaultValue,
    isRequired: false)
}
