internal import IISConfiguration
internal import NetworkModel
internal import Text

/// What a reader knows of the file that it reads, and what it could not read in it.
struct FileReading {
  /// The file.
  var source: SourceFile
  /// The members of its JSON whose values may be shown, in lower case.
  var shownMembers: Set<String> = []
  /// Whether it tells of what shall be, not of what is.
  var isPlan = false
  /// What could not be read so far.
  var problems: [EnvironmentFile.Problem] = []

  /// The file's name.
  var path: String { source.path }

  /// Where something stands in the file.
  func place(_ range: ByteRange) -> Location { Location(path, range) }

  /// Notes something that cannot be read; a file of nothing but such things stays short.
  mutating func note(_ message: Message, at range: ByteRange?) {
    if problems.count < 100 { problems.append(EnvironmentFile.Problem(message, at: range)) }
  }
}
