internal import IISConfiguration
internal import Linter
internal import Text

extension Rule {
  static let credentialsOnlyEncryption = Rule(
    id: "credentials-only-encryption", topic: .tls, severity: .warning, concern: .hardening,
    summary: "TLS is required for the logon only.",
    rationale: """
      With `controlChannelPolicy="SslRequireCredentialsOnly"` only `USER` and `PASS` must be sent over TLS; after the \
      logon a client may go back to clear text (`CCC`). File names can then be read on the way, and commands can be \
      changed, the ports of data connections among them. `CCC` exists for firewalls that read the control channel to \
      open data ports.

      Set `controlChannelPolicy="SslRequire"`, and open the passive range in the firewall instead.

      Sources: \(sslSource); \
      [RFC 4217](https://www.rfc-editor.org/rfc/rfc4217).
      """,
    examples: [
      .rejects(
        .ftpServer,
        """
        <security>
          <ssl serverCertHash="0123456789ABCDEF0123456789ABCDEF01234567" controlChannelPolicy="▸SslRequireCredentialsOnly◂" />
        </security>
        """),
      .rejects(
        .sites,
        """
        <siteDefaults>
          <ftpServer><security><ssl controlChannelPolicy="▸SslRequireCredentialsOnly◂" /></security></ftpServer>
        </siteDefaults>
        <site name="A" id="1"><bindings><binding protocol="ftp" bindingInformation="192.0.2.1:21:" /></bindings></site>
        <site name="B" id="2"><bindings><binding protocol="ftp" bindingInformation="192.0.2.2:21:" /></bindings></site>
        """),
      .accepts(.ftpServer, "<security><ssl controlChannelPolicy=\"SslRequire\" /></security>"),
      .accepts(
        .sites,
        """
        <siteDefaults>
          <ftpServer><security><ssl controlChannelPolicy="SslRequireCredentialsOnly" /></security></ftpServer>
        </siteDefaults>
        <site name="A" id="1">
          <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
          <ftpServer><security><ssl controlChannelPolicy="SslRequire" /></security></ftpServer>
        </site>
        """, caption: "no site inherits it"),
    ],
    check: .site { site, context in
      let policy = site.controlChannelPolicy
      guard policy.value == .requireForCredentialsOnly else { return }
      context.report(
        "TLS is required for the logon only", at: policy.range,
        notes: ["after the logon a client may go back to clear text, and its commands and file names can be read"],
        help: "set controlChannelPolicy to SslRequire",
        fix: context.requiringTLS(policy, named: "controlChannelPolicy", of: site))
    })
}
