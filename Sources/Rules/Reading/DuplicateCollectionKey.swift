internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let duplicateCollectionKey = Rule(
    id: "duplicate-collection-key", topic: .reading, severity: .error,
    summary: "Two entries of a collection have one key.",
    rationale: """
      The entries of a collection have keys, such as `command` in `commandFiltering`, or `users`, `roles` and \
      `permissions` together in `authorization`. IIS refuses an entry whose key another one has: `Cannot add duplicate \
      collection entry`. It is so for what a level inherits, too: a site or path that says otherwise needs a \
      `<remove>` with the key, or a `<clear/>`, before its entry. Keys are compared without regard to case. Which of \
      two would hold is not documented; no rules for firewalls are written from such a file.

      Remove one of the two entries.

      Sources: \(schemaSource); the error's text as JexusManager's tests have it \
      (github.com/jexuswebserver/JexusManager, Tests/Exceptions). Bindings, sites, and rules that allow and deny the \
      same have rules of their own: duplicate-binding, duplicate-site, authorization-conflict.
      """,
    examples: [
      .rejects(
        .ftpServer,
        """
        <security><commandFiltering>
          <add command="SITE" allowed="false" />
          ▸<add◂ command="site" allowed="true" />
        </commandFiltering></security>
        """),
      .rejects(
        .configuration,
        """
        <system.ftpServer><security><authorization>
          <add accessType="Allow" users="eve" permissions="Read, Write" />
        </authorization></security></system.ftpServer>
        <location path="FTP"><system.ftpServer><security><authorization>
          ▸<add◂ accessType="Allow" users="Eve" permissions="Write,Read" />
        </authorization></security></system.ftpServer></location>
        """, caption: "the site repeats what it inherits"),
      .rejects(
        .sites,
        """
        <siteDefaults><ftpServer><customFeatures><providers>
          <add name="A" />
        </providers></customFeatures></ftpServer></siteDefaults>
        <site name="FTP" id="1">
          <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
          <ftpServer><customFeatures><providers>▸<add◂ name="A" enabled="false" /></providers></customFeatures></ftpServer>
        </site>
        """),
      .accepts(
        .sites,
        """
        <siteDefaults><ftpServer><security><commandFiltering>
          <add command="SITE" allowed="false" /><add command="DELE" allowed="false" />
        </commandFiltering></security></ftpServer></siteDefaults>
        <site name="A" id="1"><ftpServer><security><commandFiltering>
          <remove command="SITE" /><add command="SITE" allowed="true" />
        </commandFiltering></security></ftpServer></site>
        <site name="B" id="2"><ftpServer><security><commandFiltering>
          <clear /><add command="DELE" allowed="true" />
        </commandFiltering></security></ftpServer></site>
        """),
    ],
    check: .file { configuration, context in
      for problem in configuration.schemaProblems {
        guard case .duplicateEntry(let first) = problem.kind else { continue }
        context.report(
          "<\(name: problem.name)> has the key of another entry of \(code: problem.parent)", at: problem.range,
          sites: problem.sites, related: [(first, "the other entry")],
          notes: ["keys are unique: IIS refuses the second entry as a duplicate"],
          help: "remove one of the two, or put a <remove> with the key before it",
          stops: StoppedSessions(at: .controlConnection, sites: problem.scope.sites))
      }
    })
}
