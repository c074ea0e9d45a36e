internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let invalidValue = Rule(
    id: "invalid-value", topic: .reading, severity: .error,
    summary: "A value that is not of its type, or a required attribute that is missing.",
    rationale: """
      IIS checks values against the types, enumerations and ranges of its schema when it loads the file, for example \
      `Integer value must be between 0 and 65535 inclusive`, `Enum must be one of …` or `Missing required attribute \
      'accessType'`. The event log then has an error for that part.

      Other rules are silent about a value that is a finding of this one. What the schema takes for any text, such as \
      the external address and the bindings, has rules of its own.

      Sources: \(schemaSource), whose head describes the types; the errors' texts as JexusManager's tests have them \
      (github.com/jexuswebserver/JexusManager, Tests/Exceptions).
      """,
    examples: [
      .rejects(
        .ftpServer,
        """
        <security>
          <ssl serverCertHash="0123456789ABCDEF0123456789ABCDEF01234567" controlChannelPolicy="▸SslRequired◂" />
        </security>
        """),
      .rejects(.ftpServer, "<connections maxConnections=\"▸unlimited◂\" />"),
      .rejects(.server, "<firewallSupport lowDataChannelPort=\"50000\" highDataChannelPort=\"▸510000◂\" />"),
      .rejects(
        .server,
        """
        <security><authorization>
          ▸<add◂ users="*" permissions="Read" />
        </authorization></security>
        """, caption: "accessType is required"),
      .rejects(
        .sites,
        """
        <siteDefaults><ftpServer allowUTF8="▸yes◂" /></siteDefaults>
        <site name="A" id="1"><bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings></site>
        <site name="B" id="▸two◂" />
        ▸<site◂ name="C" />
        """, caption: "a site's id is required too"),
      .accepts(.ftpServer, "<connections maxConnections=\"4294967295\" unauthenticatedTimeout=\"-1\" />"),
      .accepts(.ftpServer, "<security><ssl controlChannelPolicy=\"SslRequire\" serverCertHash=\"none\" /></security>"),
      .accepts(
        .ftpServer,
        "<security><sslClientCertificates validationFlags=\"\" revocationFreshnessTime=\"1.00:00:00\" /></security>"
      ),
      .accepts(
        .ftpServer, "<security><ssl controlChannelPolicy=\"sslrequire\" /></security>",
        caption: "another case is a finding of unusual-spelling"),
    ],
    check: .file { configuration, context in
      for problem in configuration.schemaProblems {
        switch problem.kind {
        case .invalidValue(let expected):
          context.report(
            "\(quoted: problem.value) is not a value for \(name: problem.name)", at: problem.range,
            sites: problem.sites,
            notes: ["IIS refuses a section with a value that is not of its schema's type"],
            help: "give \(name: problem.name) \(expected)",
            fix: problem.nearestChoice.map {
              context.respelling(problem, $0, "write \(name: problem.name)=\"\(code: $0)\"", .unsafe)
            },
            stops: StoppedSessions(at: .controlConnection, sites: problem.scope.sites))
        case .missingAttribute(let name):
          context.report(
            "missing required attribute \(code: name) of <\(name: problem.name)>", at: problem.range,
            sites: problem.sites,
            notes: ["IIS refuses a section in which a required attribute is missing"], help: "add \(code: name)",
            stops: StoppedSessions(at: .controlConnection, sites: problem.scope.sites))
        default: break
        }
      }
    })
}
