/// Whether a client can let the server make data connections, and how, as far as it is known.
///
/// Sources, beside the settings in each client's row: FluentFTP, FtpDataConnectionType.cs; Ruby, Net::FTP.default_passive;
/// curl, `--ftp-port`; Microsoft Learn, Copy data from FTP server (Azure Data Factory); basic-ftp issues 25 and 241;
/// jlaffaye/ftp issue 29, of which rclone's library is a fork.
public enum ActiveMode: Hashable, Sendable {
  /// It can: whether it sends PORT and EPRT one after the other where one is refused, and whether it changes to passive
  /// mode where the server refuses the command; false also where that is not documented.
  case whenAsked(sendsBothCommands: Bool = false, changesToPassiveAfterRefusal: Bool = false)
  /// It cannot.
  case never
  /// Not documented.
  case unknown
}

extension FTPClient {
  /// Whether the client has an active mode; nothing where not documented.
  public var hasActiveMode: Bool? {
    if dataMode == .active || dataMode == .activeOnly { return true }
    if let activeFallback, !activeFallback.isEmpty { return true }
    return switch activeMode {
    case .whenAsked: true
    case .never: false
    case .unknown: nil
    }
  }

  /// Whether the client has a passive mode; nothing where not documented.
  public var hasPassiveMode: Bool? {
    switch dataMode {
    case .activeOnly: false
    case .passive, .active: true
    case .unknown: passiveCommands == nil ? nil : true
    }
  }

  /// Whether the client changes to passive mode where the server refuses PORT.
  var changesToPassiveAfterRefusal: Bool {
    if case .whenAsked(_, changesToPassiveAfterRefusal: true) = activeMode { true } else { false }
  }

  /// Whether the client sends PORT and EPRT one after the other where one is refused; false also where not documented.
  var triesBothActiveCommands: Bool {
    if case .whenAsked(sendsBothCommands: true, _) = activeMode { true } else { false }
  }
}
