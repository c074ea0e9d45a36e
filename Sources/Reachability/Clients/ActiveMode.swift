/// Which clients can let the server make data connections, as far as it is known.
///
/// Sources: the settings of ``FTPClient/all``; FluentFTP, FtpDataConnectionType.cs; Ruby, Net::FTP.default_passive;
/// curl, `--ftp-port`; Microsoft Learn, Copy data from FTP server (Azure Data Factory); basic-ftp issues 25 and 241;
/// jlaffaye/ftp issue 29, of which rclone's library is a fork.
extension FTPClient {
  /// Whether the client has an active mode; nothing where not documented.
  public var hasActiveMode: Bool? {
    if dataMode == .active || dataMode == .activeOnly { return true }
    if let activeFallback, !activeFallback.isEmpty { return true }
    if Self.withActiveMode.contains(id) { return true }
    return Self.withoutActiveMode.contains(id) ? false : nil
  }

  /// Whether the client has a passive mode; nothing where not documented.
  public var hasPassiveMode: Bool? {
    switch dataMode {
    case .activeOnly: false
    case .passive, .active: true
    case .unknown: passiveCommands == nil ? nil : true
    }
  }

  /// Whether the client changes to passive mode where the server refuses PORT (WinSCP and FileZilla, by their code).
  var changesToPassiveAfterRefusal: Bool { id == "winscp" || id == "filezilla" }

  /// Whether the client sends PORT and EPRT one after the other where one is refused; false also where not documented.
  var triesBothActiveCommands: Bool { ["curl", "curl-old", "fluentftp", "gvfs-ftp"].contains(id) }

  private static let withActiveMode: Set<String> = [
    "curl", "curl-old", "python-ftplib", "dotnet-ftpwebrequest", "fluentftp", "cyberduck", "ruby-net-ftp",
    "perl-net-ftp", "wget", "aria2", "wininet", "zos-ftp",
  ]

  private static let withoutActiveMode: Set<String> = [
    "adf-ftp", "basic-ftp-5", "basic-ftp-6", "go-jlaffaye-0.2", "go-jlaffaye-master", "rclone",
  ]
}
