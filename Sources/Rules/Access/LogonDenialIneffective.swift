internal import IISConfiguration
internal import Linter
internal import Text

extension Rule {
  static let logonDenialIneffective = Rule(
    id: "logon-denial-ineffective", topic: .access, severity: .warning, concern: .hardening,
    summary: "denyByFailure stands in a location, where it has no effect, or only writes to the log.",
    rationale: """
      Clients can be blocked after failed logons for the server only, not for single sites: a `denyByFailure` inside a \
      `<location path="…">` loads, and blocks nobody. With `loggingOnlyMode="true"` IIS logs that the limit was reached \
      and still lets the client go on. In both cases the configuration looks protected and is not.

      Move the element to `system.ftpServer/security/authentication`, outside any `<location>`, and set \
      `loggingOnlyMode="false"` after trying the limit out.

      Source: \(denyByFailureSource).
      """,
    examples: [
      .rejects(
        .configuration,
        """
        <location path="FTP"><system.ftpServer><security><authentication>
          ▸<denyByFailure◂ enabled="true" />
        </authentication></security></system.ftpServer></location>
        """),
      .rejects(
        .server,
        """
        <security><authentication><denyByFailure enabled="true" loggingOnlyMode="▸true◂" /></authentication></security>
        """),
      .rejects(
        .file,
        """
        <configuration>
          <system.applicationHost><sites>
            <site name="Old" id="1">
              <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
              <ftpServer serverAutoStart="false" />
            </site>
            <site name="New" id="2"><bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings></site>
          </sites></system.applicationHost>
          <location path="Old"><system.ftpServer><security><authentication>
            ▸<denyByFailure◂ enabled="true" />
          </authentication></security></system.ftpServer></location>
        </configuration>
        """, .note, caption: "the site does not start"),
      .accepts(
        .server, "<security><authentication><denyByFailure enabled=\"true\" /></authentication></security>"),
      .accepts(
        .configuration,
        """
        <location path="."><system.ftpServer><security><authentication>
          <denyByFailure enabled="true" loggingOnlyMode="false" />
        </authentication></security></system.ftpServer></location>
        """, caption: "this location is the server itself"),
    ],
    check: .server { configuration, context in
      let onlyLogs = configuration.server.onlyLogsFailures
      if onlyLogs.value {
        context.report(
          "failed logons are only written to the log", at: onlyLogs.range,
          notes: ["no client is blocked, however many passwords it tries"], help: "set loggingOnlyMode to false")
      }
      guard !configuration.locations.isEmpty else { return }
      for site in configuration.ftpSites {
        for location in site.locations {
          guard let range = location.denyByFailureRange else { continue }
          context.report(
            "denyByFailure has no effect in a <location>", at: range, severity: Severity.warning.capped(for: site),
            sites: [site.name],
            notes: ["clients can be blocked after failed logons for the whole server only, not for a site"],
            help: "move it to system.ftpServer, outside any <location>")
        }
      }
    })
}
