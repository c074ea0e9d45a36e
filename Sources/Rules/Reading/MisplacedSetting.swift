internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let misplacedSetting = Rule(
    id: "misplaced-setting", topic: .reading, severity: .error,
    summary: "A real setting in a place where IIS does not look for it.",
    rationale: """
      Settings of one name family are spread over two sections: a site's `ftpServer` holds `security/ssl` and the \
      external address, the server's `system.ftpServer` holds the passive port range, and \
      `system.ftpServer/security/authorization` holds the authorization rules, for one site inside a `<location>`. A \
      setting in the wrong one of them is an unrecognised element or attribute to IIS, and has no effect on what \
      this tool takes to be in force.

      Sites' `ftpServer` settings cannot be given in a `<location>`. The sections `log`, `firewallSupport`, `caching` \
      and `serverRuntime` of `system.ftpServer` hold for the whole server and may not stand in a `<location>` with a \
      path. A setting written as `<externalIp4Address value="…" />` is an element where IIS expects an attribute.

      Sources: \(schemaSource); [IIS configuration reference, ftpServer]\
      (https://learn.microsoft.com/iis/configuration/system.applicationhost/sites/site/ftpserver/), \
      [system.ftpServer](https://learn.microsoft.com/iis/configuration/system.ftpserver/), \
      [firewallSupport](https://learn.microsoft.com/iis/configuration/system.ftpserver/firewallsupport).
      """,
    examples: [
      .rejects(.server, "<firewallSupport ▸externalIp4Address◂=\"198.51.100.10\" />"),
      .rejects(
        .ftpServer, "<firewallSupport ▸lowDataChannelPort◂=\"50000\" ▸highDataChannelPort◂=\"50100\" />",
        caption: "the range is one for the whole server"),
      .rejects(.ftpServer, "▸<ssl◂ controlChannelPolicy=\"SslAllow\" />", caption: "outside security"),
      .rejects(.server, "<security>▸<ssl◂ controlChannelPolicy=\"SslRequire\" /></security>"),
      .rejects(
        .ftpServer,
        "<security>▸<authorization◂><add accessType=\"Allow\" users=\"*\" permissions=\"Read\" /></authorization></security>"
      ),
      .rejects(
        .ftpServer, "<firewallSupport>▸<externalIp4Address◂ value=\"198.51.100.10\" /></firewallSupport>",
        caption: "an attribute written as an element"),
      .rejects(
        .configuration,
        """
        <location path="FTP">
          ▸<ftpServer◂><firewallSupport externalIp4Address="198.51.100.10" /></ftpServer>
        </location>
        """),
      .rejects(
        .configuration,
        """
        <location path="FTP"><system.ftpServer>
          ▸<firewallSupport◂ lowDataChannelPort="50000" highDataChannelPort="50100" />
        </system.ftpServer></location>
        """),
      .rejects(
        .file,
        """
        <configuration>
          <configSections><sectionGroup name="system.ftpServer">
            <sectionGroup name="security"><section name="authorization" /></sectionGroup>
          </sectionGroup></configSections>
          <system.applicationHost />
          <system.ftpServer>▸<authorization◂ /></system.ftpServer>
        </configuration>
        """, caption: "declared, but below security"),
      .rejects(
        .file, "<configuration><system.applicationHost />▸<configSections◂ /></configuration>",
        caption: "it must stand first"),
      .accepts(.ftpServer, "<firewallSupport externalIp4Address=\"198.51.100.10\" />"),
      .accepts(.server, "<firewallSupport lowDataChannelPort=\"50000\" highDataChannelPort=\"50100\" />"),
      .accepts(
        .configuration,
        """
        <location path="" overrideMode="Allow"><system.ftpServer>
          <firewallSupport lowDataChannelPort="50000" highDataChannelPort="50100" />
        </system.ftpServer></location>
        <location path="FTP"><system.ftpServer><security><authorization>
          <add accessType="Allow" users="*" permissions="Read" />
        </authorization></security></system.ftpServer></location>
        """, caption: "a location without a path is the server itself"),
    ],
    check: .file { configuration, context in
      for problem in configuration.schemaProblems {
        guard let (message, help) = explanation(of: problem) else { continue }
        context.report(
          message, at: problem.range, sites: problem.sites,
          notes: [
            problem.kind == .declarationsNotFirst
              ? "IIS refuses such a file: it takes one <configSections>, as the first child of <configuration>"
              : "IIS does not look for it here, so it has no effect"
          ],
          help: help, stops: StoppedSessions(at: .controlConnection, sites: problem.scope.sites))
      }
    })
}

private func explanation(of problem: SchemaProblem) -> (message: Message, help: Message)? {
  switch problem.kind {
  case .misplaced(let properPlace):
    return ("\(quoted: problem.name) does not belong in <\(code: problem.parent)>", "move it to \(properPlace)")
  case .attributeAsElement:
    return (
      "\(quoted: problem.name) is an attribute of <\(code: problem.parent)>, not an element in it",
      "write it as an attribute: \(name: problem.name)=\"…\""
    )
  case .serverOnly:
    return (
      "\(quoted: problem.name) holds for the whole server and cannot stand in a <location> with a path",
      "move it to the <system.ftpServer> outside of every <location>"
    )
  case .declarationsNotFirst:
    return ("<configSections> does not stand first in the file", "move it before everything else in <configuration>")
  default: return nil
  }
}
