internal import IISConfiguration
internal import NetworkModel

extension TemplateFunctions {
  /// Functions of resources and of where a template is deployed.
  static let resources: [String: Function] = [
    "resourceid": { values, evaluator in
      guard let (before, type, names) = parted(values), before.count <= 2 else { return nil }
      var target = evaluator.scope.target
      if let group = before.last { target.resourceGroup = group }
      if before.count == 2 { target.subscription = before[0] }
      return target.id(type, names).map { .partial($0) }
    },
    "subscriptionresourceid": { values, evaluator in
      guard let (before, type, names) = parted(values), before.count <= 1 else { return nil }
      let path = PartialText("/subscriptions/") + (before.first ?? evaluator.scope.target.subscription)
      return DeploymentTarget.id(path, type, names).map { .partial($0) }
    },
    "tenantresourceid": { values, _ in
      guard let (before, type, names) = parted(values), before.isEmpty else { return nil }
      return DeploymentTarget.id("", type, names).map { .partial($0) }
    },
    "extensionresourceid": { values, _ in
      guard let base = values.first?.partialText, let (before, type, names) = parted(Array(values.dropFirst())),
        before.isEmpty
      else { return nil }
      return DeploymentTarget.id(base, type, names).map { .partial($0) }
    },
    "resourcegroup": { values, evaluator in
      guard values.isEmpty else { return nil }
      return object(["name": evaluator.scope.target.resourceGroup, "id": evaluator.scope.target.path])
    },
    "subscription": { values, evaluator in
      guard values.isEmpty else { return nil }
      let subscription = evaluator.scope.target.subscription
      return object(["subscriptionId": subscription, "id": PartialText("/subscriptions/") + subscription])
    },
  ]

  /// The arguments before a kind of resource, which is the first that has a slash; the kind, and the names.
  private static func parted(_ values: [JSONValue]) -> ([PartialText], String, [PartialText])? {
    guard let index = values.firstIndex(where: { $0.plain?.contains("/") == true }), let type = values[index].plain
    else { return nil }
    let before = values[..<index].compactMap(\.partialText)
    let names = values[(index + 1)...].compactMap(\.partialText)
    guard before.count == index, names.count == values.count - index - 1 else { return nil }
    return (before, type, names)
  }

  private static func object(_ members: [String: PartialText]) -> JSONValue.Content {
    let nowhere = ByteRange(0, 0)
    return .object(
      members.sorted { $0.key < $1.key }.map { name, text in
        JSONValue.Member(
          name: Located(name, at: nowhere), value: JSONValue(content: .partial(text), range: nowhere))
      })
  }
}
