internal import NetworkModel
internal import Text

/// A kind of file that tells something of the network around a server.
///
/// A protocol, because formats share nothing but that each recognises its files and says how people get them. Nothing has
/// a default, so that no format can forget to say which of its texts may be shown.
protocol EnvironmentFormat: Sendable {
  /// What people have to know of it.
  var description: FormatDescription { get }

  /// Whether a file is of this format; at most one of all formats may say so.
  func recognises(_ content: FileContent) -> Bool

  /// Reads a file of this format.
  func read(
    _ content: FileContent, _ file: inout FileReading, into environment: inout EnvironmentBuilder
  ) -> ReadingOutcome
}

/// What came of reading a file.
enum ReadingOutcome {
  /// It was read, at least in part.
  case read
  /// It tells nothing, for this reason.
  case nothing(Message)
  /// It is not as it was written; what is wrong has been noted.
  case broken
}
