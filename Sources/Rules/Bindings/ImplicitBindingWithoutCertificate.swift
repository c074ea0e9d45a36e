internal import IISConfiguration
internal import Linter
internal import Text

extension Rule {
  static let implicitBindingWithoutCertificate = Rule(
    id: "implicit-binding-without-certificate", topic: .bindings, severity: .warning,
    summary: "Port 990 is bound, but the site has no certificate and does not require TLS.",
    rationale: """
      Port 990 is implicit FTPS once FTPS is enabled, which takes a certificate. What IIS does on port 990 without one \
      is not documented. Clients that connect to 990 begin with a TLS handshake, which cannot succeed without a \
      certificate; they see a reset connection or a timeout.

      Set `serverCertHash` and require TLS, or remove the binding. Where TLS is required, certificate-missing says so \
      instead.

      Source: \(sslSource).
      """,
    examples: [
      .rejects(.site, bindings("ftp", "▸*:990:◂") + ftpServer(ssl: withoutTLS)),
      .rejects(
        .sites,
        """
        <siteDefaults>\(ftpServer(ssl: withoutTLS))</siteDefaults>
        <site name="A" id="1"><bindings>
          <binding protocol="ftp" bindingInformation="*:21:" />
          <binding protocol="ftp" bindingInformation="▸*:990:◂" />
        </bindings></site>
        """),
      .rejects(
        .site,
        bindings("ftp", "▸*:990:◂")
          + "<ftpServer serverAutoStart=\"false\"><security><ssl \(withoutTLS) /></security></ftpServer>", .note,
        caption: "the site does not start"),
      .accepts(.site, bindings("ftp", "*:990:") + ftpServer(ssl: "\(withoutTLS) \(thumbprint)")),
      .accepts(
        .site, bindings("ftp", "*:990:"), caption: "TLS is required where nothing is set: certificate-missing speaks"),
      .accepts(.site, bindings("ftp", "*:21:") + ftpServer(ssl: withoutTLS)),
    ],
    check: .site { site, context in
      guard !site.hasCertificate, site.controlChannelPolicy.value == .allow,
        site.dataChannelPolicy.value != .require
      else { return }
      for binding in site.bindings where binding.endpoint?.isImplicitPort ?? false {
        context.report(
          "port 990 is bound, but there is no certificate for implicit FTPS", at: binding.information.range,
          notes: ["what IIS does on port 990 without a certificate is not documented; clients begin there with TLS"],
          help: "set serverCertHash in security/ssl, or remove the binding")
      }
    })
}
