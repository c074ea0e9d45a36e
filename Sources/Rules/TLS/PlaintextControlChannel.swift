internal import IISConfiguration
internal import Linter
internal import Text

extension Rule {
  static let plaintextControlChannel = Rule(
    id: "plaintext-control-channel", topic: .tls, severity: .error, concern: .hardening,
    summary: "The control channel does not require TLS, so passwords may cross the network in clear text.",
    rationale: """
      With `controlChannelPolicy="SslAllow"` a client that is not set to TLS logs on without it, and nobody notices: \
      user name, password and every file name can be read on the way. It is an error where passwords are asked for \
      (Basic authentication or a custom provider), a warning where only anonymous users log on.

      Set `controlChannelPolicy="SslRequire"`. It needs a certificate in `serverCertHash`. A client without TLS then \
      gets `534 Policy requires SSL.` before it can send a password.

      Sources: \(sslSource); \
      CIS Microsoft IIS 10 benchmark 6.1.
      """,
    examples: [
      .rejects(
        .ftpServer,
        """
        <security>
          <ssl serverCertHash="0123456789ABCDEF0123456789ABCDEF01234567" controlChannelPolicy="▸SslAllow◂" />
          <authentication><basicAuthentication enabled="true" /></authentication>
        </security>
        """),
      .rejects(
        .sites,
        """
        <siteDefaults>
          <ftpServer><security><ssl controlChannelPolicy="▸SslAllow◂" /></security></ftpServer>
        </siteDefaults>
        <site name="A" id="1">
          <bindings><binding protocol="ftp" bindingInformation="192.0.2.1:21:" /></bindings>
          <ftpServer><security><authentication><customAuthentication><providers>
            <add name="IisManagerAuth" />
          </providers></customAuthentication></authentication></security></ftpServer>
        </site>
        <site name="B" id="2"><bindings><binding protocol="ftp" bindingInformation="192.0.2.2:21:" /></bindings></site>
        """, caption: "one finding for all sites that inherit it; a custom provider asks for passwords"),
      .rejects(
        .ftpServer,
        """
        <security>
          <ssl controlChannelPolicy="▸SslAllow◂" />
          <authentication><anonymousAuthentication enabled="true" /></authentication>
        </security>
        """, .warning, caption: "anonymous users have no password to lose"),
      .rejects(
        .site,
        """
        <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
        <ftpServer serverAutoStart="false"><security>
          <ssl controlChannelPolicy="▸SslAllow◂" />
          <authentication><basicAuthentication enabled="true" /></authentication>
        </security></ftpServer>
        """, .note, caption: "the site does not start"),
      .accepts(.ftpServer, "<security><ssl controlChannelPolicy=\"SslRequire\" /></security>"),
      .accepts(.ftpServer, "<security><ssl dataChannelPolicy=\"SslAllow\" /></security>"),
    ],
    check: .site { site, context in
      let policy = site.controlChannelPolicy
      guard policy.value == .allow else { return }
      let takesPasswords = site.takesPasswords
      context.report(
        "the control channel does not require TLS", at: policy.range,
        severity: takesPasswords ? .error : .warning,
        notes: [
          takesPasswords
            ? "a client that is not set to TLS sends its user name and password in clear text"
            : "a client that is not set to TLS sends its commands and file names in clear text"
        ],
        // Without a certificate the advice alone would lock everybody out.
        help: site.hasCertificate
          ? "set controlChannelPolicy to SslRequire"
          : "set serverCertHash first, then controlChannelPolicy to SslRequire",
        fix: context.requiringTLS(policy, named: "controlChannelPolicy", of: site))
    })
}
