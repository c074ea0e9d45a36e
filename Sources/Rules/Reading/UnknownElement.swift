internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let unknownElement = Rule(
    id: "unknown-element", topic: .reading, severity: .error,
    summary:
      "An element that the schema of IIS does not define, in FTP settings or between them and the list of sites.",
    rationale: """
      IIS checks its configuration against its schema when it loads it, and refuses what it does not know: \
      `Unrecognized element 'x'`. The event log then has an error for that part. \
      Element names are case-sensitive: `<SSL>` is not `<ssl>`.

      Correct the name; the nearest that is defined in this place is named. An element that is real but stands in the \
      wrong place is a finding of misplaced-setting.

      Sources: \(schemaSource); \(provisioningSource); \
      the error's text as JexusManager's tests have it (github.com/jexuswebserver/JexusManager, Tests/Exceptions).
      """,
    examples: [
      .rejects(.ftpServer, "<security>▸<SSL◂ controlChannelPolicy=\"SslAllow\" /></security>"),
      .rejects(.ftpServer, "▸<firewallSuport◂ externalIp4Address=\"198.51.100.10\" />"),
      .rejects(
        .server, "<security><authorization>▸<allow◂ users=\"*\" /></authorization></security>"),
      .rejects(
        .site,
        """
        <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
        ▸<FtpServer◂><security /></FtpServer>
        """, caption: "none of its settings are read"),
      .rejects(
        .site,
        """
        <bindings>
          <binding protocol="ftp" bindingInformation="*:21:" />
          ▸<Binding◂ protocol="ftp" bindingInformation="*:990:" />
          ▸<add◂ protocol="ftp" bindingInformation="*:2121:" />
        </bindings>
        ▸<binding◂ protocol="ftp" bindingInformation="*:2122:" />
        """, caption: "bindings that are none"),
      .accepts(
        .site,
        """
        <application path="/"><virtualDirectory path="/" physicalPath="D:\\ftp" /></application>
        <bindings><clear /><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
        <limits /><logFile /><traceFailedRequestsLogging /><hsts />
        """),
      .accepts(.ftpServer, "<security><ssl controlChannelPolicy=\"SslAllow\" /></security>"),
      .accepts(.ftpServer, "<firewallSupport externalIp4Address=\"198.51.100.10\" />"),
      .accepts(
        .file,
        """
        <configuration>
          <configSections><sectionGroup name="system.ftpServer"><section name="vendor" /></sectionGroup></configSections>
          <system.applicationHost />
          <system.ftpServer><vendor quota="5" /></system.ftpServer>
        </configuration>
        """, caption: "a section that the file declares"),
    ],
    check: .file { configuration, context in
      for problem in configuration.schemaProblems {
        guard case .unknownElement(let suggestion) = problem.kind else { continue }
        context.report(
          "<\(name: problem.name)> is not an element that IIS knows in <\(code: problem.parent)>", at: problem.range,
          sites: problem.sites,
          notes: ["IIS refuses a section with an element that its schema does not define"],
          help: suggestion.map { "did you mean <\(code: $0)>? names are case-sensitive" }
            ?? "correct its name, which is case-sensitive, or remove it",
          fix: suggestion.flatMap {
            problem.hasRivals ? nil : context.renaming(elementAt: problem.range, to: $0, "write <\(code: $0)>")
          },
          stops: StoppedSessions(at: .controlConnection, sites: problem.scope.sites))
      }
    })
}
