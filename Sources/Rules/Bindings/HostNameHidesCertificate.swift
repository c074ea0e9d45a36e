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
      documented. It is a note where `siteDefaults`, the server in IIS Manager, names the same certificate as the \
      sites: people report that this works without such a binding, against Microsoft's blog. Where a renewal has \
      changed the hash at the sites only, it is a warning.

      Sources: Microsoft's IIS support blog, "Configuring FTP 7.5 with Host Header and SSL" (2009); \
      win-acme/win-acme issue 1445 and its commit a76c5951, PowerShell/PowerShellModuleCoverage issue 23; \
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
      .rejects(
        .sites,
        """
        <siteDefaults>\(ftpServer(ssl: thumbprint))</siteDefaults>
        <site name="A" id="1">\(bindings("ftp", "▸*:21:a.example.com◂"))</site>
        <site name="B" id="2">\(bindings("ftp", "▸*:21:b.example.com◂"))\(ftpServer(ssl: thumbprint))</site>
        """, .note, caption: "the server has the certificate of the sites"),
      .rejects(
        .sites,
        """
        <siteDefaults>\(ftpServer(ssl: "serverCertHash=\"▸89ABCDEF0123456789ABCDEF0123456789ABCDEF◂\""))</siteDefaults>
        <site name="A" id="1">\(bindings("ftp", "*:21:a.example.com"))\(ftpServer(ssl: thumbprint))</site>
        <site name="B" id="2">\(bindings("ftp", "*:21:b.example.com"))\(ftpServer(ssl: thumbprint))</site>
        """, .warning, caption: "the server has another one"),
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
    let name: Message = "the host name in \(quoted: binding.information.value)"
    let bare: Message = "\"\(code: "\(bracketed(endpoint.address)):\(endpoint.port):")\""
    let stops = StoppedSessions(at: .tls, sites: [site.site.index], bindings: [binding.range], security: .tls)
    switch certificates.owner(for: site, at: endpoint) {
    case .itself, .peer: continue
    case .peerOnAnyAddress:
      context.report(
        "\(name) leaves only the certificate of a binding on *", at: binding.information.range,
        severity: Severity.warning.capped(for: site), sites: [site.name],
        notes: [
          """
          IIS shows the certificate of the binding without a host name on the same address and port; that the one \
          on * serves for this address is not documented
          """
        ], help: "add the binding \(bare) to a site that starts and has a certificate for all the names", stops: stops)
    case .server(isSites: true):
      context.report(
        "\(name) leaves only the server's certificate, which siteDefaults names", at: binding.information.range,
        severity: .note, sites: [site.name], related: serverCertificate(site), notes: [serverLevel],
        help: """
          try whether AUTH TLS is answered by 234; to go by what is documented, add the binding \(bare) to a site that \
          starts and has a certificate for all the names
          """)
    case .server(isSites: false): reportOtherCertificate(site, &context)
    case .nobody:
      context.report(
        "\(name) leaves no certificate to show", at: binding.information.range,
        severity: Severity.error.capped(for: site), sites: [site.name],
        notes: [
          """
          TLS begins before the client names the host, so IIS shows the certificate of the binding without a host \
          name on the same address and port; there is none with a certificate, and \
          \(endpoint.isImplicitPort ? "what clients get on port 990 then is not documented" : "AUTH TLS ends in 534")
          """
        ], help: "add the binding \(bare) to a site that starts and has a certificate for all the names", stops: stops)
    }
  }
}

/// A renewal that changed the hash at the sites only leaves the server's certificate behind.
private func reportOtherCertificate(_ site: FTPSite, _ context: inout RuleContext) {
  context.report(
    "siteDefaults names another certificate than the sites with host names: \(name: text(site.certificateHashOfDefaults)), not \(name: text(site.certificateHash))",
    at: site.certificateHashOfDefaults.range, severity: Severity.warning.capped(for: site), sites: [site.name],
    related: site.certificateHash.range.map { [($0, "the site's certificate" as Message)] } ?? [],
    notes: [
      serverLevel,
      "after a renewal that changed the sites alone all of them were reported dead (win-acme/win-acme#1445)",
    ], help: "set serverCertHash in siteDefaults to the certificate of the sites")
}

private let serverLevel: Message = """
  TLS begins before the client names the host; Microsoft's blog says that a binding without a host name must be there, \
  people report that one certificate at the server and at the sites serves without; which holds is not documented
  """

private func serverCertificate(_ site: FTPSite) -> [(ByteRange, Message)] {
  guard let range = site.certificateHashOfDefaults.range else { return [] }
  return [(range, "the server's certificate")]
}

private func text(_ hash: Setting<CertificateHash>) -> String {
  switch hash.value {
  case .thumbprint(let thumbprint): "\(thumbprint)"
  case .malformed(let text): text
  case .unset: ""
  }
}

private func bracketed(_ address: LocalAddress) -> String {
  if case .v6 = address { return "[\(address)]" }
  return "\(address)"
}
