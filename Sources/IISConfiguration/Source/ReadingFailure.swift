public import Text

/// Why a file could not be taken for an `applicationHost.config`.
public struct ReadingFailure: Error, Hashable, Sendable {
  /// What kind of fault it is; each has a rule of its own.
  public enum Kind: Hashable, Sendable {
    /// No well-formed XML within the limits.
    case malformed
    /// XML, but of another kind of file.
    case otherFile
  }

  /// What kind of fault it is.
  public let kind: Kind
  /// What is wrong.
  public let message: Message
  /// Where, if there is a place.
  public let range: ByteRange?
  /// What to do.
  public let help: Message

  /// No well-formed XML within the limits.
  public static func malformed(_ message: Message, at range: ByteRange?, help: Message) -> Self {
    Self(kind: .malformed, message: message, range: range, help: help)
  }

  /// XML, but of another kind of file.
  static func otherFile(_ message: Message, at range: ByteRange, help: Message) -> Self {
    Self(kind: .otherFile, message: message, range: range, help: help)
  }
}
