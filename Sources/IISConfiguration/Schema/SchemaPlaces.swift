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
