internal import IISConfiguration
internal import NetworkModel
internal import Text

/// A list of resources of one kind, or a single one, as `az` prints them.
struct AzureFormat: EnvironmentFormat {
  let description: FormatDescription
  /// The kinds of resources that belong to it.
  let resources: [AzureResource]

  func recognises(_ content: FileContent) -> Bool {
    guard case .json(let root) = content, let first = Self.first(in: root) else { return false }
    return resources.contains { $0.id == first.id }
  }

  func read(
    _ content: FileContent, _ file: inout FileReading, into environment: inout EnvironmentBuilder
  ) -> ReadingOutcome {
    guard case .json(let root) = content else { return .read }
    if let next = root.nextPage {
      file.note("the list goes on: this is one page of it, and \(code: command) prints all", at: next.range)
      return .broken
    }
    return Self.read(&file, into: &environment, holder: description.kind) { $0.list(root, &$1) }
  }

  private var command: String { description.origins.first?.command ?? "az" }
}

extension AzureFormat {
  /// Every kind of resource that is read, wherever it stands.
  private static let resources = azureFormats.flatMap(\.resources) + [ResourceTemplateFormat.deployment]

  /// What the first resource in a list is that is read at all.
  static func first(in root: JSONValue) -> AzureResource? {
    AzureItem.list(root).lazy.compactMap { item in resources.first { $0.describes(item) } }.first
  }

  /// Reads the resources that `collect` finds in a file; what may be shown of it depends on what they are.
  static func read(
    _ file: inout FileReading, into environment: inout EnvironmentBuilder, holder: EnvironmentFile.Kind,
    _ collect: (inout ResourceCollector, inout FileReading) -> Void
  ) -> ReadingOutcome {
    var collector = ResourceCollector(resources)
    collect(&collector, &file)
    collector.join(&file)
    guard !collector.found.isEmpty else { return .nothing("it holds nothing that is read here (\(holder.title))") }
    for format in azureFormats where format.resources.contains(where: { collector.found.contains($0.id) }) {
      file.shownMembers.formUnion(format.description.shownMembers)
    }
    environment.add(collector.resources, collector.relations)
    return .read
  }
}
