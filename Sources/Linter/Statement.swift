public import Text

/// What a finding says, whatever it says it of.
///
/// A class, because the findings of tens of thousands of sites say the same and share it; it never changes.
public final class Statement: Sendable {
  /// What is wrong: one line, lower case, no full stop.
  public let message: Message
  /// Why it matters here.
  public let notes: [Message]
  /// What to do.
  public let help: Message?

  init(_ message: Message, notes: [Message], help: Message?) {
    self.message = message
    self.notes = notes
    self.help = help
  }
}

extension Statement: Equatable {
  /// Whether both say the same.
  public static func == (left: Statement, right: Statement) -> Bool {
    left === right || left.says(right.message, right.notes, right.help)
  }

  func says(_ message: Message, _ notes: [Message], _ help: Message?) -> Bool {
    self.message == message && self.notes == notes && self.help == help
  }
}
