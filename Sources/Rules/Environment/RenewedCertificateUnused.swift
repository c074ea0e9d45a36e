internal import IISConfiguration
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let renewedCertificateUnused = Rule(
    id: "renewed-certificate-unused", topic: .environment, severity: .warning,
    summary: "A newer certificate for the same names is there, and a site still names the old one.",
    rationale: """
      A renewed certificate has another thumbprint. IIS's HTTPS bindings are moved by the tools that renew; \
      `serverCertHash` of FTP sites is a setting of its own, and stays with the old certificate until that expires. In \
      `siteDefaults`, the server in IIS Manager, it must be changed too.

      It is said of a certificate that was made later, holds longer, is for all names of the old one, and has its private \
      key.

      Sources: \(sslSource); win-acme/win-acme issues 804 and 1445.
      """,
    examples: [
      .rejects(
        .site, certificateSite("▸\(certificateHash)◂"), with: at("2026-12-01"),
        environment: ["certificates.json": certificateList(beside: renewed("2026-11-30", "2027-11-30"))]),
      .accepts(
        .site, certificateSite(certificateHash), with: at("2026-12-01"),
        environment: ["certificates.json": certificateList(beside: renewed("2025-01-01", "2025-12-31"))],
        caption: "the other one is older"),
      .accepts(
        .site, certificateSite("89ABCDEF0123456789ABCDEF0123456789ABCDEF", store: "WebHosting"), with: at("2026-12-01"),
        environment: ["certificates.json": certificateList(beside: renewed("2026-11-30", "2027-11-30"))]),
      .accepts(
        .site, certificateSite(certificateHash), with: at("2026-12-01"),
        environment: [
          "certificates.json": certificateList(beside: renewed("2026-11-30", "2027-11-30", name: "www.example.com"))
        ], caption: "for another name"),
    ],
    check: .certificates { server, context in
      for (site, place) in server.sitesWithCertificate {
        guard let renewed = server.server.renewedCertificate(of: site), let start = renewed.notBefore else { continue }
        let isInStore = CaselessName(renewed.store) == CaselessName(site.certificateStore.value)
        let hash: Message = "set serverCertHash to \(name: renewed.thumbprint.value.description)"
        context.report(
          "a newer certificate for the same names is there, of \(code: start.description)", at: place,
          severity: Severity.warning.capped(for: site), sites: [site.name],
          related: [RelatedLocation(renewed.place, "the newer certificate")],
          notes: ["a renewal changes the thumbprint, and this setting stays with the old certificate"],
          help: isInStore ? hash : "\(hash), and serverCertStoreName to \(quoted: renewed.store)")
      }
    })
}

private func renewed(_ start: String, _ end: String, name: String = "ftp.example.com") -> String {
  """
  ,
      {"store": "WebHosting", "thumbprint": "89ABCDEF0123456789ABCDEF0123456789ABCDEF", "dnsNames": ["\(name)"],
       "notBefore": "\(start)T00:00:00Z", "notAfter": "\(end)T00:00:00Z", "hasPrivateKey": true}
  """
}
