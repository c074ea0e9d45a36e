/// What IIS knows inside a site's `<ftpServer>`, and inside that of `<siteDefaults>`.
///
/// Carried over from Ftp_schema.xml and IIS_schema.xml of IIS 8.5 and 10 (github.com/lextm/iis_schema) and the run-time
/// attributes of ftp_rscaext.xml, which IIS reports but never writes.
extension Schema {
  static let ftpServer = element(
    "ftpServer",
    [
      bool("allowUTF8", "true"), bool("serverAutoStart", "true"),
      choice("state", ["Starting": 0, "Started": 1, "Stopping": 2, "Stopped": 3, "Unknown": 4]),
      number("lastStartupStatus", .uint, "0"),
    ],
    [
      connections, security, ftpCustomFeatures, messages, fileHandling,
      element("firewallSupport", [text("externalIp4Address")]), userIsolation,
      element(
        "directoryBrowse",
        [
          flags(
            "showFlags",
            [
              "LongDate": 2, "StyleUnix": 4, "DisplayAvailableBytes": 16, "DisplayVirtualDirectories": 32,
              "UseGmtTime": 64,
            ]),
          number("virtualDirectoryTimeout", .int, "5"),
        ]),
      element("logFile", logFileAttributes), sessions,
    ])

  private static let connections = element(
    "connections",
    [
      number("unauthenticatedTimeout", .int, "30"), number("controlChannelTimeout", .int, "120"),
      number("dataChannelTimeout", .int, "30"), bool("disableSocketPooling", "false"),
      number("serverListenBacklog", .int, "60"), number("minBytesPerSecond", .int, "240"),
      number("maxConnections", .uint, "4294967295"), bool("resetOnMaxConnections", "false"),
      // The schema's validator excludes every other number: by Microsoft's reference IIS does nothing with the setting.
      number("maxBandwidth", .integer(4_294_967_295...4_294_967_295), "4294967295"),
    ])

  private static let security = element(
    "security", [],
    [
      element(
        "dataChannelSecurity",
        [bool("matchClientAddressForPort", "true"), bool("matchClientAddressForPasv", "true")]),
      collection(
        "commandFiltering", [number("maxCommandLine", .uint, "4096"), bool("allowUnlisted", "true")],
        keys: ["command"],
        adds: [text("command", nonEmpty: true, required: true), bool("allowed", required: true)]),
      element(
        "ssl",
        [
          text("serverCertHash"), text("serverCertStoreName", "MY"), bool("ssl128", "false"),
          choice(
            "controlChannelPolicy", ["SslAllow": 0, "SslRequire": 1, "SslRequireCredentialsOnly": 2],
            "SslRequire"),
          choice("dataChannelPolicy", ["SslAllow": 0, "SslRequire": 1, "SslDeny": 2], "SslRequire"),
        ]),
      element(
        "sslClientCertificates",
        [
          choice(
            "clientCertificatePolicy", ["CertIgnore": 0, "CertAllow": 1, "CertRequire": 2], "CertIgnore"),
          bool("useActiveDirectoryMapping", "false"),
          flags(
            "validationFlags",
            [
              "NoRevocationCheck": 1, "CertChainRevocationCheckCacheOnly": 2,
              "CertChainCacheOnlyUrlRetrieval": 4, "CertNoUsageCheck": 8,
            ], ""),
          timeSpan("revocationFreshnessTime", "00:00:00"),
          timeSpan("revocationUrlRetrievalTimeout", "00:01:00"),
        ]),
      authentication,
      element(
        "customAuthorization", [], [element("provider", [text("name"), bool("enabled", "true")])]),
    ])

  private static let authentication = element(
    "authentication", [],
    [
      element(
        "anonymousAuthentication",
        [
          bool("enabled", "false"), text("userName", "IUSR"), text("password"),
          text("defaultLogonDomain", "NT AUTHORITY"), logonMethod,
        ]),
      element(
        "basicAuthentication", [bool("enabled", "false"), text("defaultLogonDomain"), logonMethod]),
      element("clientCertAuthentication", [bool("enabled", "false")]),
      element("customAuthentication", [], [providers]),
    ])

  private static let logonMethod = choice(
    "logonMethod", ["Interactive": 0, "Batch": 1, "Network": 2, "ClearText": 3], "ClearText")

  private static let providers = collection(
    "providers", keys: ["name"], adds: [text("name", required: true), bool("enabled", "true")])

  private static let ftpCustomFeatures = element("customFeatures", [], [providers]).forSiteDefaults([
    choice(
      "impersonationLevel", ["Anonymous": 0, "Identify": 1, "Impersonate": 2, "Delegate": 3], "Identify")
  ])

  private static let messages = element(
    "messages",
    [
      text("exitMessage"), text("greetingMessage"), text("bannerMessage"), text("maxClientsMessage"),
      bool("suppressDefaultBanner", "false"), bool("allowLocalDetailedErrors", "true"),
      bool("expandVariables", "false"),
    ])

  private static let fileHandling = element(
    "fileHandling",
    [
      bool("keepPartialUploads", "false"), bool("allowReplaceOnRename", "false"),
      bool("allowReadUploadsInProgress", "false"),
    ])

  private static let userIsolation = element(
    "userIsolation",
    [
      choice(
        "mode",
        [
          "StartInUsersDirectory": 0, "IsolateRootDirectoryOnly": 1, "ActiveDirectory": 2,
          "IsolateAllDirectories": 3, "None": 4, "Custom": 5,
        ], "None")
    ],
    [
      element(
        "activeDirectory",
        [text("adUserName"), text("adPassword"), timeSpan("adCacheRefresh", "00:01:00")])
    ])

  private static let sessions = element(
    "sessions", [],
    [
      element(
        "session",
        [
          text("sessionId"), text("userName"), text("sessionStartTime"), text("currentCommand"),
          text("previousCommand"), text("commandStartTime"), number("bytesSent", .int64, "0"),
          number("bytesReceived", .int64, "0"), number("lastErrorStatus", .uint, "0"), text("clientIp"),
        ])
    ])

  /// The settings of an FTP log, a site's or the central one.
  static let logFileAttributes = [
    flags(
      "logExtFileFlags",
      [
        "Date": 1, "Time": 2, "ClientIP": 4, "UserName": 8, "SiteName": 16, "ComputerName": 32, "ServerIP": 64,
        "Method": 128, "UriStem": 256, "FtpStatus": 1024, "Win32Status": 2048, "BytesSent": 4096,
        "BytesRecv": 8192, "TimeTaken": 16384, "ServerPort": 32768, "Host": 1_048_576,
        "FtpSubStatus": 2_097_152, "Session": 4_194_304, "FullPath": 8_388_608, "Info": 16_777_216,
        "ClientPort": 33_554_432, "PhysicalPath": 67_108_864,
      ]),
    text("directory", "%SystemDrive%\\inetpub\\logs\\LogFiles", nonEmpty: true),
    choice("period", ["MaxSize": 0, "Daily": 1, "Weekly": 2, "Monthly": 3, "Hourly": 4], "Daily"),
    number("truncateSize", .integer(1_048_576...4_294_967_295), "20971520"), bool("localTimeRollover", "false"),
    bool("enabled", "true"),
    flags("selectiveLogging", ["LogSuccessful": 1, "LogError": 2, "LogInfrastructure": 4]),
  ]
}
