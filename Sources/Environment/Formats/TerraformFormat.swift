internal import NetworkModel
internal import Text

/// A plan or a state of Terraform, as `terraform show -json` prints it.
struct TerraformFormat: EnvironmentFormat {
  // What a plan holds brings the members of its own kind.
  let description = FormatDescription(
    id: "terraform", title: "Terraform plan or state",
    origins: [
      FileOrigin(.deployment, "a plan of Terraform, or the state", "terraform show -json PLAN > plan.json")
    ], shownMembers: "")

  func recognises(_ content: FileContent) -> Bool {
    guard case .json(let root) = content else { return false }
    return root["terraform_version"] != nil || Self.isStored(root)
  }

  func read(
    _ content: FileContent, _ file: inout FileReading, into environment: inout EnvironmentBuilder
  ) -> ReadingOutcome {
    guard case .json(let root) = content, !Self.isStored(root) else {
      return .nothing("it is Terraform's state as it is stored: give what terraform show -json prints")
    }
    file.isPlan = true
    return AzureFormat.read(&file, into: &environment, holder: description.kind) { collector, file in
      collector.plan(root, &file)
    }
  }

  /// Whether this is the state as Terraform keeps it, whose form may change with each version.
  private static func isStored(_ root: JSONValue) -> Bool { root["lineage"] != nil && root["serial"] != nil }
}
