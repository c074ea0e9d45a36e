internal import IISConfiguration
internal import NetworkModel
internal import Text

/// Finds the resources in a JSON text, whatever wrapped them, and reads those that matter here.
struct ResourceCollector {
  /// What was read.
  var resources = ServerEnvironment()
  /// The kinds of resources that were found and tell something by themselves.
  private(set) var found: Set<AzureResource.ID> = []
  /// What other resources say of groups.
  var relations = GroupRelations()
  private var looseParts: [LoosePart] = []
  private let kinds: [AzureResource]

  /// A part of a load balancer that is a resource of its own.
  private struct LoosePart {
    let name: Located<String>
    let join: (inout LoadBalancer) -> Void
  }

  /// A collector of these kinds of resources; the first that describes a resource reads it.
  init(_ kinds: [AzureResource]) {
    self.kinds = kinds
  }

  /// Reads what `az` prints.
  mutating func list(_ root: JSONValue, _ file: inout FileReading) {
    if root.isPageOfGraph, let more = root["skip_token"] ?? root["skipToken"] {
      file.note("there are more resources than this page of the answer has", at: more.range)
    }
    for item in AzureItem.list(root) { read(item, &file) }
  }

  /// Reads a resource as Azure foretells it, in which expressions stay that are decided when it is deployed.
  mutating func resource(_ value: JSONValue?, _ file: inout FileReading) {
    guard let value else { return }
    read(AzureItem(TemplateEvaluator.unknowns(of: value, file: file.path)), &file)
  }

  /// Reads the resources of a template, and of templates in it.
  mutating func template(
    _ template: JSONValue, with parameters: JSONValue?, of files: [TemplateParameters] = [],
    _ file: inout FileReading
  ) {
    var arguments = TemplateParameters.arguments(for: template, of: files, in: file.path)
    for parameter in parameters?.members ?? [] {
      arguments[parameter.name.value.lowercased()] = parameter.value["value"]
    }
    let deployment = TemplateDeployment(template, with: arguments, file: file.path)
    for resource in deployment.allResources where resource.isDeployed != false { read(AzureItem(resource), &file) }
  }

  /// Reads a plan of Terraform, or a state.
  mutating func plan(_ root: JSONValue, _ file: inout FileReading) {
    for resource in TerraformPlan(root, file: file.path).resources() { read(AzureItem(resource), &file) }
  }

  private mutating func read(_ item: AzureItem, _ file: inout FileReading) {
    guard let kind = kinds.first(where: { $0.describes(item) }) else { return }
    if kind.tellsByItself { found.insert(kind.id) }
    kind.collect(item, &file, &self)
  }
}

// MARK: - Resources that belong to others

extension ResourceCollector {
  /// Takes a rule that is a resource of its own.
  mutating func addRule(_ item: AzureItem, _ file: inout FileReading) {
    relations.addRule(item, SecurityGroupReader.rule(item, &file), file)
  }

  /// Takes routes that hold for a network interface; those of one file are one table.
  mutating func addEffectiveRoutes(_ routes: [Route], of entry: AzureItem, _ file: FileReading) {
    if let table = resources.routeTables.firstIndex(where: { $0.isEffective && $0.path == file.path }) {
      resources.routeTables[table].routes += routes
      return
    }
    var table = RouteTable(id: ResourceID(file.path), at: file.place(entry.name.range))
    table.isEffective = true
    table.isWhole = true
    table.routes = routes
    resources.routeTables.append(table)
  }

  /// Takes a rule of Virtual Network Manager; those of one file come in one list.
  mutating func addAdminRule(_ rule: SecurityRule, _ file: FileReading) {
    let list = resources.groups.firstIndex { $0.isNetworkManager && $0.path == file.path && $0.id == nil }
    guard let list else {
      // Such a list has no name of its own.
      let id = ResourceID(file.path)
      resources.groups.append(
        NetworkSecurityGroup(
          path: file.path, name: Located(file.path, at: rule.name.range), attachments: [.networkManager(id)],
          rules: [rule]))
      return
    }
    resources.groups[list].rules.append(rule)
  }

  /// Takes a part of a load balancer that is a resource of its own.
  mutating func addPart(_ item: AzureItem, _ join: @escaping (inout LoadBalancer) -> Void) {
    looseParts.append(LoosePart(name: item.name, join: join))
  }

  /// Puts parts that are resources of their own where they belong.
  mutating func join(_ file: inout FileReading) {
    guard resources.loadBalancers.count == 1 else {
      for part in looseParts { file.note("it cannot be told which load balancer this belongs to", at: part.name.range) }
      return
    }
    for part in looseParts { part.join(&resources.loadBalancers[0]) }
  }
}
