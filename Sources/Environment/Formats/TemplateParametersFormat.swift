internal import IISConfiguration
internal import NetworkModel
internal import Text

/// What a template of Azure Resource Manager is deployed with.
struct TemplateParametersFormat: EnvironmentFormat {
  let description = FormatDescription(
    id: "template-parameters", title: "parameters of a template",
    origins: [
      FileOrigin(
        .deployment, "what an ARM template is deployed with, where that is not its defaults",
        "bicep build-params main.bicepparam")
    ], shownMembers: "")

  func recognises(_ content: FileContent) -> Bool {
    if case .json(let root) = content { TemplateParameters(root) != nil } else { false }
  }

  // Templates may come before them, so that they were read already.
  func read(
    _ content: FileContent, _ file: inout FileReading, into environment: inout EnvironmentBuilder
  ) -> ReadingOutcome { .read }

  /// The parameters that a file holds, if it is such a file; others are not read for that.
  static func parameters(_ name: String, _ bytes: [UInt8]) -> TemplateParameters? {
    // In whichever encoding: UTF-16 has a NUL beside each letter.
    let beginning = bytes.prefix(8192).filter { $0 != 0 }
    let word = Array("deploymentParameters".utf8)
    guard beginning.indices.contains(where: { beginning[$0] == word[0] && beginning[$0...].starts(with: word) }),
      let content = try? FileContent(SourceFile(path: name, bytes: decodeEnvironmentText(bytes))),
      case .json(let root) = content
    else { return nil }
    return TemplateParameters(root)
  }
}
