internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let duplicateSection = Rule(
    id: "duplicate-section", topic: .reading, severity: .error,
    summary: "A section stands twice at one level.",
    rationale: """
      IIS takes each section once for the server and once for each path: `There is a duplicate 'a/b' section defined`. \
      A `<location>` without a path, or with the path `.`, means the level that it stands at, and so do two \
      `<location>`s with one path. Which of two settings would hold, and what the FTP service does with such a file, \
      is not documented; no rules for firewalls are written from it.

      Put the settings into one section.

      Sources: [Deep dive into IIS configuration](https://learn.microsoft.com/iis/get-started/\
      planning-your-iis-architecture/deep-dive-into-iis-configuration-with-iis-7-and-iis-8); the error's text as \
      JexusManager's tests have it (github.com/jexuswebserver/JexusManager, Tests/Exceptions).
      """,
    examples: [
      .rejects(
        .configuration,
        """
        <system.ftpServer><firewallSupport lowDataChannelPort="50000" highDataChannelPort="50100" /></system.ftpServer>
        <location path="."><system.ftpServer>
          ▸<firewallSupport◂ lowDataChannelPort="40000" highDataChannelPort="40100" />
        </system.ftpServer></location>
        """),
      .rejects(
        .configuration,
        """
        <location path="FTP"><system.ftpServer><security><authorization /></security></system.ftpServer></location>
        <location path="ftp"><system.ftpServer><security>▸<authorization◂ /></security></system.ftpServer></location>
        """, caption: "two locations with one path"),
      .rejects(
        .file,
        """
        <configuration><system.applicationHost>
          <sites /><log />
          ▸<sites◂><site name="FTP" id="1" /></sites>
        </system.applicationHost></configuration>
        """),
      .rejects(
        .file, "<configuration><configSections />▸<configSections◂ /><system.applicationHost /></configuration>"),
      .accepts(
        .configuration,
        """
        <system.ftpServer><firewallSupport lowDataChannelPort="50000" highDataChannelPort="50100" /></system.ftpServer>
        <system.ftpServer><security><authorization /></security></system.ftpServer>
        <location path="FTP"><system.ftpServer><security><authorization /></security></system.ftpServer></location>
        <location path="FTP"><system.ftpServer><security><ipSecurity /></security></system.ftpServer></location>
        """, caption: "the sections differ, or their levels do"),
    ],
    check: .file { configuration, context in
      for problem in configuration.schemaProblems {
        guard case .duplicateSection(let first) = problem.kind else { continue }
        context.report(
          "the section \(code: problem.parent) stands here a second time", at: problem.range, sites: problem.sites,
          related: [(first, "first here")],
          notes: ["IIS takes a section once at each level, and refuses the file's second one"],
          help: "put the settings into one section",
          stops: StoppedSessions(at: .controlConnection, sites: problem.scope.sites))
      }
    })
}
