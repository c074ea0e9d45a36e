/// A site with at least one ftp binding, and everything that holds for it.
///
/// Settings are effective values: the site's own, else those of `<siteDefaults>`, else the schema's defaults.
///
/// A class, because tens of thousands of them are handed from rule to rule; it never changes.
public final class FTPSite: Sendable {
  /// The site itself.
  public let site: Site
  /// Its ftp bindings.
  public let bindings: [Binding]
  /// What holds for the whole server.
  public let server: FTPServer
  /// The `<location>`s for this site and its folders.
  public let locations: [FTPLocation]
  /// The address that PASV replies name.
  public let externalAddress: Setting<ExternalAddress>
  /// Whether a certificate is named, well spelt or not.
  public let hasCertificate: Bool

  init(site: Site, server: FTPServer, locations: [FTPLocation]) {
    self.site = site
    bindings = site.bindings.allSatisfy(\.isFTP) ? site.bindings : site.bindings.filter(\.isFTP)
    self.server = server
    self.locations = locations
    // Kept, as each is taken apart from text, and many rules ask for it.
    externalAddress = site.setting(Keys.externalIp4Address)
    hasCertificate = site.setting(Keys.hasCertificate).value
  }

  /// The site's name.
  public var name: String { site.name.value }

  /// The start tag of the site's own `<ftpServer>`, if it has one.
  public var ftpServerRange: ByteRange? { site.contents.root?.place }

  /// Where to point for a setting that is nowhere set: `<ftpServer>`, else `<bindings>`, else the site.
  public var settingsRange: ByteRange { ftpServerRange ?? site.bindingsRange ?? site.range }

  /// Whether a part of the site's settings, or of what it inherits, stands in other files.
  public var isRedirected: Bool { site.contents.isRedirected || site.defaults.isRedirected }

  /// The start tag of an element: the site's own, else that of `<siteDefaults>`.
  private func range(_ id: ElementID) -> ByteRange? {
    (site.contents.element(id) ?? site.defaults.element(id))?.place
  }

  private func setting<Value>(_ key: SettingKey<Value>) -> Setting<Value> { site.setting(key) }
}

// MARK: - Bindings

extension FTPSite {
  /// Whether a binding is on the port of implicit FTPS, or on one where clients begin in clear text.
  public func isBound(implicit: Bool) -> Bool { bindings.contains { $0.endpoint?.isImplicitPort == implicit } }
}

// MARK: - Starting, addresses, limits

extension Site {
  /// Whether FTP of the site starts by itself, if it has an FTP side.
  public var startsFTP: Bool { setting(Keys.serverAutoStart).value }
}

extension FTPSite {
  /// Whether FTP starts by itself; a site that does not is off, and its findings are notes.
  public var startsAutomatically: Setting<Bool> { setting(Keys.serverAutoStart) }

  /// How many clients may be connected.
  public var maxConnections: Setting<ConnectionLimit> { setting(Keys.maxConnections) }

  /// Whether active data connections must go to the control connection's client.
  public var matchesClientAddressForPort: Setting<Bool> { setting(Keys.matchClientAddressForPort) }

  /// Whether passive data connections must come from the control connection's client.
  public var matchesClientAddressForPasv: Setting<Bool> { setting(Keys.matchClientAddressForPasv) }

  /// Whether the site writes its own log.
  public var logsToFile: Setting<Bool> { setting(Keys.logEnabled) }
}

// MARK: - TLS

extension FTPSite {
  /// What the certificate is named by.
  public var certificateHash: Setting<CertificateHash> { setting(Keys.serverCertHash) }

  /// What `<siteDefaults>` names the certificate by: IIS Manager writes that of the server there.
  public var certificateHashOfDefaults: Setting<CertificateHash> {
    Keys.serverCertHash.setting(in: site.defaults, .siteDefaults)
  }

  /// The store of the local computer in which the certificate is.
  public var certificateStore: Setting<String> { setting(Keys.serverCertStoreName) }

  /// Whether the control channel must be encrypted.
  public var controlChannelPolicy: Setting<ControlChannelPolicy> { setting(Keys.controlChannelPolicy) }

  /// Whether data connections must be encrypted.
  public var dataChannelPolicy: Setting<DataChannelPolicy> { setting(Keys.dataChannelPolicy) }

  /// Whether TLS plays a part: there is a certificate, or a channel requires one.
  public var usesTLS: Bool {
    if hasCertificate { return true }
    let control = controlChannelPolicy
    let data = dataChannelPolicy
    return (control.isReadable && control.value != .allow) || (data.isReadable && data.value == .require)
  }

  /// The start tag of `<ssl>`: the site's own, else that of `<siteDefaults>`.
  public var sslRange: ByteRange? { range(SchemaPlaces.ssl) }

  /// Whether clients show certificates.
  public var clientCertificatePolicy: Setting<ClientCertificatePolicy> { setting(Keys.clientCertificatePolicy) }

  /// Whether client certificates are mapped to Active Directory accounts.
  public var mapsCertificatesToActiveDirectory: Setting<Bool> { setting(Keys.useActiveDirectoryMapping) }

  /// Checks of client certificates that are left out.
  public var validationFlags: Setting<ValidationFlags> { setting(Keys.validationFlags) }
}

// MARK: - Logging on

extension FTPSite {
  /// Whether anonymous users may log on.
  public var anonymousAuthentication: Setting<Bool> { setting(Keys.anonymousEnabled) }

  /// Whether Windows users may log on with their passwords.
  public var basicAuthentication: Setting<Bool> { setting(Keys.basicEnabled) }

  /// The domain of users who log on without naming one; empty where none is set.
  public var defaultLogonDomain: Setting<String> { setting(Keys.defaultLogonDomain) }

  /// Whether users may log on with a certificate.
  public var clientCertificateAuthentication: Setting<Bool> { setting(Keys.clientCertEnabled) }

  /// The start tag of `<clientCertAuthentication>`.
  public var clientCertificateAuthenticationRange: ByteRange? { range(SchemaPlaces.clientCertAuthentication) }

  /// The start tag of `<authentication>`.
  public var authenticationRange: ByteRange? { range(SchemaPlaces.authentication) }

  /// The custom authentication providers, enabled or not.
  public var customProviders: [ProviderReference] { providers(SchemaPlaces.customProviders) }

  /// Whether passwords are asked for: Basic or an enabled custom provider.
  public var takesPasswords: Bool {
    basicAuthentication.value || customProviders.contains(where: \.isEnabled)
  }

  /// The custom authorization provider (IIS 8.0 and later), if one is named.
  public var customAuthorizationProvider: ProviderReference? {
    // Hardly any of tens of thousands of sites names one.
    guard site.mayState(Keys.customAuthorizationProvider) else { return nil }
    return
      (site.contents.element(SchemaPlaces.customAuthorizationProvider)
      ?? site.defaults.element(SchemaPlaces.customAuthorizationProvider)).flatMap(ProviderReference.init)
  }

  /// The providers of other features, enabled or not.
  public var featureProviders: [ProviderReference] { providers(SchemaPlaces.customFeatures) }

  /// Where users land, and whether they can leave it.
  public var userIsolation: Setting<UserIsolationMode> { setting(Keys.userIsolationMode) }

  /// The start tag of `<userIsolation>`.
  public var userIsolationRange: ByteRange? { range(SchemaPlaces.userIsolation) }

  /// Whether commands that `commandFiltering` does not list are allowed.
  public var allowsUnlistedCommands: Setting<Bool> { setting(Keys.allowUnlistedCommands) }

  /// How long the line of a command may be, in characters.
  public var maxCommandLine: Setting<Int64> { setting(Keys.maxCommandLine) }

  /// The commands that `commandFiltering` lists.
  public var commandRules: [CommandRule] {
    entries(of: SchemaPlaces.commandFiltering) { $0.text(CommandRule.command).uppercased() }.map(CommandRule.init)
  }

  private func providers(_ collection: ElementID) -> [ProviderReference] {
    entries(of: collection) { $0.text(.name).lowercased() }.compactMap(ProviderReference.init)
  }

  private func entries<Key: Hashable>(of collection: ElementID, key: (Element) -> Key) -> [Element] {
    guard site.contents.hasEntries || site.defaults.hasEntries else { return [] }
    return SectionContents.entries(of: collection, in: [site.defaults, site.contents], key: key)
  }
}

// MARK: - What `<location>`s say of the site

extension FTPSite {
  /// What `<location>`s say of the site's root.
  private var ownLevels: [SectionContents] { locations.filter(\.isSiteRoot).map(\.contents) }

  /// The authorization rules for the site's root: the server's, then the site's.
  public var authorization: [AuthorizationRule] {
    server.inheritedAuthorization.entries(of: SchemaPlaces.authorization, in: ownLevels)
  }

  /// What the authorization rules for the site's root come to.
  public var effectiveAuthorization: EffectiveAuthorization {
    // Made anew where the site has rules of its own, as keeping what each inherits takes memory for sites times rules.
    locations.isEmpty ? server.authorizationOfSites : EffectiveAuthorization(authorization)
  }

  /// The authorization rules of the site's folders, without what these inherit.
  public var folderAuthorization: [AuthorizationRule] {
    // Each for itself: what one folder clears or removes holds in another.
    locations.filter { !$0.isSiteRoot }.flatMap {
      CollectionEntries<AuthorizationRule>(of: SchemaPlaces.authorization, in: [$0.contents]).entries
    }
  }

  /// The authorization rules of each folder that a `<location>` names, with what the folder inherits.
  public var authorizationByFolder: [[AuthorizationRule]] {
    let folders = locations.filter { !$0.isSiteRoot }
    guard !folders.isEmpty else { return [] }
    let byPath = Dictionary(grouping: locations, by: \.segments)
    var seen: Set<[String]> = []
    return folders.map(\.segments).filter { seen.insert($0).inserted }.map { path in
      let levels = (1...path.count).flatMap { byPath[Array(path.prefix($0))] ?? [] }
      return server.inheritedAuthorization.entries(of: SchemaPlaces.authorization, in: levels.map(\.contents))
    }
  }

  /// The entries of `ipSecurity` for the site's root.
  public var addressRestrictions: [AddressRestriction] {
    server.inheritedRestrictions.entries(of: SchemaPlaces.ipSecurity, in: ownLevels)
  }

  /// Whether `ipSecurity` lets in clients that it does not list.
  public var allowsUnlistedAddresses: Setting<Bool> {
    for location in locations.reversed() where location.isSiteRoot {
      let setting = Keys.allowUnlistedAddresses.setting(in: location.contents, .server)
      if setting.isSet { return setting }
    }
    return Keys.allowUnlistedAddresses.setting(in: server.contents, .server)
  }

  /// The start tag of the innermost `<ipSecurity>` that holds for the site's root.
  public var ipSecurityRange: ByteRange? {
    // Most servers have none, and there may be tens of thousands of sites.
    for location in locations.reversed() where location.isSiteRoot {
      if let element = location.contents.element(SchemaPlaces.ipSecurity) { return element.place }
    }
    return server.contents.element(SchemaPlaces.ipSecurity)?.place
  }
}

/// The settings of a site that the model reads.
private enum Keys {
  static let serverAutoStart = SettingKey.bool("serverAutoStart", at: "ftpServer")
  static let externalIp4Address = SettingKey.text(
    "externalIp4Address", at: "ftpServer/firewallSupport", { ExternalAddress($0) })
  static let maxConnections = SettingKey.number(
    "maxConnections", at: "ftpServer/connections", ConnectionLimit.init)
  static let matchClientAddressForPort = SettingKey.bool(
    "matchClientAddressForPort", at: "ftpServer/security/dataChannelSecurity")
  static let matchClientAddressForPasv = SettingKey.bool(
    "matchClientAddressForPasv", at: "ftpServer/security/dataChannelSecurity")
  static let logEnabled = SettingKey.bool("enabled", at: "ftpServer/logFile")
  static let serverCertHash = SettingKey.text(
    "serverCertHash", at: "ftpServer/security/ssl", { CertificateHash($0) }, { CertificateHash($0) })
  static let hasCertificate = SettingKey.text(
    "serverCertHash", at: "ftpServer/security/ssl", { !$0.isEmpty }, { !$0.isEmpty })
  static let serverCertStoreName = SettingKey.text("serverCertStoreName", at: "ftpServer/security/ssl", { $0 })
  static let controlChannelPolicy = SettingKey<ControlChannelPolicy>.choice(
    "controlChannelPolicy", at: "ftpServer/security/ssl", default: .require)
  static let dataChannelPolicy = SettingKey<DataChannelPolicy>.choice(
    "dataChannelPolicy", at: "ftpServer/security/ssl", default: .require)
  static let clientCertificatePolicy = SettingKey<ClientCertificatePolicy>.choice(
    "clientCertificatePolicy", at: "ftpServer/security/sslClientCertificates", default: .ignore)
  static let useActiveDirectoryMapping = SettingKey.bool(
    "useActiveDirectoryMapping", at: "ftpServer/security/sslClientCertificates")
  static let validationFlags = SettingKey.number(
    "validationFlags", at: "ftpServer/security/sslClientCertificates", ValidationFlags.init(rawValue:))
  static let anonymousEnabled = SettingKey.bool(
    "enabled", at: "ftpServer/security/authentication/anonymousAuthentication")
  static let basicEnabled = SettingKey.bool(
    "enabled", at: "ftpServer/security/authentication/basicAuthentication")
  static let defaultLogonDomain = SettingKey.text(
    "defaultLogonDomain", at: "ftpServer/security/authentication/basicAuthentication", { $0 })
  static let clientCertEnabled = SettingKey.bool(
    "enabled", at: "ftpServer/security/authentication/clientCertAuthentication")
  static let userIsolationMode = SettingKey<UserIsolationMode>.choice(
    "mode", at: "ftpServer/userIsolation", default: .none)
  static let customAuthorizationProvider = Schema.tables.attribute(
    "name", at: "ftpServer/security/customAuthorization/provider")
  static let allowUnlistedCommands = SettingKey.bool("allowUnlisted", at: "ftpServer/security/commandFiltering")
  static let maxCommandLine = SettingKey.number("maxCommandLine", at: "ftpServer/security/commandFiltering")
  static let allowUnlistedAddresses = SettingKey.bool("allowUnlisted", at: "system.ftpServer/security/ipSecurity")
}
