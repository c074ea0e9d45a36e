internal import Inet
internal import IISConfiguration
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let sharedSourceLockout = Rule(
    id: "shared-source-lockout", topic: .environment, severity: .note,
    summary: "Failed logons block addresses, and all clients from the Internet come with those of Azure Firewall.",
    rationale: """
      `denyByFailure` blocks the address from which too many logons fail, for the whole FTP service. Behind a DNAT rule of \
      Azure Firewall the server sees one of the firewall's few addresses in place of each client's. So a single client \
      with a wrong password, or anybody who tries passwords, keeps out everybody who comes with the same address.

      Give the machine a public address of its own, or let the firewall's rule admit only the clients that are \
      meant, so that strangers cannot try. To switch `denyByFailure` off instead lets them try for ever.

      Sources: \(denyByFailureSource); \(azureFirewallNATSource).
      """,
    examples: [
      .rejects(
        .server, "<security><authentication><denyByFailure enabled=\"▸true◂\" /></authentication></security>",
        environment: ["firewall.json": azureFirewall("ftp-in", machine: "10.0.0.4", port: 21)]),
      .accepts(
        .server, "<security><authentication><denyByFailure enabled=\"false\" /></authentication></security>",
        environment: ["firewall.json": azureFirewall("ftp-in", machine: "10.0.0.4", port: 21)],
        caption: "nobody is blocked"),
      .accepts(
        .server,
        """
        <security><authentication><denyByFailure enabled="true" loggingOnlyMode="true" /></authentication></security>
        """, environment: ["firewall.json": azureFirewall("ftp-in", machine: "10.0.0.4", port: 21)],
        caption: "IIS only writes to its log"),
      .accepts(
        .server, "<security><authentication><denyByFailure enabled=\"true\" /></authentication></security>",
        environment: ["firewall.json": azureFirewall("https-in", machine: "10.0.0.4", port: 443)],
        caption: "no rule leads to a control port"),
    ],
    check: .environment { server, context in
      let iis = server.configuration.server
      guard iis.deniesByFailure.isReadable, iis.deniesByFailure.value, !iis.onlyLogsFailures.value else { return }
      for control in server.controls {
        let clients = server.intendedSources.flatMap { server.seen($0, at: control.address) }
        guard let translation = clients.compactMap(\.translation).first, server.isHandedOn(control) else { continue }
        context.report(
          "failed logons of one client block an address of \(translation.translator), which other clients have, too",
          at: iis.deniesByFailure.range ?? iis.denyByFailureRange,
          notes: ["the server sees an address of \(translation.translator) in place of the client's"],
          help:
            "give the machine a public address of its own, or admit only the clients that are meant in the firewall's rule"
        )
        return
      }
    })
}
