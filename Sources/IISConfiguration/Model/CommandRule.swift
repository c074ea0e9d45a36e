/// A command that `commandFiltering` lists.
public struct CommandRule: Sendable {
  /// The command, in capitals.
  public let command: String
  /// Whether it is allowed.
  public let isAllowed: Bool
  /// The entry's start tag.
  public let range: ByteRange

  init(_ entry: Element) {
    command = entry.text(Self.command).uppercased()
    isAllowed = entry.flag(.allowed) ?? true
    range = entry.place
  }

  static let command = Name("command")
}
