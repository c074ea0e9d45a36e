internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let activeDirectoryIsolationWithoutBasic = Rule(
    id: "active-directory-isolation-without-basic", topic: .access, severity: .error,
    summary: "Users are isolated by Active Directory, and Basic authentication is off.",
    rationale: """
      With `userIsolation mode="ActiveDirectory"` the home folder is an attribute of the user's account in Active \
      Directory, so the user must log on with that account: by Basic authentication. Other methods are refused (FTP \
      substatus 40, ActiveDirectory Isolation must be combined with basic authentication).

      Enable `basicAuthentication`, or choose another isolation mode.

      Sources: \(userIsolationSource); \
      \(statusCodesSource).
      """,
    examples: [
      .rejects(
        .ftpServer,
        """
        <security><authentication><anonymousAuthentication enabled="true" /></authentication></security>
        <userIsolation mode="▸ActiveDirectory◂" />
        """),
      .rejects(
        .sites,
        """
        <siteDefaults><ftpServer><userIsolation mode="▸ActiveDirectory◂" /></ftpServer></siteDefaults>
        <site name="A" id="1"><bindings><binding protocol="ftp" bindingInformation="192.0.2.1:21:" /></bindings></site>
        <site name="B" id="2"><bindings><binding protocol="ftp" bindingInformation="192.0.2.2:21:" /></bindings></site>
        """),
      .accepts(
        .ftpServer,
        """
        <security><authentication><basicAuthentication enabled="true" /></authentication></security>
        <userIsolation mode="ActiveDirectory" />
        """),
      .accepts(.ftpServer, "<userIsolation mode=\"IsolateAllDirectories\" />"),
    ],
    check: .site { site, context in
      let isolation = site.userIsolation
      guard isolation.value == .activeDirectory else { return }
      let basic = site.basicAuthentication
      guard basic.isReadable, !basic.value else { return }
      context.report(
        "isolation by Active Directory needs Basic authentication, which is off", at: isolation.range,
        notes: ["logons are refused (FTP substatus 40)"],
        help: "enable basicAuthentication, or choose another isolation mode", stops: StoppedSessions(at: .logon))
    })
}
