public import IISConfiguration
public import Linter
public import Text

/// What a policy file says.
public struct PolicyDocument: Sendable {
  /// What is said of some sites.
  public struct SiteLayer: Sendable {
    /// The names of the sites.
    public let name: NamePattern
    /// What is said of them.
    public let settings: PolicySettings
  }

  /// The name of a policy's file.
  public static let fileName = ".ftpsgate.yml"

  /// The file.
  public let source: SourceFile
  /// What is said of the server and of all sites.
  public internal(set) var settings = PolicySettings()
  /// What is said of some sites; what comes later goes before.
  public internal(set) var sites: [SiteLayer] = []
  /// What describes the network around the server: paths, relative to the policy's folder.
  public internal(set) var environment: [String]?
  /// The files that a folder is searched for.
  public internal(set) var files: [PathPattern]?
  /// The least severity that counts as failure.
  public internal(set) var failOn: FailureThreshold?
  /// Which findings are shown, and which count.
  public internal(set) var profile: Profile?
  /// The file of the baseline: a path, relative to the policy's folder.
  public internal(set) var baseline: String?
  /// What the project has decided to live with.
  public internal(set) var waivers: [Waiver] = []
  /// Whether comments in a configuration waive.
  public internal(set) var readsComments = false

  init(_ source: SourceFile) {
    self.source = source
  }

  /// Reads a policy; throws all that is wrong with it, in the order of its lines.
  public static func read(_ source: SourceFile) throws(PolicyFaults) -> PolicyDocument {
    var reader = PolicyReader(source)
    reader.read()
    guard reader.faults.isEmpty else {
      throw PolicyFaults(faults: reader.faults.sorted { ($0.range?.start ?? 0) < ($1.range?.start ?? 0) })
    }
    return reader.document
  }
}

/// Why a policy cannot be taken.
public struct PolicyFaults: Error, Hashable, Sendable {
  /// At least one, in the order of their lines.
  public let faults: [PolicyFault]
}
