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
      for change in Self.changes(root) ?? [] {
        Self.noteUnread(change, &file)
        collector.resource(Self.resource(change), &file)
      }
      Self.noteSkipped(root, &file)
    }
  }

  private static func changes(_ root: JSONValue) -> [JSONValue]? {
    (root["changes"] ?? root["properties"]?["changes"])?.elements
  }

  private static func type(of change: JSONValue) -> String? { change["changeType"]?.string?.value.lowercased() }

  /// Notes a resource of networks that what-if does not support: what it will be is not foretold, whatever the answer shows.
  private static func noteUnread(_ change: JSONValue, _ file: inout FileReading) {
    guard type(of: change) == "unsupported", let id = change["resourceId"]?.string,
      id.value.lowercased().contains("microsoft.network/")
    else { return }
    let name = id.value.hasPrefix("[") ? id.value : ResourceID(id.value).name
    let reason = change["unsupportedReason"]?.string?.value
    file.note(
      "what becomes of \(quoted: name) is not foretold: what-if does not support it\(reason.map { ": \(foreign: $0)" } ?? "")",
      at: id.range)
  }

  /// Notes templates in templates that what-if has not looked into: resources of theirs may be missing.
  ///
  /// Source: Microsoft Learn, "ARM template deployment what-if operation", on limits and on expressions that are not evaluated;
  /// the codes begin alike.
  private static func noteSkipped(_ root: JSONValue, _ file: inout FileReading) {
    for diagnostic in (root["diagnostics"] ?? root["properties"]?["diagnostics"])?.elements ?? [] {
      guard let code = diagnostic["code"]?.string, code.value.lowercased().hasPrefix("nesteddeployment") else {
        continue
      }
      let target = diagnostic["target"]?.string.map { ResourceID($0.value).name }
      file.note(
        """
        resources may be missing: what-if has not looked into a template in the template\(target.map { ", \(quoted: $0)" } ?? "") \
        (\(name: code.value))
        """, at: code.range)
    }
  }

  private static func isRule(_ change: JSONValue) -> Bool {
    change["resourceId"]?.string.map { ResourceID($0.value).owner("securityRules") != nil } ?? false
  }

  /// The resource as it will be; nothing where it will be gone.
  ///
  /// Of one that the answer does not show, or that what-if does not support, only its id is known. What is ignored stays as it
  /// is. A rule that will be gone may stand in another file, as it is now: nothing is known of it then.
  private static func resource(_ change: JSONValue) -> JSONValue? {
    let type = type(of: change)
    guard type != "delete" || isRule(change) else { return nil }
    let shown = type == "unsupported" || type == "delete" ? nil : change["after"]
    let isKept = ["nochange", "ignore"].contains(type)
    if let shown = shown ?? (isKept ? change["before"] : nil) { return shown }
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
