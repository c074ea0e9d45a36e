internal import IISConfiguration
internal import Linter
internal import Text

extension Rule {
  static let plaintextDataChannel = Rule(
    id: "plaintext-data-channel", topic: .tls, severity: .warning, concern: .hardening,
    summary: "Data connections do not require TLS, or never use it.",
    rationale: """
      FTPS protects data connections only if the client asks for it with `PROT P`. With `SslAllow` a client that does \
      not ask sends and gets listings and files in clear text, although the control channel may be encrypted. With \
      `SslDeny` they always cross in clear text, and a client that asks for protection is refused (FTP substatus 27); \
      that is an error where users log on with passwords, for their files are then meant for them alone.

      Set `dataChannelPolicy="SslRequire"`, and set clients to protect data connections.

      Sources: \(sslSource); \
      [RFC 4217](https://www.rfc-editor.org/rfc/rfc4217); CIS Microsoft IIS 10 benchmark 6.1.
      """,
    examples: [
      .rejects(
        .ftpServer,
        """
        <security>
          <ssl serverCertHash="0123456789ABCDEF0123456789ABCDEF01234567" dataChannelPolicy="▸SslAllow◂" />
        </security>
        """),
      .rejects(
        .ftpServer,
        """
        <security>
          <ssl dataChannelPolicy="▸SslDeny◂" />
          <authentication><basicAuthentication enabled="true" /></authentication>
        </security>
        """, .error),
      .rejects(
        .ftpServer, "<security><ssl dataChannelPolicy=\"▸SslDeny◂\" /></security>", .warning,
        caption: "nobody logs on with a password"),
      .rejects(
        .sites,
        """
        <siteDefaults>
          <ftpServer><security><ssl dataChannelPolicy="▸SslAllow◂" /></security></ftpServer>
        </siteDefaults>
        <site name="A" id="1"><bindings><binding protocol="ftp" bindingInformation="192.0.2.1:21:" /></bindings></site>
        <site name="B" id="2"><bindings><binding protocol="ftp" bindingInformation="192.0.2.2:21:" /></bindings></site>
        """),
      .rejects(
        .site,
        """
        <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
        <ftpServer serverAutoStart="false">
          <security><ssl dataChannelPolicy="▸SslAllow◂" /></security>
        </ftpServer>
        """, .note, caption: "the site does not start"),
      .accepts(.ftpServer, "<security><ssl dataChannelPolicy=\"SslRequire\" /></security>"),
      .accepts(
        .ftpServer, "<security><ssl controlChannelPolicy=\"SslAllow\" /></security>",
        caption: "with nothing set, data connections require TLS"),
    ],
    check: .site { site, context in
      let policy = site.dataChannelPolicy
      switch policy.value {
      case .require: return
      case .allow:
        context.report(
          "data connections do not require TLS", at: policy.range,
          notes: ["a client that does not send PROT P transfers listings and files in clear text"],
          help: help(site), fix: context.requiringTLS(policy, named: "dataChannelPolicy", of: site))
      case .deny:
        context.report(
          "data connections are never encrypted", at: policy.range,
          severity: site.takesPasswords ? .error : .warning,
          // A client that protects its data, as most do, gets none.
          concern: .reachability,
          notes: [
            "listings and files cross the network in clear text; a client that sends PROT P is refused (FTP substatus 27)"
          ],
          help: help(site), fix: context.requiringTLS(policy, named: "dataChannelPolicy", of: site))
      }
    })
}

/// Without a certificate the advice to require TLS alone would stop all transfers.
private func help(_ site: FTPSite) -> Message {
  site.hasCertificate
    ? "set dataChannelPolicy to SslRequire" : "set serverCertHash first, then dataChannelPolicy to SslRequire"
}
