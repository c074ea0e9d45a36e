internal import ArgumentParser
internal import Emit

/// The program: its commands, and what they have in common.
@main struct FTPSGate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ftpsgate",
    abstract: "Find out from an IIS applicationHost.config why FTPS will fail, and write the firewall rules it needs.",
    discussion: """
      PATH is an applicationHost.config, a folder that is searched for files of that name, or - for standard input.

        ftpsgate applicationHost.config
        ftpsgate lint --platform azure --public-ip 20.40.60.80 PATH
        ftpsgate firewall PATH --target powershell --output open.ps1
        ftpsgate matrix PATH --environment FOLDER
        ftpsgate explain external-address-stale
        ftpsgate help policy | environment | exit-status

      Exit status: 0 nothing found that counts; 1 findings, a script was refused, or a client that was asked for does not work; 2 an input could not be read or an output \
      not be written; 64 a mistake in the command line. A closed pipe or a signal ends it without a word.
      """,
    version: Tool.build,
    subcommands: allCommands,
    defaultSubcommand: LintCommand.self)

  /// Runs the command.
  static func main() {
    SystemFile.keepStandardStreamsApart()
    Interruption.reportsFailedWrites()
    let arguments = MistakenOptions.withHelp(RawArgument.all)
    do {
      if let request = PlainCommandLine.lintRequest(arguments) {
        try request.run()
      } else if let topic = HelpTopic(arguments) {
        try topic.show()
      } else {
        var command = try parseAsRoot(arguments)
        try command.run()
      }
    } catch {
      end(with: error, arguments)
    }
  }

  /// Ends the program with what an error says, or with the help that was asked for; arguments that an error repeats may
  /// be lines of somebody else's log.
  private static func end(with error: any Error, _ arguments: [String]) -> Never {
    var message = fullMessage(for: error)
    guard !message.isEmpty else { exit(withError: exitCode(for: error)) }
    if exitCode(for: error) == .success {
      do {
        try Output(path: nil).finish(Array((message + "\n").utf8))
      } catch {
        exit(withError: exitCode(for: error))
      }
      exit(withError: ExitCode.success)
    }
    message =
      MistakenOptions(arguments).complaint { usageString(for: $0) } ?? MistakenOptions.withNearestChoice(message)
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false).map { terminalText(String($0)) }
    StandardError.write(lines.joined(separator: "\n") + "\n")
    exit(withError: exitCode(for: error))
  }
}
