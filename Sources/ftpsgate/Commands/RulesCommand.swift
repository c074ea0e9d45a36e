internal import ArgumentParser
internal import Emit
internal import Linter
internal import Rules

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "List all rules with their severities.")

  @Flag(help: "Write the whole catalogue in Markdown, as it stands in docs/rules.md.")
  var markdown = false

  func run() throws {
    let catalogue = RuleCatalogue(Rule.all, fixed: \.fixedExample) { $0.findings(in: $1) }
    try Output(path: nil).finish(Array((markdown ? catalogue.markdown : catalogue.text).utf8))
  }
}
