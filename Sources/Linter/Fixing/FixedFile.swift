public import IISConfiguration
public import Text

/// What fixes make of a file.
public struct FixedFile: Sendable {
  /// The file as it was read.
  public let file: EditableFile
  /// What was found in it.
  public let before: FileReport
  /// What is found in it with the fixes.
  public let after: FileReport
  /// What the fixes change of its text.
  public let edits: TextEdits
  /// The bytes with the fixes, in the file's own encoding.
  public let bytes: [UInt8]
  /// What the fixes mend, in the order in which it was mended.
  public let mended: [MendedFinding]
  /// What is still found and somebody asked about, and what the fixes bring, and why.
  public let unmended: [UnmendedFinding]

  /// Whether there is anything to change.
  public var isChanged: Bool { !edits.isEmpty }
}

/// A finding that a fix mends.
public struct MendedFinding: Sendable {
  /// The finding.
  public let finding: Finding
  /// What mends it.
  public let fix: Fix
  /// Where the finding is in the file as it was read.
  public let place: Int?
}

/// A finding that stays.
public struct UnmendedFinding: Sendable {
  /// Why.
  public enum Reason: Hashable, Sendable {
    /// The project lives with it.
    case isWaived
    /// No fix is known.
    case noFix
    /// The rule knows a fix if somebody says a value.
    case needs(FixValue)
    /// The fix may change what the author meant.
    case isUnsafe
    /// The fix would change a site that nobody asked about.
    case changesOtherSite(String)
    /// The fix would bring another finding, or make one worse.
    case brings(rule: String, severity: Severity)
    /// The finding would stay.
    case doesNotMend
    /// The file was tried so often that the fix was not.
    case notTried
    /// It was not there before: a value that somebody has given, and wants, brings it.
    case isBrought
    /// The file could no longer be read.
    case breaksFile
    /// The file's encoding does not take the change.
    case encoding(Message)
    /// Another fix changes the same bytes.
    case overlaps
  }

  /// The finding.
  public let finding: Finding
  /// Why it stays.
  public let reason: Reason
  /// Where it is in the file as it was read, if it is in it.
  public let place: Int?
}
