internal import IISConfiguration
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let certificateNotInStore = Rule(
    id: "certificate-not-in-store", topic: .environment, severity: .error,
    summary: "The store that a site names has no certificate with its hash.",
    rationale: """
      IIS looks for the certificate in the store of the local computer that `serverCertStoreName` names, `MY` unless it is \
      set. Where it is not there, TLS fails for every client (FTP substatus 44, certificate not found). That happens where \
      a renewal removes the old certificate, and where a tool puts certificates into `WebHosting`.

      `Export-FtpsEnvironment.ps1` lists the stores. Set `serverCertHash` to a certificate that is there, or \
      `serverCertStoreName` to its store.

      Sources: \(sslSource); \(statusCodesSource).
      """,
    examples: [
      .rejects(
        .site, certificateSite("▸\(certificateHash)◂"),
        environment: ["certificates.json": certificateList("89ABCDEF0123456789ABCDEF0123456789ABCDEF")]),
      .rejects(
        .site, certificateSite("▸\(certificateHash)◂"),
        environment: ["certificates.json": certificateList(store: "WebHosting")], caption: "it is in another store"),
      .accepts(
        .site, certificateSite(certificateHash.lowercased(), store: "my"),
        environment: ["certificates.json": certificateList()]),
      .accepts(
        .site, certificateSite(certificateHash, store: "Remote Desktop"),
        environment: ["certificates.json": certificateList()], caption: "a store that was not listed"),
    ],
    check: .certificates { server, context in
      for (site, place) in server.sitesWithCertificate {
        guard case .notInStore(let others)? = server.server.certificateFaults(of: site).first else { continue }
        let stops = server.sessionsShowingOwnCertificate(of: site)
        let severity: Severity = stops == nil ? .warning : .error
        context.report(
          "the store \(quoted: site.certificateStore.value) has no certificate with this hash", at: place,
          severity: severity.capped(for: site), sites: [site.name],
          notes: ["TLS fails for every client (FTP substatus 44)"],
          help: others.first.map { "set serverCertStoreName to \(quoted: $0), where it is" }
            ?? "set serverCertHash to the thumbprint of a certificate that is in the store", stops: stops)
      }
    })
}
