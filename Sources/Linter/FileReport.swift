public import IISConfiguration
public import Reachability
public import Text

/// What a run found in one file.
public struct FileReport: Sendable {
  /// A site that somebody asks about and the file does not have.
  public struct MissingSite: Hashable, Sendable {
    /// The name that was given.
    public let name: String
    /// The nearest name that a site of the file has.
    public let nearest: String?
  }

  /// The file.
  public let source: SourceFile
  /// How many FTP sites it has.
  public internal(set) var ftpSites: Int
  /// How many of them do not start by themselves.
  public internal(set) var stoppedSites = 0
  /// What was found, in order.
  public internal(set) var findings: [Finding]
  /// Whether the file could be read; if not, the run's exit status is 2.
  public let wasRead: Bool
  /// What could not be decided, for people to know.
  public internal(set) var remarks: [Message] = []
  /// What was asked for, and nobody described.
  public internal(set) var missing = MissingInputs()
  /// What somebody asks about and the file does not have.
  public internal(set) var missingSites: [MissingSite] = []
  /// What of the environment was left out, as it certainly is not the server's, and why.
  public internal(set) var leftOut: [Message] = []
  /// The numbers of the waivers that it was decided by.
  public internal(set) var usedWaivers: Set<Int> = []
  /// The comments that waive nothing.
  public internal(set) var unusedComments: [Location] = []
  /// The findings that are in the baseline, and so not shown.
  public internal(set) var baselined = Baseline()
  /// How many findings are not shown, as somebody wants to see worse ones only.
  public internal(set) var notShown = 0
  /// How many findings are not shown, as they are in the baseline.
  public internal(set) var hiddenFindings = 0
  /// The files of the environment that findings may point into.
  public internal(set) var environment: [SourceFile] = []

  /// The file of this name: the one that was checked, or one of the environment.
  public func source(at path: String) -> SourceFile {
    if path == source.path { return source }
    return environment.first { $0.path == path } ?? SourceFile(path: path, bytes: [])
  }
}
