internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let unknownAttribute = Rule(
    id: "unknown-attribute", topic: .reading, severity: .error,
    summary: "An attribute that the schema of IIS does not define, in an FTP setting, a site or a binding.",
    rationale: """
      IIS refuses an attribute that its schema does not define: `Unrecognized attribute 'x'`. The event log then has an \
      error for that part. Attribute names are case-sensitive: \
      `externalIP4Address` is not `externalIp4Address`.

      Correct the name; the nearest that is defined in this place is named. An attribute that is real but stands in \
      the wrong place is a finding of misplaced-setting. `lockAttributes` and its like may stand anywhere.

      Sources: \(schemaSource); \(provisioningSource); \
      the error's text as JexusManager's tests have it (github.com/jexuswebserver/JexusManager, Tests/Exceptions).
      """,
    examples: [
      .rejects(.ftpServer, "<firewallSupport ▸externalIP4Address◂=\"198.51.100.10\" />"),
      .rejects(.server, "<firewallSupport ▸lowDataPort◂=\"50000\" ▸highDataPort◂ = '50100' />"),
      .rejects(
        .server,
        """
        <security><authorization>
          <add accessType="Allow" ▸user◂="ftpuser" permissions="Read" />
        </authorization></security>
        """),
      .rejects(
        .site,
        """
        <bindings><binding protocol="ftp" bindingInformation="*:21:" ▸certificateHash◂="00" /></bindings>
        """, caption: "an ftp binding has no certificate of its own"),
      .rejects(
        .sites,
        "<site name=\"A\" id=\"1\" ▸ServerAutoStart◂=\"false\"><bindings><binding ▸Protocol◂=\"ftp\" bindingInformation=\"*:21:\" /></bindings></site>",
        caption: "names are case-sensitive"),
      .accepts(
        .ftpServer, "<firewallSupport externalIp4Address=\"198.51.100.10\" lockAttributes=\"externalIp4Address\" />"),
      .accepts(
        .site,
        """
        <bindings>
          <binding protocol="https" bindingInformation="*:443:" certificateHash="00" />
          <binding protocol="ftp" bindingInformation="*:21:" />
        </bindings>
        """, caption: "what an https binding may hold is not the business of a linter for FTP"),
    ],
    check: .file { configuration, context in
      for problem in configuration.schemaProblems {
        guard case .unknownAttribute(let suggestion) = problem.kind else { continue }
        context.report(
          "\(quoted: problem.name) is not an attribute that IIS knows in <\(code: problem.parent)>", at: problem.range,
          sites: problem.sites,
          notes: ["IIS refuses a section with an attribute that its schema does not define"],
          help: suggestion.map { "did you mean \(code: $0)? names are case-sensitive" }
            ?? "correct its name, which is case-sensitive, or remove it",
          fix: suggestion.flatMap {
            problem.hasRivals ? nil : context.replacement(at: problem.range, $0, "write \(code: $0)", .unsafe)
          },
          stops: StoppedSessions(at: .controlConnection, sites: problem.scope.sites))
      }
    })
}
