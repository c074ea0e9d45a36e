/// Whether the control channel must be encrypted (`ssl@controlChannelPolicy`).
public enum ControlChannelPolicy: Int64, CaseIterable, Sendable {
  /// TLS if the client asks for it.
  case allow = 0
  /// TLS always.
  case require = 1
  /// TLS for the logon; clear text is allowed afterwards.
  case requireForCredentialsOnly = 2
}

/// Whether data connections must be encrypted (`ssl@dataChannelPolicy`).
public enum DataChannelPolicy: Int64, CaseIterable, Sendable {
  /// TLS if the client asks for it.
  case allow = 0
  /// TLS always.
  case require = 1
  /// Never TLS.
  case deny = 2
}

/// Whether clients show certificates (`sslClientCertificates@clientCertificatePolicy`).
public enum ClientCertificatePolicy: Int64, CaseIterable, Sendable {
  /// Not asked for.
  case ignore = 0
  /// Taken if shown.
  case allow = 1
  /// Demanded.
  case require = 2
}

/// Where users land, and whether they can leave it (`userIsolation@mode`).
public enum UserIsolationMode: Int64, CaseIterable, Sendable {
  /// In a folder of their name, which they can leave.
  case startInUsersDirectory = 0
  /// In a folder of their name, which they cannot leave.
  case isolateRootDirectoryOnly = 1
  /// In the folder that Active Directory names.
  case activeDirectory = 2
  /// In a folder of their name, which hides all others.
  case isolateAllDirectories = 3
  /// In the site's root, all together.
  case none = 4
  /// Where a custom provider says.
  case custom = 5
}

/// Which log FTP sessions go to (`log@centralLogFileMode`).
public enum CentralLogFileMode: Int64, CaseIterable, Sendable {
  /// Each site's own.
  case site = 0
  /// One for the server.
  case central = 1
}

/// Checks of client certificates that are left out or changed (`sslClientCertificates@validationFlags`).
public struct ValidationFlags: OptionSet, Sendable {
  /// The schema's bits.
  public let rawValue: Int64

  /// The flags with these bits.
  public init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  /// Revoked certificates are not noticed.
  public static let noRevocationCheck = Self(rawValue: 1)
  /// Certificates made for another use are taken.
  public static let certNoUsageCheck = Self(rawValue: 8)
}
