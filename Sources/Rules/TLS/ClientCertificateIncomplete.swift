internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let clientCertificateIncomplete = Rule(
    id: "client-certificate-incomplete", topic: .tls, severity: .error,
    summary: "Logon by client certificate is on, but not all that it needs.",
    rationale: """
      Users log on with a certificate only if all of these hold: the site has a certificate of its own, so that there \
      is TLS; `clientCertificatePolicy` is `CertAllow` or `CertRequire`, so that the server asks for the client's; \
      `useActiveDirectoryMapping` is on, so that Windows finds the account. With one of them missing the method is \
      listed as enabled and lets nobody in.

      Set what is missing, or set `clientCertAuthentication` to `enabled="false"`.

      Sources: [IIS configuration reference, clientCertAuthentication]\
      (https://learn.microsoft.com/iis/configuration/system.applicationhost/sites/site/ftpserver/security/authentication/clientcertauthentication) \
      and [sslClientCertificates]\
      (https://learn.microsoft.com/iis/configuration/system.applicationhost/sites/site/ftpserver/security/sslclientcertificates).
      """,
    examples: [
      .rejects(
        .ftpServer,
        """
        <security><authentication>
          ▸<clientCertAuthentication◂ enabled="true" />
        </authentication></security>
        """, caption: "everything is missing"),
      .rejects(
        .ftpServer,
        """
        <security>
          <ssl serverCertHash="0123456789ABCDEF0123456789ABCDEF01234567" />
          <sslClientCertificates clientCertificatePolicy="CertAllow" />
          <authentication>▸<clientCertAuthentication◂ enabled="true" /></authentication>
        </security>
        """, caption: "useActiveDirectoryMapping is missing"),
      .rejects(
        .sites,
        """
        <siteDefaults><ftpServer><security><authentication>
          ▸<clientCertAuthentication◂ enabled="true" />
        </authentication></security></ftpServer></siteDefaults>
        <site name="A" id="1"><bindings><binding protocol="ftp" bindingInformation="192.0.2.1:21:" /></bindings></site>
        <site name="B" id="2"><bindings><binding protocol="ftp" bindingInformation="192.0.2.2:21:" /></bindings></site>
        """),
      .accepts(
        .ftpServer,
        """
        <security>
          <ssl serverCertHash="0123456789ABCDEF0123456789ABCDEF01234567" />
          <sslClientCertificates clientCertificatePolicy="CertRequire" useActiveDirectoryMapping="true" />
          <authentication><clientCertAuthentication enabled="true" /></authentication>
        </security>
        """),
      .accepts(
        .ftpServer,
        "<security><authentication><clientCertAuthentication enabled=\"false\" /></authentication></security>"),
    ],
    check: .site { site, context in
      guard site.clientCertificateAuthentication.value else { return }
      let missing = site.clientCertificateGaps.map(phrase)
      guard !missing.isEmpty else { return }
      // Where there is another method, those who log on by it are not concerned.
      let isOnlyMethod = !site.takesPasswords && !site.anonymousAuthentication.value
      context.report(
        "client certificates let nobody in: \(list: missing)", at: site.clientCertificateAuthenticationRange,
        notes: [
          """
          logon by certificate needs TLS, a client that is asked for its certificate, and the mapping of \
          certificates to Active Directory accounts
          """
        ],
        help: "set what is missing, or set enabled to false",
        stops: isOnlyMethod ? StoppedSessions(at: .logon) : nil)
    })
}

private func phrase(_ gap: ClientCertificateGap) -> Message {
  switch gap {
  case .noServerCertificate: "serverCertHash is not set"
  case .clientsAreNotAsked(isSet: true): "clientCertificatePolicy is CertIgnore"
  case .clientsAreNotAsked(isSet: false): "clientCertificatePolicy is not set (CertIgnore)"
  case .accountsAreNotMapped(isSet: true): "useActiveDirectoryMapping is false"
  case .accountsAreNotMapped(isSet: false): "useActiveDirectoryMapping is not set (false)"
  }
}
