/// A `<location path="…">` that holds FTP settings for a site or a part of one.
public struct FTPLocation: Sendable {
  /// The path as written.
  public let path: Located<String>
  /// The path's first segment: the site's name.
  public let siteName: String
  /// Whether the path names the site itself, not a folder in it.
  public let isSiteRoot: Bool
  let contents: SectionContents

  init(path: Located<String>, contents: SectionContents) {
    self.path = path
    self.contents = contents
    siteName = Self.siteName(in: path.value)
    isSiteRoot = path.value.split(separator: "/").count <= 1
  }

  /// The parts of the path in lower case, the site's name first; past the 128th they no longer count.
  var segments: [String] {
    path.value.split(separator: "/").prefix(128).map { $0.lowercased() }
  }

  /// The first segment of a path.
  static func siteName(in path: String) -> String {
    path.split(separator: "/", maxSplits: 1).first.map(String.init) ?? ""
  }

  /// Whether the location sets anything that IIS would take from it.
  public var hasSettings: Bool { contents.hasSettings }

  /// Whether a section of the location stands in another file.
  public var isRedirected: Bool { contents.isRedirected }

  /// The start tag of `denyByFailure`, if the location has one.
  public var denyByFailureRange: ByteRange? {
    contents.element(SchemaPlaces.denyByFailure)?.place
  }
}

/// The schema's places that the model asks for by name.
enum SchemaPlaces {
  static let ssl = Schema.tables.element(at: "ftpServer/security/ssl")
  static let authentication = Schema.tables.element(at: "ftpServer/security/authentication")
  static let clientCertAuthentication =
    Schema.tables.element(at: "ftpServer/security/authentication/clientCertAuthentication")
  static let customProviders =
    Schema.tables.element(at: "ftpServer/security/authentication/customAuthentication/providers")
  static let customAuthorizationProvider =
    Schema.tables.element(at: "ftpServer/security/customAuthorization/provider")
  static let customFeatures = Schema.tables.element(at: "ftpServer/customFeatures/providers")
  static let commandFiltering = Schema.tables.element(at: "ftpServer/security/commandFiltering")
  static let userIsolation = Schema.tables.element(at: "ftpServer/userIsolation")
  static let firewallSupport = Schema.tables.element(at: "system.ftpServer/firewallSupport")
  static let providerDefinitions = Schema.tables.element(at: "system.ftpServer/providerDefinitions")
  static let authorization = Schema.tables.element(at: "system.ftpServer/security/authorization")
  static let ipSecurity = Schema.tables.element(at: "system.ftpServer/security/ipSecurity")
  static let denyByFailure = Schema.tables.element(at: "system.ftpServer/security/authentication/denyByFailure")
}
