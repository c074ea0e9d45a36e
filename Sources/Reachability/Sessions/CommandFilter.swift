internal import IISConfiguration
internal import Text

/// Which commands a site refuses, and which entry says so.
struct CommandFilter: Sendable {
  private let entries: [String: (isAllowed: Bool, range: ByteRange)]
  private let unlisted: (isAllowed: Bool, range: ByteRange?)

  init(_ site: FTPSite) {
    entries = Dictionary(
      site.commandRules.map { ($0.command, ($0.isAllowed, $0.range)) }, uniquingKeysWith: { $1 })
    unlisted = (site.allowsUnlistedCommands.value, site.allowsUnlistedCommands.range)
  }

  /// Whether a command is refused.
  func denies(_ command: String) -> Bool { !(entries[command]?.isAllowed ?? unlisted.isAllowed) }

  /// Where it is said that a command is refused.
  func place(of command: String) -> ByteRange? { entries[command]?.range ?? unlisted.range }

  /// Where it is said that some commands are refused: at the first entry that does so, else where the others are.
  func place(ofAny commands: [String]) -> ByteRange? {
    commands.compactMap { entries[$0]?.range }.min() ?? unlisted.range
  }

  /// The refused ones of some commands.
  func denied(of commands: [String]) -> [String] { commands.filter(denies) }
}

extension [String] {
  /// Commands, for a sentence that lists them.
  var asCommands: [Message] { map { "\(code: $0)" } }
}
