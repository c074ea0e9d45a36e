public import IISConfiguration
public import NetworkModel
public import Text

/// What a project has decided to live with, and why.
public struct Waiver: Hashable, Sendable {
  /// Who waives.
  public enum Origin: Hashable, Sendable {
    /// A policy.
    case policy
    /// A comment in the file itself.
    case comment
  }

  /// The ids of the rules.
  public let rules: Set<String>
  /// The sites; nothing for all, and for what concerns no site.
  public let site: NamePattern?
  /// The files; nothing for all.
  public let path: PathPattern?
  /// What stands at the finding's place; nothing for anything.
  public let value: NamePattern?
  /// Why.
  public let reason: String
  /// The last day on which it holds, at midnight; nothing for ever.
  public let expires: UTCTime?
  /// Who waives.
  public let origin: Origin
  /// Where it stands.
  public let location: Location
  /// The part of the file that it is for; nothing for all.
  public let extent: ByteRange?

  /// A waiver.
  public init(
    rules: Set<String>, site: NamePattern? = nil, path: PathPattern? = nil, value: NamePattern? = nil, reason: String,
    expires: UTCTime? = nil, origin: Origin = .policy, location: Location, extent: ByteRange? = nil
  ) {
    self.rules = rules
    self.site = site
    self.path = path
    self.value = value
    self.reason = reason
    self.expires = expires
    self.origin = origin
    self.location = location
    self.extent = extent
  }

  /// Whether it holds at a moment: through its last day.
  public func holds(at now: UTCTime?) -> Bool {
    guard let expires, let now else { return true }
    return now < expires.adding(days: 1)
  }
}
