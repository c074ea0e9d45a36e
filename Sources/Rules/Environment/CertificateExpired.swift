internal import IISConfiguration
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let certificateExpired = Rule(
    id: "certificate-expired", topic: .environment, severity: .error, settings: [daysLeft],
    summary: "The certificate that a site names has expired, is not valid yet, or is about to expire.",
    rationale: """
      IIS goes on showing a certificate that has expired, and clients that check it give up. A certificate that ends \
      within 14 days is a warning: by then a renewal should have replaced it. A renewed certificate has another hash, so \
      that `serverCertHash` must be set anew, in each site and in `siteDefaults`.

      The present time is that of the machine on which this runs; `--now` says another.

      Sources: RFC 5280, section 4.1.2.5; \(sslSource).
      """,
    examples: [
      .rejects(
        .site, certificateSite("▸\(certificateHash)◂"), with: at("2027-01-01"),
        environment: ["certificates.json": certificateList()]),
      .rejects(
        .site, certificateSite("▸\(certificateHash)◂"), with: at("2025-12-31"),
        environment: ["certificates.json": certificateList()], caption: "it is not valid yet"),
      .rejects(
        .site, certificateSite("▸\(certificateHash)◂"), .warning, with: at("2026-12-20"),
        environment: ["certificates.json": certificateList()], caption: "11 days are left"),
      .accepts(
        .site, certificateSite(certificateHash), with: at("2026-12-16"),
        environment: ["certificates.json": certificateList()], caption: "15 days are left"),
      .accepts(
        .site, certificateSite(certificateHash), with: at("2026-06-01"),
        environment: [
          "certificates.json": certificateList(
            beside:
              #", {"store": "MY", "thumbprint": "89ABCDEF0123456789ABCDEF0123456789ABCDEF", "notAfter": "2020-01-01T00:00:00Z"}"#
          )
        ], caption: "no FTP site names the one that has expired"),
    ],
    check: .certificates { server, context in
      guard let now = context.deployment.now else { return }
      let due = now.adding(days: context.value(of: daysLeft))
      for (site, place) in server.sitesWithCertificate {
        guard let certificate = server.server.certificate(of: site) else { continue }
        if certificate.notAfter == nil {
          context.remark(
            "until when the certificate \(code: certificate.thumbprint.value.description) is valid is in no file")
        }
        let found: (message: Message, note: Message, severity: Severity)
        if let end = certificate.notAfter, end < now {
          found = ("the certificate expired on \(code: end.description)", "clients that check it give up", .error)
        } else if let start = certificate.notBefore, now < start {
          found = (
            "the certificate is not valid before \(code: start.description)", "clients that check it give up", .error
          )
        } else if let end = certificate.notAfter, end < due {
          found = (
            "the certificate expires on \(code: end.description)", "after that clients that check it give up", .warning
          )
        } else {
          continue
        }
        context.report(
          found.message, at: place, severity: found.severity.capped(for: site), sites: [site.name],
          related: server.relatedCertificate(of: site), notes: [found.note],
          help: "renew it, and set serverCertHash to the new thumbprint, in each site and in siteDefaults")
      }
    })
}

/// How soon before its end a certificate is about to expire.
private let daysLeft = RuleSetting(
  "days", of: "certificate-expired", "a certificate that ends within so many days is about to expire", standard: 14,
  in: 0...365)
