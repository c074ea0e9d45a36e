internal import IISConfiguration
internal import NetworkModel

/// A plan or a state of Terraform: what will be there, and what the configuration refers to where values are known only
/// later.
///
/// A class, because resources and references lead back to it. Source: Terraform documentation, "JSON Output Format".
final class TerraformPlan {
  /// The file's path.
  let file: String
  /// What is known of where its resources are: that all of it is in one subscription.
  let target: DeploymentTarget
  private let root: JSONValue
  private var byAddress: [String: TerraformResource] = [:]
  private var byPlace: [String: [TerraformResource]] = [:]
  private var configurations: [[String]: [String: JSONValue]] = [:]

  init(_ root: JSONValue, file: String) {
    self.root = root
    self.file = file
    target = DeploymentTarget(file: file)
  }

  /// The resources that will be there, in the order of the file; those that are only looked up are kept for references.
  func resources() -> [TerraformResource] {
    let values = root["planned_values"] ?? root["values"]
    let found = collect(values?["root_module"], depth: 0)
    let lookedUp = collect(root["prior_state"]?["values"]?["root_module"], depth: 0).filter {
      $0.place.resource.hasPrefix("data.")
    }
    for resource in found + lookedUp where byAddress[resource.address.value] == nil {
      byAddress[resource.address.value] = resource
      byPlace[Self.key(resource.place.modules, resource.place.resource), default: []].append(resource)
    }
    return found.filter { !$0.place.resource.hasPrefix("data.") } + unplanned([], depth: 0)
  }

  /// Associations that the configuration has once in any case, and that no planned values are listed for.
  private func unplanned(_ modules: [String], depth: Int) -> [TerraformResource] {
    guard depth < 32, let module = module(modules) else { return [] }
    let configured = configuration(modules).sorted { $0.value.range < $1.value.range }
    let own = configured.compactMap { name, resource -> TerraformResource? in
      guard let address = resource["address"]?.string, let place = TerraformAddress(address.value),
        Self.isAssociation(name), !Self.isCopied(resource),
        byPlace[Self.key(modules, name)] == nil
      else { return nil }
      let nothing = JSONValue(content: .object([]), range: resource.range)
      let type = String(name.prefix { $0 != "." })
      return TerraformResource(
        nothing, type: type, address: address, place.within(modules), configuration: resource, self)
    }
    return own
      + (module["module_calls"]?.members ?? []).filter { !Self.isCopied($0.value) }
      .flatMap { unplanned(modules + [$0.name.value], depth: depth + 1) }
  }

  private static func isAssociation(_ name: String) -> Bool {
    ["security_group_association.", "route_table_association."].contains(where: name.contains)
  }

  private static func isCopied(_ configuration: JSONValue) -> Bool {
    configuration["count_expression"] != nil || configuration["for_each_expression"] != nil
  }

  private func collect(_ module: JSONValue?, depth: Int) -> [TerraformResource] {
    guard let module, depth < 32 else { return [] }
    var found: [TerraformResource] = []
    for (index, resource) in (module["resources"]?.elements ?? []).enumerated() {
      guard let values = resource["values"] else { continue }
      let type = resource["type"]?.string?.value ?? ""
      let isData = resource["mode"]?.string?.value == "data"
      let start = ByteRange(resource.range.start, min(resource.range.start + 1, resource.range.end))
      let unnamed = Located("\(isData ? "data." : "")\(type).resource\(resource.range.start)-\(index)", at: start)
      let address = resource["address"]?.string ?? unnamed
      guard let place = TerraformAddress(address.value) ?? TerraformAddress(unnamed.value) else { continue }
      let configuration = configuration(place.modules)[place.resource]
      found.append(
        TerraformResource(values, type: type, address: address, place, configuration: configuration, self))
    }
    return found + (module["child_modules"]?.elements ?? []).flatMap { collect($0, depth: depth + 1) }
  }

  private static func key(_ modules: [String], _ resource: String) -> String {
    (modules + [resource]).joined(separator: "\n")
  }

  /// What the configuration of a module says of its resources, by their kinds and names.
  private func configuration(_ modules: [String]) -> [String: JSONValue] {
    let names = modules.map { TerraformAddress.parted($0).name }
    if let known = configurations[names] { return known }
    let found = Dictionary(
      (module(names)?["resources"]?.elements ?? []).compactMap { resource in
        resource["address"]?.string.flatMap { TerraformAddress($0.value) }.map { ($0.resource, resource) }
      }
    ) { first, _ in first }
    configurations[names] = found
    return found
  }

  private func module(_ names: [String]) -> JSONValue? {
    names.reduce(root["configuration"]?["root_module"]) { module, name in call(name, in: module)?["module"] }
  }

  private func call(_ name: String, in module: JSONValue?) -> JSONValue? {
    module?["module_calls"]?.members.first { $0.name.value == name }?.value
  }
}

// MARK: - References

extension TerraformPlan {
  /// Where an expression stands: in which copy of which modules, and in which copy of a resource.
  private struct Frame {
    var modules: [String]
    var key: String?
    var copies: JSONValue?
  }

  /// The resource that an expression in the configuration of another one refers to; one of which nothing is known where that
  /// cannot be told.
  func target(of expression: JSONValue, for resource: TerraformResource) -> ResourceID {
    let place = resource.place
    let frame = Frame(modules: place.modules, key: place.key, copies: resource.copies)
    if let found = target(expression, frame, depth: 0) { return found }
    let words = references(expression).joined(separator: ", ")
    let scope = "\(file)\n\(Self.key(place.modules, place.resource))\(place.key ?? "")"
    return ResourceID(PartialText([.unknown(words.isEmpty ? resource.address.value : words, scope: scope)]))
  }

  /// A resource of which nothing is known but that one of some blocks refers to it, and not which.
  func untoldTarget(of block: JSONValue, in resource: TerraformResource) -> ResourceID {
    ResourceID(PartialText([.unknown(resource.address.value, scope: "\(file)\n\(block.range.start)")]))
  }

  private func references(_ expression: JSONValue) -> [String] {
    let all = (expression["references"]?.elements ?? []).prefix(256).compactMap { $0.string?.value }
    // Terraform lists each reference with all that it begins with: `a.b.id` and `a.b`.
    return all.filter { short in !all.contains { $0 != short && $0.hasPrefix(short) && $0.isLonger(than: short) } }
  }

  private func target(_ expression: JSONValue, _ frame: Frame, depth: Int) -> ResourceID? {
    guard depth < 32 else { return nil }
    if let constant = expression["constant_value"]?.resourceID { return constant }
    let all = references(expression)
    let turns = all.filter { $0.hasPrefix("each.") || $0.hasPrefix("count.") }
    let others = Array(Set(all).subtracting(turns))
    if others.isEmpty, turns.count == 1, turns[0].hasPrefix("each.value") { return turn(frame, depth: depth) }
    guard others.count == 1, let reference = others.first else { return nil }
    // What a loop's value holds may be the key of another copy.
    let isByKey = !turns.isEmpty && turns.allSatisfy { $0 == "each.key" || $0 == "count.index" }
    let steps = TerraformAddress.steps(reference)
    if steps[0] == "var" { return variable(steps, frame, depth: depth) }
    if steps[0] == "module", steps.count == 3 { return output(steps, frame, isByKey: isByKey, depth: depth) }
    guard let found = resource(reference, frame, isByKey: isByKey) else { return nil }
    return attribute(of: found, in: reference, depth: depth)
  }

  /// `each.value` is the copy of what the loop is over that has the same key.
  private func turn(_ frame: Frame, depth: Int) -> ResourceID? {
    guard let over = frame.copies, let key = frame.key else { return nil }
    let all = references(over)
    guard all.count == 1, let address = TerraformAddress(all[0]), address.key == nil, address.rest.isEmpty else {
      return nil
    }
    return byPlace[Self.key(frame.modules + address.modules, address.resource)]?.first { $0.place.key == key }?.id
  }

  /// `var.x` is what the module around passes, or what the plan was made with.
  private func variable(_ steps: [String], _ frame: Frame, depth: Int) -> ResourceID? {
    guard steps.count == 2 else { return nil }
    guard let last = frame.modules.last else { return root["variables"]?[steps[1]]?["value"]?.resourceID }
    let (name, key) = TerraformAddress.parted(last)
    let outer = Array(frame.modules.dropLast())
    let call = call(name, in: module(outer.map { TerraformAddress.parted($0).name }))
    guard let passed = call?["expressions"]?[steps[1]] else { return nil }
    let copies = call?["for_each_expression"] ?? call?["count_expression"]
    return target(passed, Frame(modules: outer, key: key, copies: copies), depth: depth + 1)
  }

  /// `module.x.y` is what a module puts out.
  private func output(_ steps: [String], _ frame: Frame, isByKey: Bool, depth: Int) -> ResourceID? {
    let (name, key) = TerraformAddress.parted(steps[1])
    let step = key == nil && isByKey ? name + (frame.key ?? "") : steps[1]
    let names = (frame.modules + [name]).map { TerraformAddress.parted($0).name }
    guard let expression = module(names)?["outputs"]?[steps[2]]?["expression"] else { return nil }
    return target(expression, Frame(modules: frame.modules + [step]), depth: depth + 1)
  }

  /// What a reference means of a resource: the resource itself by its id or its name, or one that it names in turn.
  ///
  /// What else an attribute holds, such as the subnets within a network, is not told.
  private func attribute(of resource: TerraformResource, in reference: String, depth: Int) -> ResourceID? {
    let rest = TerraformAddress(reference)?.rest ?? []
    switch rest {
    case [], ["id"], ["name"]: return resource.id
    default:
      guard rest.count == 1, rest[0].hasSuffix("_id") else { return nil }
      if let told = resource.values[rest[0]]?.resourceID { return told }
      guard let expression = resource.expressions?[rest[0]] else { return nil }
      let frame = Frame(modules: resource.place.modules, key: resource.place.key, copies: resource.copies)
      return target(expression, frame, depth: depth + 1)
    }
  }

  /// The copy of a resource that a reference means: the one that it names, the one with the same key, or the only one.
  private func resource(_ reference: String, _ frame: Frame, isByKey: Bool) -> TerraformResource? {
    guard let address = TerraformAddress(reference) else { return nil }
    let copies = byPlace[Self.key(frame.modules + address.modules, address.resource)] ?? []
    if let key = address.key { return copies.first { $0.place.key == key } }
    if isByKey, let key = frame.key, let found = copies.first(where: { $0.place.key == key }) { return found }
    return copies.count == 1 ? copies.first : nil
  }
}

extension String {
  /// Whether what another text lacks begins with a step of its own.
  fileprivate func isLonger(than beginning: String) -> Bool {
    let next = dropFirst(beginning.count).first
    return next == "." || next == "["
  }
}
