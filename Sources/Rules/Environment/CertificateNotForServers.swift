internal import IISConfiguration
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let certificateNotForServers = Rule(
    id: "certificate-not-for-servers", topic: .environment, severity: .warning,
    summary: "The certificate that a site names is not for servers.",
    rationale: """
      A certificate that is restricted to some uses must name server authentication (1.3.6.1.5.5.7.3.1) among them, or \
      clients that check it give up. Certificates for users, for signing code or for remote desktops do not.

      Get a certificate for a server.

      Source: RFC 5280, section 4.2.1.12.
      """,
    examples: [
      .rejects(
        .site, certificateSite("▸\(certificateHash)◂"),
        environment: ["certificates.json": certificateList(usage: "1.3.6.1.5.5.7.3.2")]),
      .accepts(.site, certificateSite(certificateHash), environment: ["certificates.json": certificateList()]),
      .accepts(
        .site, certificateSite(certificateHash),
        environment: ["certificates.json": certificateList(usage: "2.5.29.37.0")], caption: "for any use"),
    ],
    check: .certificates { server, context in
      for (site, place) in server.sitesWithCertificate
      where server.server.certificateFaults(of: site).contains(.notForServers) {
        context.report(
          "the certificate is not for servers", at: place, severity: Severity.warning.capped(for: site),
          sites: [site.name], related: server.relatedCertificate(of: site),
          notes: ["its enhanced key usage does not name server authentication; clients that check it give up"],
          help: "set serverCertHash to a certificate for server authentication")
      }
    })
}
