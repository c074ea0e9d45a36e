internal import IISConfiguration
internal import Reachability
internal import Text

/// Some of a file's sites, to which the same decisions apply.
public struct SitePart: Hashable, Sendable {
  /// The names of the sites.
  public let names: Set<String>
  /// Whether what concerns no site belongs to this part: to one part of a file.
  public let hasServer: Bool

  /// A part.
  public init(_ names: Set<String>, hasServer: Bool) {
    self.names = names
    self.hasServer = hasServer
  }
}

extension FileReport {
  /// What was found in all parts of a file; nothing where there is none.
  public init?(parts: [FileReport]) {
    guard var whole = parts.first else { return nil }
    for part in parts.dropFirst() {
      whole.ftpSites += part.ftpSites
      whole.stoppedSites += part.stoppedSites
      whole.missing.formUnion(part.missing)
    }
    whole.findings = merged(parts.flatMap(\.findings), configuration: whole.source.path)
    whole.remarks = parts.flatMap(\.remarks).distinct
    whole.leftOut = parts.flatMap(\.leftOut).distinct
    self = whole
  }
}
