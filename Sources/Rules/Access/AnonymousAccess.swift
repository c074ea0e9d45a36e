internal import IISConfiguration
internal import Linter
internal import Text

extension Rule {
  static let anonymousAccess = Rule(
    id: "anonymous-access", topic: .access, severity: .warning, concern: .hardening,
    summary: "Anonymous users may log on.",
    rationale: """
      Anyone who reaches the server may then log on without a password and see what the authorization rules give to \
      anonymous users (`?`) or to everyone (`*`). It is an error if one of these rules allows Write, in the site or in \
      one of its folders: anyone may then leave files on the server, and anyone who may read fetches them. Deny rules are \
      not weighed against it.

      Disable `anonymousAuthentication`, or keep its users to Read.

      Sources: [IIS configuration reference, anonymousAuthentication]\
      (https://learn.microsoft.com/iis/configuration/system.applicationhost/sites/site/ftpserver/security/authentication/anonymousauthentication) \
      and [authorization](https://learn.microsoft.com/iis/configuration/system.ftpserver/security/authorization/); \
      DISA STIG for Windows Server, WN19-00-000420 and WN22-00-000420.
      """,
    examples: [
      .rejects(
        .ftpServer,
        "<security><authentication><anonymousAuthentication enabled=\"▸true◂\" /></authentication></security>"),
      .rejects(
        .file,
        """
        <configuration>
          <system.applicationHost><sites>
            <siteDefaults><ftpServer><security><authentication>
              <anonymousAuthentication enabled="▸true◂" />
            </authentication></security></ftpServer></siteDefaults>
            <site name="A" id="1"><bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings></site>
            <site name="B" id="2"><bindings><binding protocol="ftp" bindingInformation="*:990:" /></bindings></site>
          </sites></system.applicationHost>
          <location path="B/upload"><system.ftpServer><security><authorization>
            <add accessType="Allow" users="?" permissions="Read, Write" />
          </authorization></security></system.ftpServer></location>
        </configuration>
        """, .error, caption: "anonymous users may write to a folder of one site"),
      .rejects(
        .file,
        """
        <configuration>
          <system.applicationHost><sites>
            <site name="A" id="1">
              <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
              <ftpServer><security><authentication>
                <anonymousAuthentication enabled="▸true◂" />
              </authentication></security></ftpServer>
            </site>
          </sites></system.applicationHost>
          <system.ftpServer><security><authorization>
            <add accessType="Allow" users="*" permissions="Read" />
            <add accessType="Deny" users="?" permissions="Write" />
          </authorization></security></system.ftpServer>
        </configuration>
        """, caption: "they may read only"),
      .accepts(
        .ftpServer,
        "<security><authentication><anonymousAuthentication enabled=\"false\" /></authentication></security>"),
      .accepts(
        .sites,
        """
        <siteDefaults><ftpServer><security><authentication>
          <anonymousAuthentication enabled="true" />
        </authentication></security></ftpServer></siteDefaults>
        <site name="A" id="1">
          <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
          <ftpServer><security><authentication>
            <anonymousAuthentication enabled="false" />
          </authentication></security></ftpServer>
        </site>
        """, caption: "the only site turns it off"),
    ],
    check: .site { site, context in
      let setting = site.anonymousAuthentication
      guard setting.value else { return }
      let mayWrite =
        site.effectiveAuthorization.grantsWritingToAnonymous
        || site.folderAuthorization.contains { rule in
          rule.isAllow == true && rule.permissions.contains(.write) && (rule.isForEveryone || rule.isForAnonymous)
        }
      context.report(
        "anonymous logon is enabled", at: setting.range, severity: mayWrite ? .error : .warning,
        notes: [
          mayWrite
            ? "an authorization rule lets anonymous users write, so anyone may leave files on the server"
            : "anyone who reaches the server may log on without a password"
        ],
        help: mayWrite
          ? "disable anonymousAuthentication, or take Write from \"?\" and \"*\"" : "disable anonymousAuthentication")
    })
}
