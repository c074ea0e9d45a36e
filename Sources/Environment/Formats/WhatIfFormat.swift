internal import IISConfiguration
internal import NetworkModel
internal import Text

/// What a deployment will change, as Azure itself foretells it.
///
/// Source: Microsoft Learn, "ARM template deployment what-if operation", and the REST API's `WhatIfOperationResult`.
struct WhatIfFormat: EnvironmentFormat {
  // What is changed brings the members of its own kind.
  let description = FormatDescription(
    id: "what-if", title: "what a deployment will change",
    origins: [
      FileOrigin(
        .deployment, "resources as they will be after a deployment",
        "az deployment group what-if -g RG -f main.bicep --no-pretty-print > what-if.json")
    ], shownMembers: "")

  func recognises(_ content: FileContent) -> Bool {
    guard case .json(let root) = content, let changes = Self.changes(root) else { return false }
    return changes.contains { $0["changeType"] != nil && $0["resourceId"] != nil }
  }

  func read(
    _ content: FileContent, _ file: inout FileReading, into environment: inout EnvironmentBuilder
  ) -> ReadingOutcome {
    guard case .json(let root) = content else { return .read }
    file.isPlan = true
    if let status = root["status"]?.string, status.value.lowercased() != "succeeded" {
      file.note("Azure could not foretell the deployment: its status is \(quoted: status.value)", at: status.range)
    }
    return AzureFormat.read(&file, into: &environment, holder: description.kind) { collector, file in
      for change in Self.changes(root) ?? [] { collector.resource(Self.resource(change), &file) }
    }
  }

  private static func changes(_ root: JSONValue) -> [JSONValue]? {
    (root["changes"] ?? root["properties"]?["changes"])?.elements
  }

  /// The resource as it will be; nothing where it will be gone.
  ///
  /// Of one that the answer does not show only its id is known.
  private static func resource(_ change: JSONValue) -> JSONValue? {
    guard change["changeType"]?.string?.value.lowercased() != "delete" else { return nil }
    let isKept = ["nochange", "ignore"].contains(change["changeType"]?.string?.value.lowercased())
    if let shown = change["after"] ?? (isKept ? change["before"] : nil) { return shown }
    guard let id = change["resourceId"], let text = id.string?.value else { return nil }
    func member(_ name: String, _ content: JSONValue.Content) -> JSONValue.Member {
      JSONValue.Member(name: Located(name, at: id.range), value: JSONValue(content: content, range: id.range))
    }
    return JSONValue(
      content: .object([
        member("id", id.content), member("name", .string(ResourceID(text).name)),
        member("type", .string(ResourceID(text).type ?? "")), member("existing", .boolean(true)),
      ]), range: change.range)
  }
}
