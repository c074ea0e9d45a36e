internal import IISConfiguration
internal import Linter
internal import Text

extension Rule {
  static let redirectedConfiguration = Rule(
    id: "redirected-configuration", topic: .reading, severity: .warning,
    summary: "A section that this tool reads stands in another file, which was not read.",
    rationale: """
      `configSource` says that a section stands in a file of its own. This tool reads only the files that it is \
      given, so what that file says was not checked: findings may be missing, and findings about values that are not \
      set may be wrong.

      Put the section into `applicationHost.config` itself. `configSource` belongs to the configuration of .NET; in an \
      `applicationHost.config` Microsoft's own management API was seen to refuse it as an unrecognised attribute.

      Sources: [configSource in .NET](https://learn.microsoft.com/dotnet/api/\
      system.configuration.sectioninformation.configsource); JexusManager's tests against \
      Microsoft.Web.Administration (github.com/jexuswebserver/JexusManager, ServerTestCases.cs).
      """,
    examples: [
      .rejects(
        .file,
        "<configuration><system.applicationHost><sites configSource=\"▸sites.config◂\" /></system.applicationHost></configuration>"
      ),
      .rejects(.server, "<firewallSupport configSource='▸ftp-ports.config◂' />"),
      .rejects(.server, "<security><authorization configSource=\"▸ftp-users.config◂\" /></security>"),
      .accepts(.configuration, "<system.webServer><handlers configSource=\"handlers.config\" /></system.webServer>"),
      .accepts(.server, "<!-- <firewallSupport configSource=\"ftp-ports.config\" /> -->"),
    ],
    check: .file { configuration, context in
      for problem in configuration.schemaProblems where problem.kind == .redirected {
        context.report(
          "<\(code: problem.parent)> stands in another file, \(quoted: problem.value)", at: problem.range,
          sites: problem.sites, notes: ["what that file says was not read, so findings may be missing or wrong"],
          help: "put the section into this file")
      }
    })
}
