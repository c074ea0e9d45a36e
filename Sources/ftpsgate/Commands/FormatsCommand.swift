internal import ArgumentParser
internal import Environment

struct FormatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats", abstract: "List the files that --environment reads, with the commands that write them.")

  @Flag(help: "Write Markdown, as it stands in docs/environment.md.")
  var markdown = false

  func run() throws {
    let catalogue = FormatCatalogue(EnvironmentReader.formats)
    try Output(path: nil).finish(Array((markdown ? catalogue.markdown : catalogue.text).utf8))
  }
}
