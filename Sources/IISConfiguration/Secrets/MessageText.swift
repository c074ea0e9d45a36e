public import Text

extension Message: CustomStringConvertible {
  /// The sentence for people, in one line: what comes from a file is masked and cleaned as ``quoted(_:)`` does it.
  public var description: String { text(in: PlainStyle()) }
}

/// What comes from a file masked and cleaned, and nothing else touched.
private struct PlainStyle: MessageStyle {
  func words(_ text: String) -> String { text }
  func quoted(_ text: String) -> String { IISConfiguration.quoted(text) }
  func name(_ text: String) -> String { printable(text) }
  func foreign(_ text: String) -> String { printable(text, atMost: .max) }
  func code(_ text: String) -> String { text }
}
