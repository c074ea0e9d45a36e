internal import IISConfiguration
internal import Linter
internal import Text

extension Rule {
  static let unusualSpelling = Rule(
    id: "unusual-spelling", topic: .reading, severity: .warning,
    summary: "A value in a spelling that no tool of Microsoft's writes, such as True or 1 for true.",
    rationale: """
      IIS Manager, appcmd and PowerShell write `true` and `false`, the names of enumerations as the schema spells \
      them, and decimal numbers. Whether IIS also accepts `True`, `1`, a name in another case or a hexadecimal number \
      in the file is not documented, so such a value works by luck if it works: IIS refuses a section with a value that \
      it does not take, and so `matrix` knows of no session what becomes of it.

      Write the usual spelling. All other rules take the value as it is meant.

      Source: \(schemaSource).
      """,
    examples: [
      .rejects(
        .ftpServer,
        "<security><authentication><basicAuthentication enabled=\"▸True◂\" /></authentication></security>"),
      .rejects(
        .ftpServer, "<security><ssl controlChannelPolicy=\"▸sslRequire◂\" dataChannelPolicy=\"▸0◂\" /></security>"),
      .rejects(.server, "<firewallSupport lowDataChannelPort=\"▸0xC350◂\" highDataChannelPort=\"50100\" />"),
      .rejects(
        .server,
        """
        <security><authorization>
          <add accessType="Allow" users="*" permissions="▸read◂" />
        </authorization></security>
        """),
      .accepts(
        .ftpServer, "<security><ssl controlChannelPolicy=\"SslRequire\" dataChannelPolicy=\"SslAllow\" /></security>"),
      .accepts(
        .server,
        """
        <security><authorization>
          <add accessType="Allow" users="*" permissions="Write,Read" />
        </authorization></security>
        """, caption: "the order of flags, and blanks between them, differ between tools"),
    ],
    check: .file { configuration, context in
      for problem in configuration.schemaProblems {
        guard case .unusualSpelling(let usual) = problem.kind else { continue }
        context.report(
          "\(name: problem.name) is spelt \(quoted: problem.value), which is usually spelt \"\(code: usual)\"",
          at: problem.range,
          sites: problem.sites,
          notes: ["whether IIS accepts this spelling is not documented; other findings take it as meant"],
          help: "write \(name: problem.name)=\"\(code: usual)\"",
          fix: context.respelling(problem, usual, "write \(name: problem.name)=\"\(code: usual)\"", .safe))
      }
    })
}
