public import IISConfiguration
public import NetworkModel
internal import Text

/// What is wrong with the certificate that a site names, as far as a list of the stores tells.
public enum CertificateFault: Hashable, Sendable {
  /// The store that the site names has no such certificate; those that have it.
  case notInStore(others: [String])
  /// The store has it without its private key.
  case withoutPrivateKey
  /// It is no longer valid.
  case expired(UTCTime)
  /// It is not valid yet.
  case notYetValid(UTCTime)
  /// Its enhanced key usage does not name server authentication.
  case notForServers

  /// Whether IIS has no certificate to show then (FTP substatuses 44 and 45); else it hangs on what clients check.
  public var stopsTLS: Bool {
    switch self {
    case .notInStore, .withoutPrivateKey: true
    case .expired, .notYetValid, .notForServers: false
    }
  }
}

extension Server {
  /// The certificate that a site names, in the store that it names; nothing where that was not listed, or has none.
  public func certificate(of site: FTPSite) -> StoredCertificate? {
    guard let inventory = environment?.certificates, case .thumbprint(let thumbprint) = site.certificateHash.value,
      site.certificateStore.isReadable
    else { return nil }
    let store = CaselessName(site.certificateStore.value)
    return inventory.certificates(thumbprint).first { CaselessName($0.store) == store }
  }

  /// What is wrong with the certificate that a site names; what stops TLS first.
  public func certificateFaults(of site: FTPSite) -> [CertificateFault] {
    guard let inventory = environment?.certificates, case .thumbprint(let thumbprint) = site.certificateHash.value,
      site.certificateStore.isReadable
    else { return [] }
    guard let certificate = certificate(of: site) else {
      guard inventory.lists(site.certificateStore.value) else { return [] }
      return [.notInStore(others: inventory.certificates(thumbprint).map(\.store))]
    }
    var faults: [CertificateFault] = []
    if certificate.hasPrivateKey == false { faults.append(.withoutPrivateKey) }
    if let now = deployment.now {
      if let end = certificate.notAfter, end < now { faults.append(.expired(end)) }
      if let start = certificate.notBefore, now < start { faults.append(.notYetValid(start)) }
    }
    if !certificate.isForServers { faults.append(.notForServers) }
    return faults
  }

  /// A certificate that was made later than the one that a site names, holds longer and is for all of its names: most
  /// likely its renewal, which has another thumbprint.
  public func renewedCertificate(of site: FTPSite) -> StoredCertificate? {
    guard let current = certificate(of: site), let names = current.names, !names.isEmpty,
      let start = current.notBefore, let end = current.notAfter
    else { return nil }
    let candidates = (environment?.certificates?.certificates ?? []).filter { other in
      guard let otherStart = other.notBefore, let otherEnd = other.notAfter, otherStart > start, otherEnd > end else {
        return false
      }
      return other.hasPrivateKey != false && other.isForServers && deployment.now.map { otherStart <= $0 } != false
        && names.allSatisfy { other.isFor($0) }
    }
    return candidates.max { ($0.notAfter?.seconds ?? 0) < ($1.notAfter?.seconds ?? 0) }
  }

  /// The bindings of a site at which clients see its own certificate.
  public func bindingsShowingOwnCertificate(of site: FTPSite) -> Set<ByteRange> {
    let certificates = certificates
    return Set(
      site.bindings.filter { binding in
        guard let endpoint = binding.endpoint, case .itself = certificates.owner(for: site, at: endpoint) else {
          return false
        }
        return true
      }.map(\.range))
  }
}

extension StoredCertificate {
  /// Whether it is for a name of another certificate, which may have a star.
  fileprivate func isFor(_ name: String) -> Bool {
    names?.contains { CaselessName($0) == CaselessName(name) } == true || covers(name) == true
  }
}
