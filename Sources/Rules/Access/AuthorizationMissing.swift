internal import IISConfiguration
internal import Linter
internal import Text

extension Rule {
  static let authorizationMissing = Rule(
    id: "authorization-missing", topic: .access, severity: .warning,
    summary: "No authorization rule allows anything in the site.",
    rationale: """
      IIS has no authorization rule for FTP unless one is added, and what no rule allows is denied. Users then give a \
      right password and get `530 User cannot log in, home directory inaccessible.` (FTP substatus 1, authorization \
      rules denied the access), which looks like a missing folder. Rules for all sites stand in `system.ftpServer`, \
      rules for one site in a `<location>` with its name as path. It is a note where only rules of folders allow: \
      users who are sent right into such a folder may get in. With a custom authorization provider nothing is said.

      Add an Allow rule for the users or roles that the site is meant for.

      Sources: \(authorizationSource); \
      \(statusCodesSource).
      """,
    examples: [
      .rejects(
        .sites,
        "▸<site◂ name=\"FTP\" id=\"1\"><bindings><binding protocol=\"ftp\" bindingInformation=\"*:21:\" /></bindings></site>"
      ),
      .rejects(
        .file,
        """
        <configuration>
          <system.applicationHost><sites>
            ▸<site◂ name="FTP" id="1"><bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings></site>
          </sites></system.applicationHost>
          <system.ftpServer><security><authorization>
            <add accessType="Allow" users="*" permissions="Read" />
          </authorization></security></system.ftpServer>
          <location path="FTP"><system.ftpServer><security><authorization>
            <clear />
            <add accessType="Deny" users="guest" permissions="Read" />
          </authorization></security></system.ftpServer></location>
        </configuration>
        """, caption: "the site takes the server's rule away"),
      .rejects(
        .file,
        """
        <configuration>
          <system.applicationHost><sites>
            ▸<site◂ name="FTP" id="1"><bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings></site>
          </sites></system.applicationHost>
          <location path="FTP/LocalUser/eve"><system.ftpServer><security><authorization>
            <add accessType="Allow" users="eve" permissions="Read, Write" />
          </authorization></security></system.ftpServer></location>
        </configuration>
        """, .note, caption: "only a folder allows"),
      .rejects(
        .sites,
        """
        ▸<site◂ name="FTP" id="1">
          <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
          <ftpServer serverAutoStart="false" />
        </site>
        """, .note, caption: "the site does not start"),
      .accepts(
        .configuration,
        """
        <location path="ftp"><system.ftpServer><security><authorization>
          <add accessType="Allow" roles="Partners" permissions="Read" />
        </authorization></security></system.ftpServer></location>
        """),
      .accepts(
        .server,
        """
        <security><authorization><add accessType="Allow" users="*" permissions="Read" /></authorization></security>
        """),
      .accepts(
        .ftpServer,
        "<security><customAuthorization><provider name=\"MyAuthorization\" /></customAuthorization></security>",
        caption: "a custom provider decides"),
      .accepts(
        .configuration,
        """
        <location path="FTP"><system.ftpServer><security>
          <authorization configSource="authorization.config" />
        </security></system.ftpServer></location>
        """, caption: "what that file says was not read"),
    ],
    check: .site { site, context in
      let rules = site.authorization
      // A rule whose access type cannot be read may have been meant to allow.
      guard rules.allSatisfy({ $0.isAllow == false }), !site.server.isRedirected else { return }
      guard site.customAuthorizationProvider?.isEnabled != true,
        !site.locations.contains(where: \.isRedirected)
      else { return }
      let folderRules = site.folderAuthorization
      guard folderRules.allSatisfy({ $0.isAllow != nil }) else { return }
      let onlyFolders = folderRules.contains { $0.isAllow == true }
      context.report(
        onlyFolders
          ? "no authorization rule allows anything in the site's root, only in folders"
          : rules.isEmpty ? "the site has no authorization rule" : "no authorization rule allows anything",
        at: site.site.range, severity: onlyFolders ? .note : .warning,
        notes: [
          onlyFolders
            ? "users who do not land in such a folder get \"530 User cannot log in, home directory inaccessible.\""
            : "logons end in \"530 User cannot log in, home directory inaccessible.\" (FTP substatus 1)"
        ],
        help:
          "add an Allow rule to system.ftpServer/security/authorization, inside <location path=\(quoted: site.name)>")
    })
}
