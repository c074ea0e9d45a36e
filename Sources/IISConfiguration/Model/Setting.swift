/// An effective value: what holds for a site, where it was set, and at which level.
public struct Setting<Value: Sendable>: Sendable {
  /// The level that a value comes from.
  public enum Origin: Hashable, Sendable {
    /// The site's own `<ftpServer>`.
    case site
    /// `<siteDefaults>`.
    case siteDefaults
    /// `<system.ftpServer>`, for the whole server.
    case server
    /// Nothing is set: the schema's default holds.
    case schemaDefault
  }

  /// What holds; the schema's default where nothing is set, or where what is set is not of its type.
  public let value: Value
  /// The level that the value comes from.
  public let origin: Origin
  /// Where the value stands; nothing for a schema default.
  public let range: ByteRange?
  /// Whether what is set is of its type; one that is not, or that stands in another file, is a finding of
  /// `invalid-value` or `redirected-configuration`, and of no other rule.
  public let isReadable: Bool

  /// Whether anything is set, at any level.
  public var isSet: Bool { origin != .schemaDefault }
}
