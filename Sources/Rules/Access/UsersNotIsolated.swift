internal import IISConfiguration
internal import Linter
internal import Text

extension Rule {
  static let usersNotIsolated = Rule(
    id: "users-not-isolated", topic: .access, severity: .note, concern: .hardening,
    summary: "Users log on with passwords, and all of them share the site's root.",
    rationale: """
      With user isolation `None` every user begins in the site's root and sees what NTFS and the authorization rules \
      let them see, the folders of other users included. That is right for a site with one purpose and one group of \
      users; where partners must not see each other's files it is not.

      Set `userIsolation mode="IsolateAllDirectories"`, and make the folders `LocalUser\\<user>` for local, IIS Manager \
      and ASP.NET users, `<DOMAIN>\\<user>` for domain users. A user whose folder is missing gets `530 User cannot log \
      in, home directory inaccessible.`

      Source: \(userIsolationSource).
      """,
    examples: [
      .rejects(
        .ftpServer,
        """
        <security><authentication><basicAuthentication enabled="true" /></authentication></security>
        ▸<userIsolation◂ mode="None" />
        """),
      .rejects(
        .site,
        """
        <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
        ▸<ftpServer◂><security><authentication>
          <basicAuthentication enabled="true" />
        </authentication></security></ftpServer>
        """, caption: "nothing is set"),
      .rejects(
        .sites,
        """
        <siteDefaults><ftpServer>
          <security><authentication><basicAuthentication enabled="true" /></authentication></security>
          ▸<userIsolation◂ mode="None" />
        </ftpServer></siteDefaults>
        <site name="A" id="1"><bindings><binding protocol="ftp" bindingInformation="192.0.2.1:21:" /></bindings></site>
        <site name="B" id="2"><bindings><binding protocol="ftp" bindingInformation="192.0.2.2:21:" /></bindings></site>
        """),
      .accepts(
        .ftpServer,
        """
        <security><authentication><basicAuthentication enabled="true" /></authentication></security>
        <userIsolation mode="IsolateAllDirectories" />
        """),
      .accepts(
        .ftpServer,
        """
        <security><authentication><anonymousAuthentication enabled="true" /></authentication></security>
        """, caption: "anonymous users are all the same"),
    ],
    check: .site { site, context in
      let isolation = site.userIsolation
      guard isolation.value == .none, isolation.isReadable, site.takesPasswords else { return }
      context.report(
        isolation.isSet
          ? "users are not isolated: the mode is None"
          : "users are not isolated: no mode is set, and the default is None",
        at: site.userIsolationRange ?? site.settingsRange,
        notes: ["all users begin in the site's root, and see what NTFS and the authorization rules let them see"],
        help: "where users must not see each other's files, set mode to IsolateAllDirectories")
    })
}
