package import IISConfiguration
internal import Text

/// Which commands a site refuses, and which entry says so.
package struct CommandFilter: Sendable {
  private let entries: [String: (isAllowed: Bool, range: ByteRange)]
  private let unlisted: (isAllowed: Bool, range: ByteRange?)

  package init(_ site: FTPSite) {
    entries = Dictionary(
      site.commandRules.map { ($0.command, ($0.isAllowed, $0.range)) }, uniquingKeysWith: { $1 })
    unlisted = (site.allowsUnlistedCommands.value, site.allowsUnlistedCommands.range)
  }

  /// What clients send between the logon and a transfer (RFC 959).
  package static let preparation = ["TYPE", "PWD", "CWD"]

  /// Whether a command is refused.
  package func denies(_ command: String) -> Bool { !(entries[command]?.isAllowed ?? unlisted.isAllowed) }

  /// Where it is said that a command is refused.
  package func place(of command: String) -> ByteRange? { entries[command]?.range ?? unlisted.range }

  /// Where it is said that some commands are refused: at the first entry that does so, else where the others are.
  package func place(ofAny commands: [String]) -> ByteRange? {
    commands.compactMap { entries[$0]?.range }.min() ?? unlisted.range
  }

  /// The refused ones of some commands.
  package func denied(of commands: [String]) -> [String] { commands.filter(denies) }
}

extension [String] {
  /// Commands, for a sentence that lists them.
  var asCommands: [Message] { map { "\(code: $0)" } }
}
