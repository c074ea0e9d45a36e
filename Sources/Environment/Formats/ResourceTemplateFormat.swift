internal import NetworkModel
internal import Text

/// A template of Azure Resource Manager, or a deployment with one in it.
struct ResourceTemplateFormat: EnvironmentFormat {
  // What a template holds brings the members of its own kind.
  let description = FormatDescription(
    id: "resource-template", title: "Azure Resource Manager template",
    origins: [FileOrigin(.deployment, "an ARM template, and what Bicep makes of its files", "bicep build main.bicep")],
    shownMembers: "")

  /// A deployment among other resources.
  static let deployment = AzureResource(
    id: "deployment", types: ["microsoft.resources/deployments"], tellsByItself: false
  ) { item, file, collector in
    if let link = item["templateLink"] {
      file.note(
        "the template that is linked here is not read; \(code: "az deployment group what-if") tells what it makes",
        at: link.range)
    }
    // The resources of a template within another come beside it.
    if !item.isOfTemplate, let template = item["template"] {
      collector.template(template, with: item["parameters"], &file)
    }
  }

  func recognises(_ content: FileContent) -> Bool {
    guard case .json(let root) = content else { return false }
    return root.isTemplate || AzureFormat.first(in: root)?.id == Self.deployment.id
  }

  func read(
    _ content: FileContent, _ file: inout FileReading, into environment: inout EnvironmentBuilder
  ) -> ReadingOutcome {
    file.isPlan = true
    let parameters = environment.templateParameters
    return AzureFormat.read(&file, into: &environment, holder: description.kind) { collector, file in
      guard case .json(let root) = content else { return }
      if let template = Self.template(in: root) {
        collector.template(template, with: root["properties"]?["parameters"], of: parameters, &file)
      } else {
        collector.list(root, &file)
      }
    }
  }

  private static func template(in root: JSONValue) -> JSONValue? {
    if root["resources"] != nil, root["$schema"] != nil || root["contentVersion"] != nil { return root }
    return root["properties"]?["template"] ?? root["template"]
  }
}
