internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let authorizationMissing = Rule(
    id: "authorization-missing", topic: .access, severity: .warning,
    summary: "No authorization rule lets anybody in.",
    rationale: """
      IIS has no authorization rule for FTP unless one is added, and what no rule allows is denied. Users then give a \
      right password and get `530 User cannot log in, home directory inaccessible.` (FTP substatus 1, authorization \
      rules denied the access), which looks like a missing folder. Rules for all sites stand in `system.ftpServer`, \
      rules for one site in a `<location>` with its name as path. A Deny rule beats every Allow rule, for each \
      permission by itself; a rule that names nobody, grants nothing, or is for anonymous users where these cannot log \
      on, lets nobody in. It is a note where only rules of folders allow and sessions do not all begin in the root: \
      users who are sent right into such a folder may get in. With a custom authorization provider nothing is said.

      Add an Allow rule for the users or roles that the site is meant for. `--user` and `--role` ask for one user.

      Sources: \(authorizationSource); \
      \(authorizationOrderSource); \
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
        """, caption: "only a folder allows, and all sessions begin in the root"),
      .rejects(
        .file,
        """
        <configuration>
          <system.applicationHost><sites>
            ▸<site◂ name="FTP" id="1">
              <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
              <ftpServer><userIsolation mode="StartInUsersDirectory" /></ftpServer>
            </site>
          </sites></system.applicationHost>
          <location path="FTP/LocalUser/eve"><system.ftpServer><security><authorization>
            <add accessType="Allow" users="eve" permissions="Read, Write" />
          </authorization></security></system.ftpServer></location>
        </configuration>
        """, .note, caption: "only a folder allows, in which sessions may begin"),
      .rejects(
        .server,
        """
        <security><authorization>
          <add accessType="Allow" roles="Partners" permissions="Read, Write" />
          ▸<add◂ accessType="Deny" users="*" permissions="Read, Write" />
        </authorization></security>
        """, caption: "a Deny rule beats every Allow rule"),
      .rejects(
        .server,
        """
        <security><authorization>
          ▸<add◂ accessType="Allow" users="" roles="" permissions="Read" />
        </authorization></security>
        """, caption: "the rule is about nobody"),
      .rejects(
        .file,
        """
        <configuration>
          <system.applicationHost><sites>
            <site name="FTP" id="1">
              <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
              <ftpServer><security><authentication>
                <basicAuthentication enabled="true" />
              </authentication></security></ftpServer>
            </site>
          </sites></system.applicationHost>
          <system.ftpServer><security><authorization>
            ▸<add◂ accessType="Allow" users="?" permissions="Read" />
          </authorization></security></system.ftpServer>
        </configuration>
        """, caption: "the rule is for anonymous users, who cannot log on"),
      .accepts(
        .server,
        """
        <security><authorization>
          <add accessType="Allow" roles="Partners" permissions="Read" />
          <add accessType="Deny" users="eve" permissions="Read" />
        </authorization></security>
        """, caption: "partners get in, but for one"),
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
      let identity = context.deployment.identity
      guard !site.grants(.read, to: identity) else { return }
      let rules = site.authorization
      switch site.grantOfLogon(to: identity) {
      case .granted: return
      case .refused(let reason, let range):
        let onlyFolders =
          !rules.contains { $0.isAllow == true } && site.folderAuthorization.contains { $0.isAllow == true }
        context.report(
          onlyFolders
            ? "\(reason) in the site's root, only in folders"
            : rules.isEmpty ? "the site has no authorization rule" : reason,
          at: range, notes: ["logons end in \(logonRefused) (FTP substatus 1)"], help: help(site))
      case .unknown(_, let range, .authorizationMissing?):
        context.report(
          "no authorization rule allows anything in the site's root, only in folders", at: range, severity: .note,
          notes: ["users who do not land in such a folder get \(logonRefused)"], help: help(site))
      case .unknown: return
      }
    })

  private static let logonRefused: Message = "\"530 User cannot log in, home directory inaccessible.\""

  private static func help(_ site: FTPSite) -> Message {
    "add an Allow rule to system.ftpServer/security/authorization, inside <location path=\(quoted: site.name)>"
  }
}
