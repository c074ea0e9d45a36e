internal import ArgumentParser
internal import IISConfiguration
internal import Policies
internal import Text

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Write a commented .ftpsgate.yml to begin with.",
    discussion: """
      The policy is written into the working directory. What the configuration at PATH tells is filled in, all else \
      stands there as comments. An existing policy is never overwritten (exit status 2).
      """)

  @Argument(help: "An applicationHost.config, or a folder with one.")
  var path: FilePath?

  @OptionGroup var surroundings: SurroundingsOptions

  @OptionGroup var limits: InputOptions

  func run() throws {
    let file = FilePath(Array(PolicyDocument.fileName.utf8))
    guard SystemFile.kind(of: file) == .missing, !SystemFile.isLink(file) else {
      throw failure(
        "\(foreign: file.text): there is a policy already, which is not overwritten",
        help: "change it, or move it away first", .unreadable)
    }
    let configuration = try path.map { try SingleInput($0, maximumSize: limits.maximumBytes).configuration }
    let policy = PolicyTemplate(configuration, settings: surroundings.settings).text
    try Output(path: file).finish(Array(policy.utf8))
    StandardError.write(
      """
      wrote \(file.text). Next: say in it where the server runs and by which address clients dial it, then
        ftpsgate baseline write   lives with the findings of today
        ftpsgate lint             fails for new ones

      """)
  }
}
