internal import ArgumentParser
internal import Emit
internal import Linter
internal import Rules

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "List all rules with their severities.")

  @Option(help: "How to write the rules; as Markdown the whole catalogue, as it stands in docs/rules.md.")
  var format: RulesFormat?

  @Flag(help: "The same as --format markdown.")
  var markdown = false

  func validate() throws {
    if markdown, let format, format != .markdown {
      throw ValidationError(
        "--markdown means --format markdown; leave out one of --markdown and --format \(format.rawValue).")
    }
  }

  func run() throws {
    let catalogue = RuleCatalogue(Rule.all, fixed: \.fixedExample) { $0.findings(in: $1) }
    let bytes =
      switch format ?? (markdown ? .markdown : .text) {
      case .text: Array(catalogue.text.utf8)
      case .markdown: Array(catalogue.markdown.utf8)
      case .json: catalogue.json
      }
    try Output(path: nil).finish(bytes)
  }
}

/// In which form the rules are written.
enum RulesFormat: String, NamedChoice {
  case text, markdown, json
}
