/// What a site names its certificate by (`ssl@serverCertHash`).
public enum CertificateHash: Hashable, Sendable {
  /// Nothing is set: there is no certificate.
  case unset
  /// The thumbprint of a certificate.
  case thumbprint(Thumbprint)
  /// A text that is no thumbprint, so that IIS finds no certificate by it.
  case malformed(String)
}

extension CertificateHash {
  /// What a setting comes to; a thumbprint is read from the very bytes of the file.
  init(_ setting: Attribute) {
    self = setting.withWritten { Thumbprint($0) }.map(Self.thumbprint) ?? Self(setting.value)
  }

  /// What a setting's text comes to.
  init(_ text: String) {
    self = text.isEmpty ? .unset : Thumbprint(text).map(Self.thumbprint) ?? .malformed(text)
  }
}
