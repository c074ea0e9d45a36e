internal import IISConfiguration
internal import Linter
internal import Text

extension Rule {
  static let writeForEveryone = Rule(
    id: "write-for-everyone", topic: .access, severity: .warning, concern: .hardening,
    summary: "Every user may write, and users are not kept apart.",
    rationale: """
      A rule that allows Write to `*` is harmless where each user is kept in a folder of their own. With user isolation \
      `None` all users share the site's root, and with `StartInUsersDirectory` they only begin in their folders and can \
      leave them: everyone who may log on can then change, rename and delete everyone's files, as far as NTFS lets \
      them. Where anonymous users may log on, `anonymous-access` says it.

      Name the users or roles that are meant to write, or isolate the users.

      Sources: \(authorizationSource) and [userIsolation]\
      (https://learn.microsoft.com/iis/configuration/system.applicationhost/sites/site/ftpserver/userisolation/).
      """,
    examples: [
      .rejects(
        .server,
        """
        <security><authorization>
          <add accessType="Allow" users="*" permissions="▸Read, Write◂" />
        </authorization></security>
        """),
      .rejects(
        .file,
        """
        <configuration>
          <system.applicationHost><sites>
            <site name="FTP" id="1">
              <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
              <ftpServer><userIsolation mode="StartInUsersDirectory" /></ftpServer>
            </site>
          </sites></system.applicationHost>
          <location path="FTP/in"><system.ftpServer><security><authorization>
            <add accessType="Allow" users="*" permissions="▸Write◂" />
          </authorization></security></system.ftpServer></location>
        </configuration>
        """, caption: "a folder in which everyone may write"),
      .rejects(
        .server,
        """
        <security><authorization>
          <add accessType="Allow" users="*" permissions="▸Write◂" />
          <add accessType="Allow" users="*" roles="Partners" permissions="Read, Write" />
        </authorization></security>
        """, caption: "one finding for all rules of the root"),
      .rejects(
        .configuration,
        """
        <location path="FTP/in"><system.ftpServer><security><authorization>
          <add accessType="Allow" users="*" permissions="▸Write◂" />
        </authorization></security></system.ftpServer></location>
        <location path="FTP/staff"><system.ftpServer><security><authorization>
          <clear /><add accessType="Allow" roles="Staff" permissions="Read, Write" />
        </authorization></security></system.ftpServer></location>
        """, caption: "what another folder clears holds for that folder alone"),
      .accepts(
        .server,
        """
        <security><authorization>
          <add accessType="Allow" users="*" permissions="Read" />
          <add accessType="Allow" roles="Editors" permissions="Read, Write" />
          <add accessType="Deny" users="*" permissions="Write" />
        </authorization></security>
        """),
      .accepts(
        .file,
        """
        <configuration>
          <system.applicationHost><sites>
            <siteDefaults><ftpServer><userIsolation mode="IsolateAllDirectories" /></ftpServer></siteDefaults>
            <site name="FTP" id="1"><bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings></site>
          </sites></system.applicationHost>
          <system.ftpServer><security><authorization>
            <add accessType="Allow" users="*" permissions="Read, Write" />
          </authorization></security></system.ftpServer>
        </configuration>
        """, caption: "each user is kept in a folder"),
      .accepts(
        .file,
        """
        <configuration>
          <system.applicationHost><sites>
            <site name="FTP" id="1">
              <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
              <ftpServer><security><authentication>
                <anonymousAuthentication enabled="true" />
              </authentication></security></ftpServer>
            </site>
          </sites></system.applicationHost>
          <system.ftpServer><security><authorization>
            <add accessType="Allow" users="*" permissions="Read, Write" />
          </authorization></security></system.ftpServer>
        </configuration>
        """, caption: "anonymous-access says it"),
    ],
    check: .site { site, context in
      let isolation = site.userIsolation
      guard isolation.isReadable, isolation.value == .none || isolation.value == .startInUsersDirectory,
        !site.anonymousAuthentication.value
      else { return }
      // One finding says it for all rules of the root: thousands of sites may inherit thousands.
      let rules = site.effectiveAuthorization.writingForEveryone
      if let first = rules.first { report(first, rules.dropFirst().prefix(2), isolation.value, &context) }
      for rule in site.folderAuthorization
      where rule.permissions.contains(.write) && rule.isAllow == true && rule.isForEveryone {
        report(rule, [], isolation.value, &context)
      }
    })
}

private func report(
  _ rule: AuthorizationRule, _ others: ArraySlice<AuthorizationRule>, _ isolation: UserIsolationMode,
  _ context: inout RuleContext
) {
  context.report(
    "every user may write", at: rule.permissionsRange,
    related: others.map { ($0.permissionsRange, "another rule that lets every user write") },
    notes: [
      isolation == .none
        ? "users are not isolated, so each may change and delete the files of all"
        : "users begin in their folders but can leave them, so each may change and delete the files of all"
    ],
    help: "name the users or roles that are meant to write, or isolate the users")
}
