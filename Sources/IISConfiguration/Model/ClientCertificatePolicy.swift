/// Whether clients show certificates (`sslClientCertificates@clientCertificatePolicy`).
public enum ClientCertificatePolicy: Int64, CaseIterable, Sendable {
  /// Not asked for.
  case ignore = 0
  /// Taken if shown.
  case allow = 1
  /// Demanded.
  case require = 2
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
