internal import IISConfiguration
internal import Inet
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let hostNameHidesCertificate = Rule(
    id: "host-name-hides-certificate", topic: .bindings, severity: .error,
    summary: "A binding with a host name has no binding without one beside it that could show a certificate.",
    rationale: """
      FTPS begins its TLS handshake before the client says which host name it wants, and the FTP server of IIS does \
      not use the name in the handshake. So IIS takes the certificate of the binding without a host name on the same \
      address and port, for all sites there. Where there is none, `AUTH TLS` ends in `534-Local policy on server does \
      not allow TLS secure connections`, with the detail that no certificate was configured, even if the site with \
      the host name has one.

      Add a binding with an empty host name on the same address and port to a site that starts and has a certificate \
      for all the names. It is a warning where only a binding on `*` covers the address: that this serves is not \
      documented.

      Sources: Microsoft's IIS support blog, "Configuring FTP 7.5 with Host Header and SSL" (2009); \
      [FTP virtual host names](https://learn.microsoft.com/iis/publish/using-the-ftp-service/\
      using-ftp-virtual-host-names-in-iis-7).
      """,
    examples: [
      .rejects(.site, bindings("ftp", "▸*:21:ftp.example.com◂") + ftpServer(ssl: thumbprint)),
      .rejects(
        .sites,
        """
        <siteDefaults>\(ftpServer(ssl: thumbprint))</siteDefaults>
        <site name="A" id="1">\(bindings("ftp", "*:21:"))</site>
        <site name="B" id="2">\(bindings("ftp", "▸10.0.0.4:21:ftp.example.com◂"))</site>
        """, .warning, caption: "the binding on * covers the address"),
      .rejects(
        .sites,
        """
        <site name="A" id="1">\(bindings("ftp", "10.0.0.4:21:"))\(ftpServer(ssl: thumbprint))</site>
        <site name="B" id="2">\(bindings("ftp", "▸*:21:ftp.example.com◂"))\(ftpServer(ssl: thumbprint))</site>
        """, caption: "one address does not cover all"),
      .rejects(
        .sites,
        """
        <site name="A" id="1">\(bindings("ftp", "*:21:"))\(ftpServer(ssl: withoutTLS))</site>
        <site name="B" id="2">\(bindings("ftp", "▸*:21:ftp.example.com◂"))\(ftpServer(ssl: thumbprint))</site>
        """, caption: "the binding beside it has no certificate"),
      .rejects(
        .sites,
        """
        <site name="A" id="1">\(bindings("ftp", "*:2121:"))</site>
        <site name="B" id="2">\(bindings("ftp", "▸*:21:ftp.example.com◂"))
        <ftpServer serverAutoStart="false" /></site>
        """, .note, caption: "the site does not start"),
      .accepts(
        .sites,
        """
        <site name="A" id="1">\(bindings("ftp", "*:21:"))\(ftpServer(ssl: thumbprint))</site>
        <site name="B" id="2">\(bindings("ftp", ":21:ftp.example.com"))\(ftpServer(ssl: thumbprint))</site>
        <site name="C" id="3">\(bindings("ftp", "*:21:ftp.example.net"))</site>
        """, caption: "one site without a host name serves them all"),
      .accepts(
        .site,
        """
        <bindings>
          <binding protocol="ftp" bindingInformation="*:21:ftp.example.com" />
          <binding protocol="ftp" bindingInformation="*:21:" />
        </bindings>
        \(ftpServer(ssl: thumbprint))
        """, caption: "the site itself"),
      .accepts(
        .site, bindings("ftp", "*:21:ftp.example.com") + ftpServer(ssl: withoutTLS),
        caption: "TLS plays no part on this site"),
    ],
    check: .server { configuration, context in
      let named = configuration.ftpSites.filter { site in
        site.bindings.contains { $0.endpoint.map { !$0.host.isEmpty } ?? false }
      }
      guard !named.isEmpty else { return }
      let certificates = context.server.certificates
      for site in named where site.usesTLS { checkHostNames(of: site, certificates, &context) }
    })
}

private func checkHostNames(of site: FTPSite, _ certificates: ShownCertificates, _ context: inout RuleContext) {
  for binding in site.bindings {
    guard let endpoint = binding.endpoint, !endpoint.host.isEmpty else { continue }
    let isCovered: Bool
    switch certificates.owner(for: site, at: endpoint) {
    case .itself, .peer: continue
    case .peerOnAnyAddress: isCovered = true
    case .nobody: isCovered = false
    }
    let severity: Severity = isCovered ? .warning : .error
    let bare = "\(bracketed(endpoint.address)):\(endpoint.port):"
    let name: Message = "the host name in \(quoted: binding.information.value)"
    context.report(
      isCovered ? "\(name) leaves only the certificate of a binding on *" : "\(name) leaves no certificate to show",
      at: binding.information.range, severity: severity.capped(for: site), sites: [site.name],
      notes: [
        isCovered
          ? """
          IIS shows the certificate of the binding without a host name on the same address and port; that the one \
          on * serves for this address is not documented
          """
          : """
          TLS begins before the client names the host, so IIS shows the certificate of the binding without a host \
          name on the same address and port; there is none with a certificate, and \
          \(endpoint.isImplicitPort ? "what clients get on port 990 then is not documented" : "AUTH TLS ends in 534")
          """
      ], help: "add the binding \"\(code: bare)\" to a site that starts and has a certificate for all the names",
      stops: StoppedSessions(at: .tls, sites: [site.site.index], bindings: [binding.range], security: .tls))
  }
}

private func bracketed(_ address: LocalAddress) -> String {
  if case .v6 = address { return "[\(address)]" }
  return "\(address)"
}
