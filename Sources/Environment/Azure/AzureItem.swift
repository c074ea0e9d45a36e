internal import IISConfiguration
internal import NetworkModel

/// A resource of Azure in JSON, whoever wrote it: with its values under `properties`, as templates have it, or flat, as
/// the CLI prints them; or, with names in snake case, in a Terraform plan.
struct AzureItem {
  let value: JSONValue
  /// The kind that the file names, in lower case.
  let type: String?

  init(_ value: JSONValue, type: String? = nil) {
    self.value = value
    self.type = (type ?? value["type"]?.string?.value)?.lowercased()
  }

  /// The first of some members that is there, under `properties` or flat; null counts as no value.
  subscript(names: String...) -> JSONValue? {
    for name in names {
      if let found = value["properties"]?[name] ?? value[name] { return found }
    }
    return nil
  }

  /// All elements of the arrays, and all values that are no arrays, of some members; empty strings count as no value.
  func list(_ names: String...) -> [JSONValue] {
    names.compactMap { value["properties"]?[$0] ?? value[$0] }.flatMap { value -> [JSONValue] in
      if case .array(let elements) = value.content { elements.filter { !$0.isNull } } else { [value] }
    }.filter { $0.string?.value != "" }
  }

  /// The name as the file has it; the place is that of the whole resource where there is none.
  var name: Located<String> {
    if let name = value["name"]?.string, !name.value.isEmpty { return name }
    return Located("", at: ByteRange(value.range.start, min(value.range.start + 1, value.range.end)))
  }

  /// The id, if the file has it.
  var id: ResourceID? {
    value["id"]?.string.flatMap { $0.value.isEmpty ? nil : ResourceID($0.value) }
  }
}

extension AzureItem {
  /// The resources that `az` prints: a list, one in a `value`, or a single resource.
  static func list(_ root: JSONValue) -> [AzureItem] {
    if root["effectiveSecurityRules"] == nil, let list = root["value"] { return list.elements.map { AzureItem($0) } }
    if case .array(let elements) = root.content { return elements.map { AzureItem($0) } }
    return [AzureItem(root)]
  }
}

extension JSONValue {
  /// Whether this is an expression of a template, `[parameters('x')]`, whose value no file tells.
  var isExpression: Bool {
    guard let text = string?.value else { return false }
    return text.hasPrefix("[") && !text.hasPrefix("[[") && text.hasSuffix("]")
  }
}
