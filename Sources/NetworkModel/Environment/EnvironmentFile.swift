public import IISConfiguration
public import Text

/// A file that was given to describe a server's environment, and what it was taken for.
public struct EnvironmentFile: Sendable {
  /// What a file was taken for.
  public struct Kind: Hashable, Identifiable, Sendable {
    /// Tells kinds apart, whatever people call them.
    public let id: String
    /// What people call such a file: `network security groups`.
    public let title: Message

    /// A kind of file.
    public init(id: String, title: Message) {
      self.id = id
      self.title = title
    }

    /// Whether the kinds are the same, by their ids alone.
    public static func == (left: Kind, right: Kind) -> Bool { left.id == right.id }

    /// Hashes the id.
    public func hash(into hasher: inout Hasher) { hasher.combine(id) }
  }

  /// Something in a file that could not be read.
  public struct Problem: Hashable, Sendable {
    /// What is wrong: one line, lower case, no full stop.
    public let message: Message
    /// Where, if there is a place.
    public let range: ByteRange?

    /// Something that could not be read.
    public init(_ message: Message, at range: ByteRange? = nil) {
      self.message = message
      self.range = range
    }
  }

  /// The file's text, for places; empty for a file that was not read.
  public let source: SourceFile
  /// What the file was taken for; nothing when it was skipped.
  public let kind: Kind?
  /// What could not be read in it; for a skipped file, why it was.
  public let problems: [Problem]
  /// Whether the file is of no use though it may be of a known kind: unreadable, too large, or malformed.
  public let isBroken: Bool

  /// A file and what became of it.
  public init(_ source: SourceFile, kind: Kind?, problems: [Problem], isBroken: Bool = false) {
    self.source = source
    self.kind = kind
    self.problems = problems
    self.isBroken = isBroken
  }

  /// The file's name as it was given.
  public var path: String { source.path }
}
