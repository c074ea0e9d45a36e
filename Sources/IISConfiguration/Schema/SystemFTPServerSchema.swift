/// What IIS knows inside `<system.ftpServer>`: for the whole server, and for what a `<location>` names.
///
/// Carried over from Ftp_schema.xml of IIS 8.5 and 10 (github.com/lextm/iis_schema).
extension Schema {
  static let systemFTPServer = element(
    "system.ftpServer", [],
    [
      element(
        "log", [choice("centralLogFileMode", ["Site": 0, "Central": 1], "Site"), bool("logInUTF8", "true")],
        [element("centralLogFile", logFileAttributes)]),
      element(
        "firewallSupport",
        [
          number("lowDataChannelPort", .integer(0...65535), "0"),
          number("highDataChannelPort", .integer(0...65535), "0"),
        ]),
      providerDefinitions,
      element("security", [], [authorization, ipSecurity, requestFiltering, denyByFailure]),
      element(
        "caching", [],
        [
          element(
            "credentialsCache", [bool("enabled", "true"), number("flushInterval", .integer(5...604_800), "900")])
        ]),
      element(
        "serverRuntime", [], [element("hostNameSupport", [bool("useDomainNameAsHostName", "false")])]),
    ])

  /// The sections that hold for the whole server: `allowDefinition="AppHostOnly"` in the stock `configSections`.
  static let serverOnlySections = ["log", "firewallSupport", "caching", "serverRuntime"]

  private static let providerDefinitions = collection(
    "providerDefinitions", keys: ["name"], adds: [text("name", required: true), text("type"), text("clsid")],
    canRemove: false,
    [
      collection(
        "activation", keys: ["name"], adds: [text("name", nonEmpty: true, required: true)],
        entry: "providerData",
        entryChildren: collection(
          "", keys: ["key"],
          adds: [text("key", nonEmpty: true, required: true), text("value"), text("encryptedValue")]
        ).children,
        canRemove: false)
    ])

  private static let authorization = collection(
    "authorization", keys: ["users", "roles", "permissions"],
    adds: [
      choice("accessType", ["Allow": 0, "Deny": 1], required: true), text("users"), text("roles"),
      flags("permissions", ["Read": 1, "Write": 2]),
    ])

  private static let ipSecurity = collection(
    "ipSecurity", [bool("enableReverseDns", "false"), bool("allowUnlisted", "true")],
    keys: ["ipAddress", "subnetMask", "domainName"],
    adds: [
      text("ipAddress"), text("subnetMask", "255.255.255.255"), text("domainName"), bool("allowed", "false"),
    ])

  private static let requestFiltering = element(
    "requestFiltering", [bool("allowHighBitCharacters", "true")],
    [
      collection(
        "fileExtensions", [bool("allowUnlisted", "true")], keys: ["fileExtension"],
        adds: [
          text("fileExtension", nonEmpty: true, required: true), bool("allowed", "true", required: true),
        ]),
      element(
        "requestLimits",
        [number("maxAllowedContentLength", .int64, "0"), number("maxUrl", .integer(32...32768), "4096")]),
      collection(
        "hiddenSegments", keys: ["segment"], adds: [text("segment", nonEmpty: true, required: true)]),
      collection(
        "denyUrlSequences", keys: ["sequence"], adds: [text("sequence", nonEmpty: true, required: true)]),
    ])

  private static let denyByFailure = element(
    "authentication", [],
    [
      element(
        "denyByFailure",
        [
          bool("enabled", "false"), number("maxFailure", .integer(1...4_294_967_295), "4"),
          timeSpan("entryExpiration", "00:00:30"), bool("loggingOnlyMode", "false"),
        ])
    ])
}
