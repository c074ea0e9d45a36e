internal import IISConfiguration
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let certificateWithoutPrivateKey = Rule(
    id: "certificate-without-private-key", topic: .environment, severity: .error,
    summary: "The certificate that a site names is in its store without the private key.",
    rationale: """
      A server can use a certificate only with its private key. One that was imported from a `.cer` file, or whose key \
      was left on another machine, is in the store and shown by IIS Manager all the same, and TLS fails for every client \
      (FTP substatus 45, private key not found).

      Import the certificate with its key, from a `.pfx` file; or complete the request on the machine that made it.

      Sources: \(sslSource); \(statusCodesSource).
      """,
    examples: [
      .rejects(
        .site, certificateSite("▸\(certificateHash)◂"),
        environment: ["certificates.json": certificateList(hasPrivateKey: false)]),
      .accepts(.site, certificateSite(certificateHash), environment: ["certificates.json": certificateList()]),
      .accepts(
        .site, certificateSite(certificateHash),
        environment: [
          "certificates.json": certificateList(
            beside:
              #", {"store": "MY", "thumbprint": "89ABCDEF0123456789ABCDEF0123456789ABCDEF", "hasPrivateKey": false}"#)
        ], caption: "no FTP site names the one without a key"),
    ],
    check: .certificates { server, context in
      for (site, _) in server.sitesWithCertificate {
        guard let certificate = server.server.certificate(of: site), certificate.hasPrivateKey == nil else { continue }
        context.remark(
          "whether the store has a private key for the certificate \(code: certificate.thumbprint.value.description) is in no file"
        )
      }
      for (site, place) in server.sitesWithCertificate
      where server.server.certificateFaults(of: site).contains(.withoutPrivateKey) {
        let stops = server.sessionsShowingOwnCertificate(of: site)
        let severity: Severity = stops == nil ? .warning : .error
        context.report(
          "the store has no private key for the certificate", at: place, severity: severity.capped(for: site),
          sites: [site.name], related: server.relatedCertificate(of: site),
          notes: ["TLS fails for every client (FTP substatus 45)"],
          help: "import the certificate with its private key, from a .pfx file", stops: stops)
      }
    })
}
