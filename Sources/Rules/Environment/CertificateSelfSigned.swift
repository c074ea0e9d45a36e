internal import IISConfiguration
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let certificateSelfSigned = Rule(
    id: "certificate-self-signed", topic: .environment, severity: .note,
    summary: "The certificate that a site names is self-signed.",
    rationale: """
      Nobody but the certificate itself vouches for it, so that clients must be told to trust it, each by itself; those \
      that check certificates and were not told give up. That may well be meant, in a network of one's own.

      Source: RFC 5280, section 6.
      """,
    examples: [
      .rejects(
        .site, certificateSite("▸\(certificateHash)◂"),
        environment: ["certificates.json": certificateList(issuer: "ftp.example.com")]),
      .accepts(.site, certificateSite(certificateHash), environment: ["certificates.json": certificateList()]),
    ],
    check: .certificates { server, context in
      for (site, place) in server.sitesWithCertificate where server.server.certificate(of: site)?.isSelfSigned == true {
        context.report(
          "the certificate is self-signed", at: place, severity: .note, sites: [site.name],
          related: server.relatedCertificate(of: site),
          notes: ["clients that check certificates must be told to trust it"],
          help: "tell clients to trust it, or get a certificate of an authority that they know")
      }
    })
}
