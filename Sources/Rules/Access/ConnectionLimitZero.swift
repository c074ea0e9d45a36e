internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let connectionLimitZero = Rule(
    id: "connection-limit-zero", topic: .access, severity: .warning,
    summary: "The number of connections is limited to 0.",
    rationale: """
      `maxConnections` is how many clients may be connected at once; the default, 4294967295, means unlimited. A 0 is \
      often written to mean "unlimited", as in other products, but it is not documented to mean that: taken literally \
      it lets nobody in (421, FTP substatus 19, maximum connection limit was reached).

      Remove the attribute for no limit, or set the number of clients that the server is to bear.

      Sources: [IIS configuration reference, connections]\
      (https://learn.microsoft.com/iis/configuration/system.applicationhost/sites/site/ftpserver/connections); \
      \(statusCodesSource).
      """,
    examples: [
      .rejects(.ftpServer, "<connections maxConnections=\"▸0◂\" />"),
      .rejects(
        .sites,
        """
        <siteDefaults><ftpServer><connections maxConnections="▸0◂" /></ftpServer></siteDefaults>
        <site name="A" id="1"><bindings><binding protocol="ftp" bindingInformation="192.0.2.1:21:" /></bindings></site>
        <site name="B" id="2"><bindings><binding protocol="ftp" bindingInformation="192.0.2.2:21:" /></bindings></site>
        """),
      .accepts(.ftpServer, "<connections maxConnections=\"1\" />"),
      .accepts(.ftpServer, "<connections maxConnections=\"4294967295\" />", caption: "unlimited"),
    ],
    check: .site { site, context in
      let limit = site.maxConnections
      guard limit.value == .limit(0) else { return }
      context.report(
        "the number of connections is limited to 0", at: limit.range,
        notes: ["taken literally nobody gets in; that 0 means unlimited is not documented"],
        help: "remove maxConnections for no limit, or set the number of clients that may be connected",
        stops: StoppedSessions(at: .logon))
    })
}
