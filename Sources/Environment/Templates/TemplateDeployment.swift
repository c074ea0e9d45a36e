internal import IISConfiguration
internal import NetworkModel

/// A template as it is deployed: its resources with all that files tell of them.
///
/// A class, because resources refer to each other and to what templates within a template put out.
final class TemplateDeployment {
  /// How deep templates may stand in each other.
  static let deepest = 8

  let template: JSONValue
  /// Where its expressions are evaluated: a template within another may share the outer one's parameters.
  let evaluator: TemplateEvaluator
  /// Whether it is deployed at all: a template within another hangs on the condition of the resource that has it; nothing
  /// where no file tells.
  let isDeployed: Bool?
  private let depth: Int
  private var found: [TemplateResource]?
  private var isUnderWay = false

  private init(_ template: JSONValue, _ evaluator: TemplateEvaluator, depth: Int, isDeployed: Bool? = true) {
    self.template = template
    self.evaluator = evaluator
    self.isDeployed = isDeployed
    self.depth = depth
  }

  /// The template of a file.
  ///
  /// - Parameters:
  ///   - template: The template.
  ///   - arguments: What it was or will be deployed with, if files tell, by the names of parameters in lower case.
  ///   - file: The file's path: templates of two files may go to two groups of resources.
  convenience init(_ template: JSONValue, with arguments: [String: JSONValue] = [:], file: String) {
    let scope = TemplateScope(
      template, id: file, target: DeploymentTarget(file: file), arguments: arguments, budget: TemplateBudget())
    self.init(template, TemplateEvaluator(scope), depth: 0)
    scope.deployment = self
  }

  /// The template within a resource, if it is a deployment that has one.
  convenience init?(within resource: TemplateResource, of outer: TemplateDeployment) {
    guard outer.depth < Self.deepest, resource.type.lowercased() == "microsoft.resources/deployments",
      let template = resource.source["properties"]?["template"]
    else { return nil }
    guard resource.hasInnerScope else {
      self.init(template, resource.evaluator, depth: outer.depth + 1, isDeployed: resource.isDeployed)
      return
    }
    let scope = TemplateScope(
      template, id: resource.scopeID, target: resource.target, arguments: resource.arguments,
      budget: outer.evaluator.scope.budget)
    self.init(template, TemplateEvaluator(scope), depth: outer.depth + 1, isDeployed: resource.isDeployed)
    scope.deployment = self
  }

  /// Its resources, those within others too; not those of templates within it.
  var resources: [TemplateResource] {
    if let found { return found }
    // A resource whose name or number hangs on the others is none of them yet.
    guard !isUnderWay else { return [] }
    isUnderWay = true
    defer { isUnderWay = false }
    let all = instances()
    found = all
    return all
  }

  /// All resources, those of templates within it too, in the order of the file.
  var allResources: [TemplateResource] {
    resources.flatMap { [$0] + ($0.nested?.allResources ?? []) }
  }

  /// The resource that something refers to by its symbol, its name or its id; nothing where it cannot be told.
  func resource(_ reference: PartialText) -> TemplateResource? {
    let resources = resources
    guard evaluator.scope.budget.spend(8 * resources.count) else { return nil }
    if let symbol = reference.text?.lowercased(), let found = resources.first(where: { $0.symbol == symbol }) {
      return found
    }
    let id = ResourceID(reference)
    let found = resources.filter { resource in
      resource.name.compared(with: reference) == .same || resource.id.relation(to: id) == .same
    }
    return found.count == 1 ? found.first : nil
  }

  /// What it puts out, as `reference()` shows it: members with a `value`.
  var outputs: JSONValue? {
    guard let outputs = template["outputs"] else { return nil }
    let members = outputs.members.map { output in
      let value = output.value["value"].map(evaluator.expand) ?? evaluator.unknown("outputs", at: output.value.range)
      let member = JSONValue.Member(name: Located("value", at: output.value.range), value: value)
      return JSONValue.Member(
        name: output.name, value: JSONValue(content: .object([member]), range: output.value.range))
    }
    return JSONValue(content: .object(members), range: outputs.range)
  }

  /// Resources are an array, or in `languageVersion` 2.0 an object whose names are symbols.
  private func instances() -> [TemplateResource] {
    guard let resources = template["resources"] else { return [] }
    return resources.elements.flatMap { instances(of: $0, symbol: nil, within: nil) }
      + resources.members.flatMap { instances(of: $0.value, symbol: $0.name.value, within: nil) }
  }

  private func instances(
    of source: JSONValue, symbol: String?, within parent: TemplateResource?
  )
    -> [TemplateResource]
  {
    let around = parent?.evaluator ?? evaluator
    return turns(of: source, around).flatMap { evaluator -> [TemplateResource] in
      // A resource is worth many values: there are at most 800 in a template that Azure takes.
      guard evaluator.scope.budget.spend(50) else { return [] }
      let resource = TemplateResource(source, symbol: symbol, within: parent, of: self, evaluator)
      let children = (parent?.generation ?? 0) < 8 ? source["resources"] : nil
      return [resource]
        + (children?.elements ?? []).flatMap { instances(of: $0, symbol: nil, within: resource) }
        + (children?.members ?? []).flatMap { instances(of: $0.value, symbol: $0.name.value, within: resource) }
    }
  }

  /// A loop makes a resource as often as it says; where no file tells how often, one stands for all.
  private func turns(of source: JSONValue, _ around: TemplateEvaluator) -> [TemplateEvaluator] {
    guard let loop = source["copy"] else { return [around] }
    let name = loop["name"]?.string?.value ?? ""
    guard let count = around.turns(of: loop) else { return [around.looping(name, nil)] }
    return (0..<count).map { around.looping(name, $0) }
  }
}
