internal import IISConfiguration
internal import NetworkModel

/// A resource of Azure in JSON, whoever wrote it: with its values under `properties`, as templates have it, or flat, as
/// the CLI prints them; or, with names in snake case, in a Terraform plan.
struct AzureItem {
  let value: JSONValue
  /// The kind that the file names, in lower case.
  let type: String?
  /// What else is known of it, in a template or a plan.
  private let context: Context
  /// What stands under `properties`, if anything does.
  private let properties: JSONValue?

  /// What a template or a plan tells of a resource, and does not write into it.
  private enum Context {
    case none
    case id(ResourceID)
    case plan(TerraformResource)
  }

  init(_ value: JSONValue, type: String? = nil) {
    self.init(value, type, .none)
  }

  /// A resource of a template.
  init(_ resource: TemplateResource) {
    self.init(resource.value, resource.type, .id(resource.id))
  }

  /// A resource of a plan.
  init(_ resource: TerraformResource) {
    self.init(resource.values, resource.type, .plan(resource))
  }

  private init(_ value: JSONValue, _ type: String?, _ context: Context) {
    self.value = value
    // Where PSRule has a type of its own, it has Azure's beside it.
    self.type = (type ?? value["resourceType"]?.string?.value ?? value["type"]?.string?.value)?.lowercased()
    self.context = context
    properties = value["properties"]
  }

  private func member(_ name: String) -> JSONValue? { properties?[name] ?? value[name] }

  /// The first of some members that is there, under `properties` or flat; null counts as no value.
  subscript(names: String...) -> JSONValue? {
    for name in names {
      if let found = member(name) { return found }
    }
    return nil
  }

  /// All elements of the arrays, and all values that are no arrays, of some members; empty strings count as no value.
  func list(_ names: String...) -> [JSONValue] {
    var found: [JSONValue] = []
    for case let value? in names.lazy.map(member) {
      if case .array(let elements) = value.content {
        found += elements.filter { !$0.isNull && !$0.isEmptyText }
      } else if !value.isEmptyText {
        found.append(value)
      }
    }
    return found
  }

  /// The name as the file has it; the place is that of the whole resource where there is none.
  var name: Located<String> {
    if let name = value["name"]?.caption, !name.value.isEmpty { return name }
    if case .plan(let resource) = context { return resource.address }
    return Located("", at: ByteRange(value.range.start, min(value.range.start + 1, value.range.end)))
  }

  /// The id, if the file has it or tells what it will be.
  var id: ResourceID? {
    switch context {
    case .id(let id): id
    case .plan(let resource): resource.id
    case .none: value["id"]?.resourceID
    }
  }

  /// The id, or the name where the file has no id.
  var identity: ResourceID { id ?? ResourceID(name.value) }

  /// The resource that a member names, which a plan may tell by what its configuration refers to.
  func reference(_ name: String) -> ResourceID? {
    if let id = self[name]?.resourceID { return id }
    if case .plan(let resource) = context { return resource.reference(name) }
    return nil
  }

  /// Whether it is there only on a condition that no file decides.
  var isConditional: Bool { value["condition"] != nil }

  /// Whether it is a resource of a plan or a state of Terraform.
  var isOfTerraform: Bool { if case .plan = context { true } else { false } }

  /// Whether it is a resource of a template.
  var isOfTemplate: Bool { if case .id = context { true } else { false } }

  /// The resource of a kind that a plan's member names by its name alone.
  func ownerInGroup(_ member: String, type: String) -> ResourceID? {
    guard case .plan(let resource) = context else { return nil }
    return resource.owner(member, type: type)
  }

  /// What a plan's configuration says of a member whose values the plan does not tell.
  func untold(_ name: String) -> JSONValue? {
    guard self[name] == nil, case .plan(let resource) = context else { return nil }
    return resource.expressions?[name]
  }

  /// The parts of a member, with what a plan's configuration says of them.
  func parts(_ names: String...) -> [AzureItem] {
    names.flatMap { name -> [AzureItem] in
      let values = member(name)?.elements.filter { !$0.isNull } ?? []
      return values.map { value in
        guard case .plan(let resource) = context else { return AzureItem(value) }
        return AzureItem(resource.block(name, value))
      }
    }
  }
}

extension AzureItem {
  /// The resources that `az` prints: a list, one in a `value`, or a single resource.
  static func list(_ root: JSONValue) -> [AzureItem] {
    if root["effectiveSecurityRules"] == nil, let list = root["value"] { return list.elements.map { AzureItem($0) } }
    if root.isPageOfGraph, let list = root["data"] { return list.elements.map { AzureItem($0) } }
    if case .array(let elements) = root.content { return elements.map { AzureItem($0) } }
    return [AzureItem(root)]
  }
}

extension JSONValue {
  /// Where a list goes on of which Azure's interfaces give a page at a time.
  ///
  /// Resource Graph may give a token although it has given all.
  var nextPage: Located<String>? {
    if isPageOfGraph, let total = (self["total_records"] ?? self["totalRecords"])?.integer,
      total.value <= self["data"]?.elements.count ?? 0
    {
      return nil
    }
    for name in ["nextLink", "skipToken", "skip_token", "$skipToken"] {
      if let next = self[name]?.string, !next.value.isEmpty { return next }
    }
    return nil
  }

  /// Whether this is what Azure Resource Graph answers to a query: `az graph query`.
  var isPageOfGraph: Bool { self["data"] != nil && self["total_records"] ?? self["totalRecords"] != nil }
}
