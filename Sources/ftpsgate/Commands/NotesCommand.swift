internal import ArgumentParser
internal import Emit

struct NotesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notes", abstract: "Write notes on the Azure side of this configuration, in Markdown.")

  @Argument(help: "An applicationHost.config, a folder with one, or - for standard input.")
  var path: FilePath

  @OptionGroup var plan: PlanOptions

  @Option(help: ArgumentHelp("Write the notes to a file instead of standard output.", valueName: "file"))
  var output: FilePath?

  @OptionGroup var limits: InputOptions

  func validate() throws {
    try InputFiles(maximumSize: limits.maximumBytes).check(output, isNoneOf: [path] + plan.place.environmentFiles)
  }

  func run() throws {
    let input = try SingleInput(path, maximumSize: limits.maximumBytes)
    let plan = try plan.plan(for: input.configuration, at: path)
    let notes = Notes.write(plan, inputName: path.text, tool: Tool.ftpsgate)
    try Output(path: output).finish(Array(notes.utf8))
  }
}
