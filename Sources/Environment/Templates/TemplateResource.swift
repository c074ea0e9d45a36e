internal import IISConfiguration
internal import NetworkModel

/// A resource of a template: one turn, if it is in a loop.
///
/// A class, because its values are computed when they are first asked for, and others may ask.
final class TemplateResource {
  /// What the template has.
  let source: JSONValue
  /// What other resources of the template call it, in lower case; only newer templates have such names.
  let symbol: String?
  let evaluator: TemplateEvaluator
  /// The kind with the kinds that it is a part of: `Microsoft.Network/virtualNetworks/subnets`.
  let type: String
  /// The name with the names of what it is a part of: `vnet/ftp`.
  let name: PartialText
  let id: ResourceID
  /// The group of resources that it is in or, if it is a deployment, that its template goes to.
  let target: DeploymentTarget
  /// How many resources it stands in.
  let generation: Int
  private let fullID: PartialText
  private let names: [PartialText]
  private unowned let deployment: TemplateDeployment
  /// Whether the template that it stands in is deployed; asked for also when that is no longer there.
  private let isTemplateDeployed: Bool?
  private var isUnderWay = false
  private var expanded: JSONValue?
  private var inner: TemplateDeployment??
  private var isEntered = false

  init(
    _ source: JSONValue, symbol: String?, within parent: TemplateResource?, of deployment: TemplateDeployment,
    _ evaluator: TemplateEvaluator
  ) {
    self.source = source
    self.symbol = symbol?.lowercased()
    self.deployment = deployment
    isTemplateDeployed = deployment.isDeployed
    self.evaluator = evaluator
    generation = (parent?.generation ?? 0) + 1
    let type = source["type"].map(evaluator.expand)?.string?.value ?? ""
    let written =
      source["name"].map(evaluator.expand)?.partialText
      ?? evaluator.unknown("name", at: source.range).partialText ?? PartialText([])
    // A resource within another leaves out what that one says already.
    let isShort = parent != nil && type.split(separator: "/").count == 1
    self.type = isShort ? "\(parent?.type ?? "")/\(type)" : type
    names = (isShort ? parent?.names ?? [] : []) + written.segments
    name = names.dropFirst().reduce(names.first ?? PartialText([])) { $0 + "/" + $1 }
    var target = evaluator.scope.target
    if let group = source["resourceGroup"].map(evaluator.expand)?.partialText { target.resourceGroup = group }
    if let subscription = source["subscriptionId"].map(evaluator.expand)?.partialText {
      target.subscription = subscription
    }
    self.target = target
    fullID =
      target.id(self.type, names)
      ?? PartialText([.unknown(name.description, scope: "\(evaluator.scope.id)@\(source.range.start)")])
    id = ResourceID(fullID)
  }

  /// The template within it, if it is a deployment.
  var nested: TemplateDeployment? {
    if let inner { return inner }
    // What is passed to it may hang on what it puts out.
    guard !isEntered else { return nil }
    isEntered = true
    defer { isEntered = false }
    let found = TemplateDeployment(within: self, of: deployment)
    inner = .some(found)
    return found
  }

  /// Whether it is deployed: `false` of its condition, or of that on which its template is, and nothing where no file tells.
  var isDeployed: Bool? {
    let holds = [isTemplateDeployed, source["condition"].map(evaluator.expand).map(\.boolean) ?? true]
    if holds.contains(false) { return false }
    return holds.contains(nil) ? nil : true
  }

  /// The resource with values in the place of expressions, without resources within it and without a condition that holds.
  var value: JSONValue {
    if let expanded { return expanded }
    // What refers to itself tells nothing.
    guard !isUnderWay else { return JSONValue(content: .object([]), range: source.range) }
    isUnderWay = true
    defer { isUnderWay = false }
    var leftOut: Set<String> = ["resources"]
    if isDeployed == true { leftOut.insert("condition") }
    if source["copy"].flatMap(evaluator.turns) != nil { leftOut.insert("copy") }
    let isDeployment = nested != nil
    let members = source.members.compactMap { member -> JSONValue.Member? in
      let name = member.name.value.lowercased()
      guard !leftOut.contains(name) else { return nil }
      // What a template within it says is its own affair.
      guard name == "copy" || (isDeployment && name == "properties") else {
        return JSONValue.Member(name: member.name, value: evaluator.expand(member.value))
      }
      return member
    }
    let found = JSONValue(content: .object(members + inheritedCondition), range: source.range)
    expanded = found
    return found
  }

  /// The condition of the template, where the resource has none that says as much.
  private var inheritedCondition: [JSONValue.Member] {
    guard isTemplateDeployed == nil, source["condition"] == nil else { return [] }
    return [
      JSONValue.Member(
        name: Located("condition", at: source.range), value: evaluator.unknown("condition", at: source.range))
    ]
  }

  /// What `reference()` shows of it; nothing for one that is not in the template.
  var properties: JSONValue? {
    if source["existing"] != nil { return nil }
    guard let nested else { return value["properties"].map(withIDs) }
    guard let outputs = nested.outputs else { return nil }
    let member = JSONValue.Member(name: Located("outputs", at: outputs.range), value: outputs)
    return JSONValue(content: .object([member]), range: source.range)
  }

  /// What `resourceInfo()` shows of it.
  func info(at range: ByteRange) -> JSONValue {
    let members = [("id", fullID), ("name", name), ("type", PartialText(type))].map { name, text in
      JSONValue.Member(name: Located(name, at: range), value: JSONValue(content: .partial(text), range: range))
    }
    return JSONValue(content: .object(members), range: range)
  }

  /// Azure gives each part of a resource an id, which templates do not have: `…/virtualNetworks/v/subnets/ftp`.
  private func withIDs(_ properties: JSONValue) -> JSONValue {
    let members = properties.members.map { member -> JSONValue.Member in
      guard case .array(let elements) = member.value.content else { return member }
      let parts = elements.map { element -> JSONValue in
        guard element["id"] == nil, let name = element["name"]?.partialText else { return element }
        let id = fullID + "/" + PartialText(member.name.value) + "/" + name
        let added = JSONValue.Member(
          name: Located("id", at: element.range), value: JSONValue(content: .partial(id), range: element.range))
        return JSONValue(content: .object(element.members + [added]), range: element.range)
      }
      return JSONValue.Member(
        name: member.name, value: JSONValue(content: .array(parts), range: member.value.range))
    }
    return JSONValue(content: .object(members), range: properties.range)
  }
}

// MARK: - Deployments

extension TemplateResource {
  /// Whether the template within it has parameters and variables of its own, which since `languageVersion` 2.0 is usual.
  var hasInnerScope: Bool {
    switch source["properties"]?["expressionEvaluationOptions"]?["scope"]?.string?.value.lowercased() {
    case "inner": true
    case "outer": false
    default: deployment.template["languageVersion"] != nil
    }
  }

  /// What tells its scope apart.
  var scopeID: String {
    let turn = evaluator.loops.map { ">\($0.name)=\($0.index.map(String.init) ?? "?")" }.joined()
    return "\(evaluator.scope.id)/\(source.range.start)\(turn)"
  }

  /// What it passes for parameters, by their names in lower case.
  var arguments: [String: JSONValue] {
    let passed = source["properties"]?["parameters"]
    let members = passed.map { $0.isPlainObject ? $0 : evaluator.expand($0) }?.members ?? []
    return Dictionary(
      members.map { member in
        let value = member.value["value"] ?? member.value.members.first { $0.name.value == "value" }?.value
        return (
          member.name.value.lowercased(),
          value.map(evaluator.expand) ?? evaluator.unknown("parameters", at: member.value.range)
        )
      }
    ) { first, _ in first }
  }
}

extension JSONValue {
  fileprivate var isPlainObject: Bool { if case .object = content { true } else { false } }
}
