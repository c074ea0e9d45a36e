internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let noAuthentication = Rule(
    id: "no-authentication", topic: .access, severity: .error,
    summary: "No authentication method is enabled, so nobody can log on.",
    rationale: """
      Anonymous, Basic and client-certificate authentication are off unless they are enabled, and there is no custom \
      provider unless one is added. With all of them off every logon ends in `530 User cannot log in.` (FTP substatus \
      36, all authentication methods are disabled).

      Enable `basicAuthentication`, or a custom provider such as `IisManagerAuth`, and require TLS on the control \
      channel.

      Sources: [IIS configuration reference, authentication]\
      (https://learn.microsoft.com/iis/configuration/system.applicationhost/sites/site/ftpserver/security/authentication/); \
      \(statusCodesSource).
      """,
    examples: [
      .rejects(
        .ftpServer,
        """
        <security>▸<authentication◂>
          <anonymousAuthentication enabled="false" />
          <customAuthentication><providers><add name="IisManagerAuth" enabled="false" /></providers></customAuthentication>
        </authentication></security>
        """),
      .rejects(
        .site,
        """
        <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
        ▸<ftpServer◂ />
        """, caption: "nothing is set"),
      .rejects(
        .sites,
        """
        <siteDefaults><ftpServer><security>▸<authentication◂>
          <basicAuthentication enabled="false" />
        </authentication></security></ftpServer></siteDefaults>
        <site name="A" id="1"><bindings><binding protocol="ftp" bindingInformation="192.0.2.1:21:" /></bindings></site>
        <site name="B" id="2"><bindings><binding protocol="ftp" bindingInformation="192.0.2.2:21:" /></bindings></site>
        """),
      .accepts(
        .sites,
        """
        <siteDefaults><ftpServer><security><authentication>
          <basicAuthentication enabled="true" />
        </authentication></security></ftpServer></siteDefaults>
        <site name="A" id="1"><bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings></site>
        """, caption: "a method is inherited"),
      .accepts(
        .ftpServer,
        """
        <security><authentication><customAuthentication><providers>
          <add name="IisManagerAuth" />
        </providers></customAuthentication></authentication></security>
        """, caption: "a provider is enabled unless it says otherwise"),
      .accepts(
        .ftpServer,
        "<security><authentication><clientCertAuthentication enabled=\"true\" /></authentication></security>"),
      .accepts(
        .ftpServer,
        "<security><authentication><basicAuthentication enabled=\"yes\" /></authentication></security>",
        caption: "what is meant cannot be read; invalid-value says so"),
      .accepts(
        .ftpServer, "<security><authentication configSource=\"authentication.config\" /></security>",
        caption: "what that file says was not read"),
    ],
    check: .site { site, context in
      guard isOff(site.basicAuthentication), isOff(site.anonymousAuthentication),
        isOff(site.clientCertificateAuthentication)
      else { return }
      guard !site.customProviders.contains(where: \.isEnabled), !site.isRedirected else { return }
      let range = site.authenticationRange
      context.report(
        range == nil
          ? "no authentication method is set, and all are off by default" : "no authentication method is enabled",
        at: range ?? site.settingsRange,
        notes: ["every logon ends in \"530 User cannot log in.\" (FTP substatus 36)"],
        help: "enable basicAuthentication or a custom provider", stops: StoppedSessions(at: .logon))
    })
}

private func isOff(_ method: Setting<Bool>) -> Bool {
  method.isReadable && !method.value
}
