internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let certificateMissing = Rule(
    id: "certificate-missing", topic: .tls, severity: .error,
    summary: "TLS is required on a channel, and the site has no certificate.",
    rationale: """
      `controlChannelPolicy` and `dataChannelPolicy` are `SslRequire` where nothing is set, so a site without an \
      `<ssl>` element requires TLS and has no certificate. Where the control channel requires TLS nobody can log on: \
      a client without TLS gets `534 Policy requires SSL.`, one with TLS `534 Local policy on server does not allow \
      TLS secure connections` (FTP substatus 31, SSL certificate was not configured). Where only data connections \
      require it, logons work and listings and transfers fail.

      It is a warning for a site with host names whose clients get the certificate of a site without one, on the \
      same address and port: TLS begins before the client names a host.

      Put the certificate's thumbprint into `serverCertHash`, in the site or in `siteDefaults`.

      Sources: \(sslSource); \
      \(statusCodesSource); [Using FTP virtual host names in IIS 7]\
      (https://learn.microsoft.com/iis/publish/using-the-ftp-service/using-ftp-virtual-host-names-in-iis-7).
      """,
    examples: examples,
    check: .server { configuration, context in
      for site in configuration.ftpSites where site.lacksCertificate {
        let known = context.server.certificates
        let range = site.sslRange ?? site.settingsRange
        if site.isCovered(by: known) {
          context.report(
            "TLS is required, but the site has no certificate of its own", at: range,
            severity: Severity.warning.capped(for: site), sites: [site.name],
            notes: [
              "TLS begins before a client names a host, so clients see the certificate of the site without a host name"
            ],
            help: "set serverCertHash here too, so that the site does not depend on another one")
        } else {
          context.report(
            site.certificateMessage, at: range, severity: Severity.error.capped(for: site), sites: [site.name],
            notes: [site.consequence],
            help: "set serverCertHash to the thumbprint of a certificate of the local computer",
            stops: StoppedSessions(
              at: .tls, sites: [site.site.index], bindings: site.bindingsWithoutCertificate(known), security: .tls))
        }
      }
    })

  private static let examples: [Example] = [
    .rejects(.ftpServer, "<security>▸<ssl◂ controlChannelPolicy=\"SslRequire\" /></security>"),
    .rejects(
      .ftpServer, "<security>▸<ssl◂ serverCertHash=\"\" controlChannelPolicy=\"SslAllow\" /></security>",
      caption: "data connections require TLS by default"),
    .rejects(
      .site,
      """
      <bindings><binding protocol="ftp" bindingInformation="*:990:" /></bindings>
      ▸<ftpServer◂><security /></ftpServer>
      """, caption: "nothing is set, and the default is SslRequire"),
    .rejects(.site, "▸<bindings◂><binding protocol=\"ftp\" bindingInformation=\"*:21:\" /></bindings>"),
    .rejects(
      .sites,
      """
      <siteDefaults><ftpServer><security>▸<ssl◂ controlChannelPolicy="SslRequireCredentialsOnly" /></security></ftpServer></siteDefaults>
      <site name="A" id="1"><bindings><binding protocol="ftp" bindingInformation="192.0.2.1:21:" /></bindings></site>
      <site name="B" id="2"><bindings><binding protocol="ftp" bindingInformation="192.0.2.2:21:" /></bindings></site>
      """),
    .rejects(
      .sites,
      """
      <site name="A" id="1">
        <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
        <ftpServer serverAutoStart="false"><security>▸<ssl◂ /></security></ftpServer>
      </site>
      """, .note, caption: "the site does not start"),
    .rejects(
      .sites,
      """
      <site name="Shared" id="1">
        <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
        <ftpServer><security><ssl serverCertHash="0123456789ABCDEF0123456789ABCDEF01234567" /></security></ftpServer>
      </site>
      <site name="Named" id="2">
        <bindings><binding protocol="ftp" bindingInformation="192.0.2.1:21:ftp.example.com" /></bindings>
        ▸<ftpServer◂ />
      </site>
      """, .warning, caption: "clients get the other site's certificate"),
    .rejects(
      .sites,
      """
      <site name="Shared" id="1">
        <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
        <ftpServer serverAutoStart="false">
          <security><ssl serverCertHash="0123456789ABCDEF0123456789ABCDEF01234567" /></security>
        </ftpServer>
      </site>
      <site name="Named" id="2">
        <bindings><binding protocol="ftp" bindingInformation="*:21:ftp.example.com" /></bindings>
        ▸<ftpServer◂ />
      </site>
      """, caption: "the site with the certificate does not start"),
    .accepts(
      .ftpServer,
      "<security><ssl serverCertHash=\"0123456789ABCDEF0123456789ABCDEF01234567\" /></security>"),
    .accepts(
      .ftpServer, "<security><ssl controlChannelPolicy=\"SslAllow\" dataChannelPolicy=\"SslAllow\" /></security>"),
    .accepts(
      .sites,
      """
      <siteDefaults>
        <ftpServer><security><ssl serverCertHash="0123456789ABCDEF0123456789ABCDEF01234567" /></security></ftpServer>
      </siteDefaults>
      <site name="A" id="1">
        <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
        <ftpServer><security><ssl controlChannelPolicy="SslRequire" /></security></ftpServer>
      </site>
      """, caption: "the certificate is inherited"),
    .accepts(.ftpServer, "<security configSource=\"security.config\" />", caption: "what that file says was not read"),
  ]
}

extension FTPSite {
  fileprivate var lacksCertificate: Bool {
    guard !hasCertificate, !isRedirected else { return false }
    let control = controlChannelPolicy
    let data = dataChannelPolicy
    return control.isReadable && data.isReadable && (control.value != .allow || data.value == .require)
  }

  fileprivate var certificateMessage: Message {
    guard sslRange != nil else {
      return "no certificate is set, and with no <ssl> element TLS is required (the default is SslRequire)"
    }
    if controlChannelPolicy.value == .allow {
      return dataChannelPolicy.isSet
        ? "data connections require TLS, but no certificate is set"
        : "no certificate is set, and with no dataChannelPolicy data connections require TLS (the default is SslRequire)"
    }
    return controlChannelPolicy.isSet
      ? "the control channel requires TLS, but no certificate is set"
      : "no certificate is set, and with no controlChannelPolicy TLS is required (the default is SslRequire)"
  }

  fileprivate var consequence: Message {
    if bindings.allSatisfy({ $0.endpoint?.isImplicitPort ?? false }) {
      return
        "on port 990 clients begin with TLS, which needs a certificate; what they get without one is not documented"
    }
    if controlChannelPolicy.value == .allow {
      return "logons work, but listings and transfers fail (\"534 Policy requires SSL.\")"
    }
    return """
      logons end in "534 Policy requires SSL." without TLS, and in "534 Local policy on server does not allow TLS \
      secure connections" with it
      """
  }

  /// The bindings at which clients see no certificate.
  fileprivate func bindingsWithoutCertificate(_ certificates: ShownCertificates) -> Set<ByteRange> {
    Set(
      bindings.filter { binding in
        guard let endpoint = binding.endpoint, case .nobody = certificates.owner(for: self, at: endpoint) else {
          return false
        }
        return true
      }.map(\.range))
  }

  /// Whether all bindings have host names, and clients of each see the certificate of a peer.
  fileprivate func isCovered(by certificates: ShownCertificates) -> Bool {
    bindings.allSatisfy { binding in
      guard let endpoint = binding.endpoint else { return false }
      if case .nobody = certificates.owner(for: self, at: endpoint) { return false }
      return true
    }
  }
}
