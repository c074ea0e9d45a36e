internal import IISConfiguration
internal import NetworkModel

/// What names stand for in a template: its parameters, variables and functions, and where it is deployed.
///
/// A class, because values are computed once, when they are first asked for.
final class TemplateScope {
  /// Tells scopes apart, over all files: parameters of one name in two scopes are two.
  let id: String
  /// The template whose expressions are evaluated.
  let template: JSONValue
  /// The subscription and the group of resources that it is deployed to.
  let target: DeploymentTarget
  let budget: TemplateBudget
  /// The resources of the template, for what refers to them.
  weak var deployment: TemplateDeployment?
  /// What is passed for parameters, by their names in lower case.
  private let arguments: [String: JSONValue]
  private var evaluated: [String: JSONValue] = [:]
  private var underWay: Set<String> = []

  /// A scope.
  init(
    _ template: JSONValue, id: String, target: DeploymentTarget, arguments: [String: JSONValue] = [:],
    budget: TemplateBudget
  ) {
    self.template = template
    self.id = id
    self.target = target
    self.arguments = arguments
    self.budget = budget
  }

  /// What a parameter stands for: what is passed, else its default; nothing where no file tells.
  func parameter(_ name: String) -> JSONValue? {
    let name = name.lowercased()
    if let argument = arguments[name] { return argument }
    return once("parameter \(name)") {
      template["parameters"]?[name]?["defaultValue"].map { TemplateEvaluator(self).expand($0) }
    }
  }

  /// What a variable stands for; nothing where there is none.
  func variable(_ name: String) -> JSONValue? {
    let name = name.lowercased()
    return once("variable \(name)") {
      if let found = template["variables"]?[name] { return TemplateEvaluator(self).expand(found) }
      // Variables may come from loops of their own.
      let loops = template["variables"]?["copy"]?.elements ?? []
      let loop = loops.first { $0["name"]?.string?.value.lowercased() == name }
      return loop.map { TemplateEvaluator(self).elements(of: $0) }
    }
  }

  /// A function of the template's own: `namespace.name`.
  func function(_ name: String) -> JSONValue? {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    let namespaces = template["functions"]?.elements ?? []
    let namespace = namespaces.first { $0["namespace"]?.string?.value.lowercased() == parts[0] }
    return namespace?["members"]?[parts[1]]
  }

  private func once(_ key: String, _ evaluate: () -> JSONValue?) -> JSONValue? {
    if let known = evaluated[key] { return known }
    // What hangs on itself stands for nothing.
    guard underWay.insert(key).inserted else { return nil }
    defer { underWay.remove(key) }
    guard budget.enter() else { return nil }
    defer { budget.leave() }
    guard let found = evaluate(), found.weight() != nil else { return nil }
    evaluated[key] = found
    return found
  }
}

/// The subscription and the group of resources that a template is deployed to.
struct DeploymentTarget {
  var subscription: PartialText
  var resourceGroup: PartialText

  /// Where a file is deployed to that does not tell: what is known is only that all of it goes there.
  init(file: String) {
    subscription = PartialText([.unknown("subscription().subscriptionId", scope: file)])
    resourceGroup = PartialText([.unknown("resourceGroup().name", scope: file)])
  }

  /// The beginning of the ids of its resources.
  var path: PartialText { PartialText("/subscriptions/") + subscription + "/resourceGroups/" + resourceGroup }

  /// The id of a resource in the group: of `a/b` and `c`, `…/providers/a/b/c`.
  func id(_ type: String, _ names: [PartialText]) -> PartialText? { Self.id(path, type, names) }

  /// The id of a resource below something; nothing where the names do not fit the kind.
  static func id(_ path: PartialText, _ type: String, _ names: [PartialText]) -> PartialText? {
    let kinds = type.split(separator: "/").map(String.init)
    guard kinds.count >= 2, names.count == kinds.count - 1 else { return nil }
    var id = path + "/providers/" + PartialText(kinds[0])
    for (kind, name) in zip(kinds.dropFirst(), names) { id = id + "/" + PartialText(kind) + "/" + name }
    return id
  }
}
