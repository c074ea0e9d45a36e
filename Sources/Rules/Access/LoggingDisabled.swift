internal import IISConfiguration
internal import Linter
internal import Text

extension Rule {
  static let loggingDisabled = Rule(
    id: "logging-disabled", topic: .access, severity: .warning, concern: .hardening,
    summary: "The FTP log is off.",
    rationale: """
      The FTP log is where IIS writes the substatus of a reply, which tells a missing authorization rule \
      from a wrong password, or a closed passive port from a wrong address. It is also the record of who logged \
      on and what was transferred. Which log counts depends on `centralLogFileMode`: the one of each site, or the one \
      of the server; the other may be off.

      Set `enabled="true"` on the site's `logFile`, or on `centralLogFile`.

      Sources: [IIS configuration reference, logFile]\
      (https://learn.microsoft.com/iis/configuration/system.applicationhost/sites/site/ftpserver/logfile) and [log]\
      (https://learn.microsoft.com/iis/configuration/system.ftpserver/log/).
      """,
    examples: [
      .rejects(.ftpServer, "<logFile enabled=\"▸false◂\" />"),
      .rejects(
        .sites,
        """
        <siteDefaults><ftpServer><logFile enabled="▸false◂" /></ftpServer></siteDefaults>
        <site name="A" id="1"><bindings><binding protocol="ftp" bindingInformation="192.0.2.1:21:" /></bindings></site>
        <site name="B" id="2"><bindings><binding protocol="ftp" bindingInformation="192.0.2.2:21:" /></bindings></site>
        """),
      .rejects(.server, "<log centralLogFileMode=\"Central\"><centralLogFile enabled=\"▸false◂\" /></log>"),
      .rejects(
        .sites,
        """
        <site name="Off" id="1">
          <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
          <ftpServer serverAutoStart="false"><logFile enabled="▸false◂" /></ftpServer>
        </site>
        <site name="On" id="2"><bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings></site>
        """, .note, caption: "the site does not start"),
      .accepts(
        .server, "<log centralLogFileMode=\"Site\"><centralLogFile enabled=\"false\" /></log>",
        caption: "each site writes its own log"),
      .accepts(
        .file,
        """
        <configuration>
          <system.applicationHost><sites>
            <site name="FTP" id="1">
              <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
              <ftpServer><logFile enabled="false" /></ftpServer>
            </site>
          </sites></system.applicationHost>
          <system.ftpServer>
            <log centralLogFileMode="Central"><centralLogFile enabled="true" /></log>
          </system.ftpServer>
        </configuration>
        """, caption: "the central log is written"),
    ],
    check: .server { configuration, context in
      let server = configuration.server
      let mode = server.centralLogFileMode
      guard mode.isReadable, !server.isRedirected else { return }
      switch mode.value {
      case .central:
        let log = server.logsToCentralFile
        if log.isReadable, !log.value {
          context.report(
            "the central FTP log is off", at: log.range, notes: loss, help: help,
            fix: context.setting(
              "system.ftpServer/log/centralLogFile", [SettingChange.Value("enabled", "true")], at: .server,
              "set enabled to true", .unsafe))
        }
      case .site:
        for site in configuration.ftpSites {
          let log = site.logsToFile
          guard log.isReadable, !log.value else { continue }
          context.report(
            "the FTP log is off", at: log.range, severity: Severity.warning.capped(for: site), sites: [site.name],
            notes: loss,
            help: help,
            fix: context.setting(
              "ftpServer/logFile", [SettingChange.Value("enabled", "true")], at: site.level(of: log),
              "set enabled to true", .unsafe))
        }
      }
    })

  private static let loss: [Message] = [
    "nothing tells who logged on, what was transferred, and why a logon or transfer failed"
  ]
  private static let help: Message = "set enabled to true"
}
