public import IISConfiguration

/// Something without which nobody logs on with a client certificate (IIS configuration reference,
/// clientCertAuthentication).
public enum ClientCertificateGap: Hashable, Sendable {
  /// The site has no certificate of its own, so that there is no TLS.
  case noServerCertificate
  /// The server does not ask for the client's; whether that is set, or the default.
  case clientsAreNotAsked(isSet: Bool)
  /// Windows does not look for the account; whether that is set, or the default.
  case accountsAreNotMapped(isSet: Bool)
}

extension FTPSite {
  /// What is missing for logons with client certificates; nothing where they can work, or may.
  public var clientCertificateGaps: [ClientCertificateGap] {
    var gaps: [ClientCertificateGap] = []
    if !hasCertificate { gaps.append(.noServerCertificate) }
    let policy = clientCertificatePolicy
    if policy.isReadable, policy.value == .ignore { gaps.append(.clientsAreNotAsked(isSet: policy.isSet)) }
    let mapping = mapsCertificatesToActiveDirectory
    if mapping.isReadable, !mapping.value { gaps.append(.accountsAreNotMapped(isSet: mapping.isSet)) }
    return gaps
  }
}
