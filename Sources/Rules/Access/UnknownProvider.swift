internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let unknownProvider = Rule(
    id: "unknown-provider", topic: .access, severity: .error,
    summary: "A site uses a custom provider that the server does not define.",
    rationale: """
      Custom authentication, authorization and feature providers are named in a site and defined in \
      `system.ftpServer/providerDefinitions`. For a name that is not defined there IIS has nothing to load, so nobody logs \
      on through it (FTP substatus 34 means that a custom authentication call failed). A stock server defines \
      `IisManagerAuth` and `AspNetAuth`; both need the role service FTP Extensibility.

      Define the provider, or correct its name.

      Sources: [IIS configuration reference, providerDefinitions]\
      (https://learn.microsoft.com/iis/configuration/system.ftpserver/providerdefinitions/) and [customAuthentication]\
      (https://learn.microsoft.com/iis/configuration/system.applicationhost/sites/site/ftpserver/security/authentication/customauthentication/); \
      \(statusCodesSource).
      """,
    examples: [
      .rejects(
        .ftpServer,
        """
        <security>
          <authentication><customAuthentication><providers>
            <add name="▸IisManagerAuth◂" enabled="true" />
          </providers></customAuthentication></authentication>
          <customAuthorization><provider name="▸MyAuthorization◂" /></customAuthorization>
        </security>
        <customFeatures><providers><add name="▸MyHomes◂" /></providers></customFeatures>
        """, caption: "no provider is defined"),
      .rejects(
        .file,
        """
        <configuration>
          <system.applicationHost><sites>
            <siteDefaults><ftpServer><security><authentication><customAuthentication><providers>
              <add name="▸IisManagerAuht◂" />
            </providers></customAuthentication></authentication></security></ftpServer></siteDefaults>
            <site name="A" id="1"><bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings></site>
            <site name="B" id="2"><bindings><binding protocol="ftp" bindingInformation="*:990:" /></bindings></site>
          </sites></system.applicationHost>
          <system.ftpServer><providerDefinitions><add name="IisManagerAuth" /></providerDefinitions></system.ftpServer>
        </configuration>
        """, caption: "one finding for all sites that inherit it"),
      .accepts(
        .file,
        """
        <configuration>
          <system.applicationHost><sites>
            <site name="A" id="1">
              <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
              <ftpServer><security><authentication><customAuthentication><providers>
                <add name="iismanagerauth" />
              </providers></customAuthentication></authentication></security></ftpServer>
            </site>
          </sites></system.applicationHost>
          <system.ftpServer><providerDefinitions><add name="IisManagerAuth" /></providerDefinitions></system.ftpServer>
        </configuration>
        """, caption: "names are compared without case"),
      .accepts(
        .ftpServer,
        """
        <security><authentication><customAuthentication><providers>
          <add name="AspNetAuth" enabled="false" />
        </providers></customAuthentication></authentication></security>
        """, caption: "it is not used"),
    ],
    check: .site { site, context in
      if let doubt = site.homeProviderDoubt { context.remark(doubt) }
      let undefined = site.undefinedProviders
      guard !undefined.isEmpty else { return }
      let defined = site.server.definedProviders
      for provider in undefined {
        context.report(
          "the provider \(quoted: provider.name.value) is not defined", at: provider.name.range,
          notes: [
            defined.isEmpty
              ? "the server defines no provider in system.ftpServer/providerDefinitions"
              : "the server defines \(list: defined.map { "\(quoted: $0)" })"
          ],
          help: "define it in system.ftpServer/providerDefinitions, or correct the name",
          stops: StoppedSessions(at: .logon))
      }
    })
}
