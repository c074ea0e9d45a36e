internal import ArgumentParser
internal import Emit

struct TargetsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "targets", abstract: "Tell which languages firewall rules are written in, and what each can say.")

  @Flag(help: "Write Markdown, as it stands in docs/targets.md.")
  var markdown = false

  func run() throws {
    let catalogue = TargetCatalogue()
    try Output(path: nil).finish(Array((markdown ? catalogue.markdown : catalogue.text).utf8))
  }
}
