internal import ArgumentParser
internal import Emit
internal import Reachability

struct PasvCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pasv", abstract: "Decode a server's 227 or 229 reply and hold it against a configuration.")

  @Argument(help: "The reply, such as '227 Entering Passive Mode (104,41,173,83,27,90).'")
  var reply: String

  @Argument(help: "An applicationHost.config, a folder with one, or - for standard input.")
  var path: FilePath?

  @Option(help: "How to write the answer.")
  var format = AnswerFormat.text

  @OptionGroup var limits: InputOptions

  func run() throws {
    let decoded: PassiveReply
    do throws(PassiveReply.Fault) {
      decoded = try PassiveReply(reply)
    } catch {
      throw failure(error.message, help: error.help, .usage)
    }
    let input = try path.map { try SingleInput($0, maximumSize: limits.maximumBytes) }
    let answer = PassiveReplyText(decoded, input?.configuration)
    try Output(path: nil).finish(format == .json ? answer.json : Array(answer.text.utf8))
  }
}
