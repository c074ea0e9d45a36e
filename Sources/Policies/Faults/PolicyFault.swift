public import IISConfiguration
public import Text

/// Why a policy cannot be taken, and where.
public struct PolicyFault: Error, Hashable, Sendable {
  /// What is wrong: one line, lower case, no full stop.
  public let message: Message
  /// Where, if there is a place.
  public let range: ByteRange?
  /// What to do.
  public let help: Message

  /// A fault.
  init(_ message: Message, at range: ByteRange?, help: Message) {
    self.message = message
    self.range = range
    self.help = help
  }
}
