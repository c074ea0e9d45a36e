internal import ArgumentParser

/// Every command, in the order of the help.
let allCommands: [any ParsableCommand.Type] = [
  LintCommand.self, FixCommand.self, InitCommand.self, BaselineCommand.self, FirewallCommand.self, MatrixCommand.self,
  TraceCommand.self, NotesCommand.self, PasvCommand.self,
  ExplainCommand.self, RulesCommand.self, FormatsCommand.self,
  ClientsCommand.self, TargetsCommand.self,
]

/// The words that call a command.
var commandNames: [String] { allCommands.compactMap { $0.configuration.commandName } + ["help"] }
