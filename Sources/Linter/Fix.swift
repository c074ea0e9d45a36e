public import IISConfiguration
public import Text

/// A change of a file that mends a finding: data, which nobody applies unasked.
public struct Fix: Hashable, Sendable {
  /// How far it can be trusted.
  public enum Safety: Hashable, Sendable {
    /// It says what was meant and changes nothing else.
    case safe
    /// It mends the finding, and may change what the author meant.
    case unsafe
  }

  /// Bytes that other bytes replace.
  public struct Edit: Hashable, Sendable {
    /// The file and the bytes of its text as UTF-8; an empty range inserts.
    public let location: Location
    /// What stands there afterwards, escaped as the file needs it.
    public let replacement: String

    /// Bytes that other bytes replace.
    public init(_ location: Location, _ replacement: String) {
      self.location = location
      self.replacement = replacement
    }
  }

  /// What it does: one line, lower case, imperative.
  public let title: Message
  /// What it changes; in order and disjoint within a file.
  public let edits: [Edit]
  /// How far it can be trusted.
  public let safety: Safety
  /// Whether its value is one that somebody has given, and wants.
  public internal(set) var isAskedFor = false
  /// What it does to settings, so that it can be done on a live server too; nothing where only a file can be edited.
  public let change: SettingChange?

  /// A change of a file.
  public init(_ title: Message, _ edits: [Edit], _ safety: Safety, change: SettingChange? = nil) {
    self.title = title
    self.edits = edits
    self.safety = safety
    self.change = change
  }
}

/// What somebody must say before a rule knows how to mend what it finds.
public enum FixValue: Hashable, Sendable {
  /// The one public address that clients dial.
  case publicAddress
  /// The range of passive ports that the server is to have.
  case passiveRange
}
