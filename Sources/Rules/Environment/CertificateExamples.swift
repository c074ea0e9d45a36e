internal import IISConfiguration
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

/// A site that names the certificate of examples, its hash between marks.
func certificateSite(_ hash: String, store: String = "MY", binding: String = "*:21:") -> String {
  """
  <bindings><binding protocol="ftp" bindingInformation="\(binding)" /></bindings>
  <ftpServer><security><ssl serverCertHash="\(hash)" serverCertStoreName="\(store)" /></security></ftpServer>
  """
}

/// The thumbprint of the certificate of examples.
let certificateHash = "0123456789ABCDEF0123456789ABCDEF01234567"

/// A list of certificates, for examples: that of a sound one, and what differs.
func certificateList(
  _ thumbprint: String = certificateHash, store: String = "MY", issuer: String = "Example CA",
  from start: String = "2026-01-01", to end: String = "2026-12-31", hasPrivateKey: Bool = true,
  usage: String = "1.3.6.1.5.5.7.3.1", beside other: String = ""
) -> String {
  """
  {"ftpsgateCertificates": 1, "stores": ["MY", "WebHosting"], "certificates": [
    {"store": "\(store)", "thumbprint": "\(thumbprint)", "subject": "CN=ftp.example.com", "issuer": "CN=\(issuer)",
     "dnsNames": ["ftp.example.com"], "notBefore": "\(start)T00:00:00Z", "notAfter": "\(end)T00:00:00Z",
     "hasPrivateKey": \(hasPrivateKey), "enhancedKeyUsage": ["\(usage)"]}\(other)]}
  """
}

/// Surroundings in which the time is known, for examples.
func at(_ day: String, serverNames: [String] = []) -> DeploymentOptions {
  var deployment = DeploymentOptions()
  deployment.now = UTCTime(day)
  deployment.serverNames = serverNames
  return deployment
}

extension ServerContext {
  /// The sites that name a certificate, and where.
  var sitesWithCertificate: [(site: FTPSite, place: Location)] {
    configuration.ftpSites.compactMap { site in
      site.certificateHash.range.map { (site, Location(configuration.source.path, $0)) }
    }
  }

  /// Where the certificate that a site names stands in its list.
  func relatedCertificate(of site: FTPSite) -> [RelatedLocation] {
    server.certificate(of: site).map { [RelatedLocation($0.place, "the certificate")] } ?? []
  }

  /// The sessions of a site that its own certificate decides; nothing where another site's is shown.
  func sessionsShowingOwnCertificate(of site: FTPSite) -> StoppedSessions? {
    let bindings = server.bindingsShowingOwnCertificate(of: site)
    return bindings.isEmpty
      ? nil : StoppedSessions(at: .tls, sites: [site.site.index], bindings: bindings, security: .tls)
  }
}
