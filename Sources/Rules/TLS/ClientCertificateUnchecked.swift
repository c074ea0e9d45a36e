internal import IISConfiguration
internal import Linter
internal import Text

extension Rule {
  static let clientCertificateUnchecked = Rule(
    id: "client-certificate-unchecked", topic: .tls, severity: .warning, concern: .hardening,
    summary: "Client certificates are asked for, but not checked for revocation or for their use.",
    rationale: """
      `validationFlags` leaves checks of client certificates out. With `NoRevocationCheck` a certificate that was \
      revoked, perhaps because its key was stolen, still logs on. With `CertNoUsageCheck` a certificate that was \
      issued for another use is taken as well. It does not matter while `clientCertificatePolicy` is `CertIgnore`: \
      no certificate is then asked for.

      Remove the flags, and see to it that the server can fetch the issuer's revocation lists.

      Source: [IIS configuration reference, sslClientCertificates]\
      (https://learn.microsoft.com/iis/configuration/system.applicationhost/sites/site/ftpserver/security/sslclientcertificates).
      """,
    examples: [
      .rejects(
        .ftpServer,
        """
        <security>
          <sslClientCertificates clientCertificatePolicy="CertRequire" validationFlags="▸NoRevocationCheck◂" />
        </security>
        """),
      .rejects(
        .ftpServer,
        """
        <security><sslClientCertificates clientCertificatePolicy="CertAllow"
          validationFlags="▸CertChainCacheOnlyUrlRetrieval, CertNoUsageCheck◂" /></security>
        """),
      .rejects(
        .sites,
        """
        <siteDefaults><ftpServer><security>
          <sslClientCertificates validationFlags="▸NoRevocationCheck,CertNoUsageCheck◂" />
        </security></ftpServer></siteDefaults>
        <site name="A" id="1">
          <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
          <ftpServer><security><sslClientCertificates clientCertificatePolicy="CertRequire" /></security></ftpServer>
        </site>
        """),
      .accepts(
        .ftpServer,
        "<security><sslClientCertificates validationFlags=\"NoRevocationCheck\" /></security>",
        caption: "no certificate is asked for"),
      .accepts(
        .ftpServer,
        """
        <security><sslClientCertificates clientCertificatePolicy="CertRequire"
          validationFlags="CertChainRevocationCheckCacheOnly" /></security>
        """),
    ],
    check: .site { site, context in
      guard site.clientCertificatePolicy.value != .ignore else { return }
      let setting = site.validationFlags
      let flags = setting.value
      var faults: [Message] = []
      if flags.contains(.noRevocationCheck) { faults.append("revocation") }
      if flags.contains(.certNoUsageCheck) { faults.append("their use") }
      guard !faults.isEmpty else { return }
      context.report(
        "client certificates are not checked for \(list: faults)", at: setting.range,
        notes: [
          flags.contains(.noRevocationCheck)
            ? "a revoked certificate still logs on" : "a certificate that was issued for another use logs on"
        ],
        help: "remove NoRevocationCheck and CertNoUsageCheck from validationFlags")
    })
}
