internal import ArgumentParser
internal import Emit

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Tell what a rule looks for, why it matters and how to mend it.")

  @Argument(help: "The rule's id, such as external-address-stale.")
  var rule: String

  func validate() throws {
    _ = try findRule(rule)
  }

  func run() throws {
    let page = RulePage(try findRule(rule))
    try Output(path: nil).finish(Array(page.text.utf8))
  }
}
