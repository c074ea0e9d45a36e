internal import IISConfiguration
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let certificateNameNotCovered = Rule(
    id: "certificate-name-not-covered", topic: .environment, severity: .warning,
    summary: "The certificate that clients see is not for the name that they dial.",
    rationale: """
      Clients that check a certificate compare its names with the one that they dial. What they dial is known where a \
      binding has a host name, and where `--server-name` says it. A star stands for one label: `*.example.com` is for \
      `ftp.example.com`, not for `example.com`.

      Get a certificate for all the names.

      Source: RFC 9525.
      """,
    examples: [
      .rejects(
        .site, certificateSite("▸\(certificateHash)◂"), with: at("2026-06-01", serverNames: ["files.example.com"]),
        environment: ["certificates.json": certificateList()]),
      .rejects(
        .sites,
        """
        <site name="A" id="1">\(certificateSite("▸\(certificateHash)◂"))</site>
        <site name="B" id="2">\(certificateSite("", binding: "*:21:b.example.com"))</site>
        """, environment: ["certificates.json": certificateList()],
        caption: "clients of site B see the certificate of site A"),
      .accepts(
        .site, certificateSite(certificateHash), with: at("2026-06-01", serverNames: ["FTP.example.com"]),
        environment: ["certificates.json": certificateList()]),
      .accepts(
        .site, certificateSite(certificateHash), environment: ["certificates.json": certificateList()],
        caption: "what clients dial is not known"),
    ],
    check: .certificates { server, context in
      for site in server.configuration.ftpSites {
        for (name, owner) in shownNames(of: site, server.server) {
          guard let certificate = server.server.certificate(of: owner), certificate.covers(name) == false,
            let range = owner.certificateHash.range
          else { continue }
          context.report(
            "the certificate is not for \(quoted: name)", at: Location(server.configuration.source.path, range),
            severity: Severity.warning.capped(for: site), sites: [site.name],
            related: server.relatedCertificate(of: owner),
            notes: ["clients that dial this name and check the certificate give up"],
            help: "get a certificate that is for \(quoted: name) too, and set serverCertHash to it")
        }
      }
    })
}

/// The names by which clients dial a site, as far as that is known, and the sites whose certificates they see.
private func shownNames(of site: FTPSite, _ server: Server) -> [(name: String, owner: FTPSite)] {
  site.bindings.compactMap(\.endpoint).flatMap { endpoint -> [(name: String, owner: FTPSite)] in
    let names = endpoint.host.isEmpty ? server.deployment.serverNames : [endpoint.host]
    switch server.certificates.owner(for: site, at: endpoint) {
    case .itself: return names.map { ($0, site) }
    case .peer(let peer): return names.map { ($0, peer) }
    case .peerOnAnyAddress, .server, .nobody: return []
    }
  }
}
