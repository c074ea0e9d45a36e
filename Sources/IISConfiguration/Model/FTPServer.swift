/// What `<system.ftpServer>` says for the whole server.
///
/// A class, because every site refers to it; it never changes.
public final class FTPServer: Sendable {
  let contents: SectionContents
  /// Where to point for a setting that is nowhere set: `<system.ftpServer>`, else the root element.
  public let range: ByteRange
  /// Whether sections of `<system.ftpServer>` stand in other files.
  public let isRedirected: Bool
  /// The authorization rules that sites inherit.
  let inheritedAuthorization: CollectionEntries<AuthorizationRule>
  /// What those come to.
  let authorizationOfSites: EffectiveAuthorization
  /// The entries of `ipSecurity` that sites inherit.
  let inheritedRestrictions: CollectionEntries<AddressRestriction>

  init(contents: SectionContents, range: ByteRange, isRedirected: Bool) {
    self.contents = contents
    self.range = range
    self.isRedirected = isRedirected
    inheritedAuthorization = CollectionEntries(of: SchemaPlaces.authorization, in: [contents])
    authorizationOfSites = EffectiveAuthorization(inheritedAuthorization.entries)
    inheritedRestrictions = CollectionEntries(of: SchemaPlaces.ipSecurity, in: [contents])
  }

  /// The authorization rules for the whole server.
  public var authorization: [AuthorizationRule] { inheritedAuthorization.entries }

  /// The first passive data port; 0 for none.
  public var lowDataChannelPort: Setting<Int64> { Keys.low.setting(in: contents, .server) }

  /// The last passive data port; 0 for none.
  public var highDataChannelPort: Setting<Int64> { Keys.high.setting(in: contents, .server) }

  /// The start tag of `<firewallSupport>`, else ``range``.
  public var firewallSupportRange: ByteRange {
    contents.element(SchemaPlaces.firewallSupport)?.place ?? range
  }

  /// Which log FTP sessions go to.
  public var centralLogFileMode: Setting<CentralLogFileMode> { Keys.logMode.setting(in: contents, .server) }

  /// Whether the central log is written.
  public var logsToCentralFile: Setting<Bool> { Keys.centralLog.setting(in: contents, .server) }

  /// Whether addresses are locked out after failed logons.
  public var deniesByFailure: Setting<Bool> { Keys.denyByFailure.setting(in: contents, .server) }

  /// Whether failed logons are only written to the log.
  public var onlyLogsFailures: Setting<Bool> { Keys.loggingOnly.setting(in: contents, .server) }

  /// The start tag of `<denyByFailure>`, if there is one.
  public var denyByFailureRange: ByteRange? { contents.element(SchemaPlaces.denyByFailure)?.place }

  /// The names of the custom providers that are defined.
  public var definedProviders: [String] {
    SectionContents.entries(of: SchemaPlaces.providerDefinitions, in: [contents]) { $0.index }
      .map { $0.text(.name) }
  }
}

private enum Keys {
  static let low = SettingKey<Int64>.number("lowDataChannelPort", at: "system.ftpServer/firewallSupport")
  static let high = SettingKey<Int64>.number("highDataChannelPort", at: "system.ftpServer/firewallSupport")
  static let logMode = SettingKey<CentralLogFileMode>.choice(
    "centralLogFileMode", at: "system.ftpServer/log", default: .site)
  static let centralLog = SettingKey.bool("enabled", at: "system.ftpServer/log/centralLogFile")
  static let denyByFailure = SettingKey.bool(
    "enabled", at: "system.ftpServer/security/authentication/denyByFailure")
  static let loggingOnly = SettingKey.bool(
    "loggingOnlyMode", at: "system.ftpServer/security/authentication/denyByFailure")
}
