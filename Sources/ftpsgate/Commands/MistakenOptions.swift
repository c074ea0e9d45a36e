internal import ArgumentParser
internal import Text

/// What is wrong with a command line that could not be read, where the parser's own sentence would be about something else.
///
/// The parser looks at unknown options last: `lint --platfrm=azure` has no PATH, too, and that is what it would say.
struct MistakenOptions {
  private let command: any ParsableCommand.Type
  private let name: String
  private let words: [String]

  /// A command line without the program's name.
  init(_ arguments: [String]) {
    var (command, words): (any ParsableCommand.Type, ArraySlice<String>) = (LintCommand.self, arguments[...])
    var known = allCommands
    while let word = words.first, let found = known.first(where: { $0._commandName == word }) {
      (command, words, known) = (found, words.dropFirst(), found.configuration.subcommands)
    }
    self.command = command
    name = (["ftpsgate"] + arguments.prefix(arguments.count - words.count)).joined(separator: " ")
    self.words = Array(words.prefix { $0 != "--" })
  }

  /// The command line with the words for help that people know from Windows in the words of this program.
  static func withHelp(_ arguments: [String]) -> [String] {
    let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
    return arguments[..<end].map { ["/?", "-?"].contains($0) ? "--help" : $0 }
      + arguments[end...]
  }

  /// The complaint about the first unknown option; nothing where all are known.
  ///
  /// - Parameter usage: Tells how a command is used.
  /// - Returns: What to say on standard error.
  func complaint(_ usage: (any ParsableCommand.Type) -> String) -> String? {
    let known = options
    for word in words where word.hasPrefix("-") && word != "-" {
      let option = String(word.prefix { $0 != "=" })
      guard !known.contains(option) else { continue }
      let nearest = nearestName(to: option, among: known.filter { $0.hasPrefix("--") })
      let hint = nearest.map { " Did you mean '\($0)'?" } ?? ""
      return """
        Error: Unknown option '\(option)'.\(hint)
        Usage: \(usage(command))
          See '\(name) --help' for more information.
        """
    }
    return nil
  }

  /// The complaint of the parser, with the choice that a wrong value was most likely meant to be.
  static func withNearestChoice(_ complaint: String) -> String {
    guard
      let match = complaint.firstMatch(of: #/The value '([^'\n]*)' is invalid for '[^\n]*'\. Please provide one of /#)
    else { return complaint }
    let rest = complaint[match.range.upperBound...]
    let list = rest.hasPrefix("the following:\n") ? rest.dropFirst("the following:\n".count) : rest
    let lines = list.split(separator: "\n", omittingEmptySubsequences: false)
    let choices =
      list.startIndex == rest.startIndex
      ? (lines.first ?? "").matches(of: #/'([^']+)'/#).map { String($0.1) }
      : lines.prefix { $0.hasPrefix("  - ") }.map { String($0.dropFirst(4)) }
    guard let nearest = nearestName(to: String(match.1), among: choices) else { return complaint }
    let end = complaint.index(match.range.upperBound, offsetBy: -" Please provide one of ".count)
    return complaint[..<end] + " Did you mean '\(nearest)'?" + complaint[end...]
  }

  /// The names of all options of the command, as its help has them.
  private var options: [String] {
    command.helpMessage(columns: 400).split(separator: "\n").flatMap { line -> [String] in
      let text = line.drop { $0 == " " }
      guard text.startIndex != line.startIndex, text.hasPrefix("-") else { return [] }
      return text.split(separator: ", ").map { part in
        String(part.prefix { $0 == "-" || $0.isLetter || $0.isNumber })
      }.filter { $0.hasPrefix("-") }
    }
  }
}
