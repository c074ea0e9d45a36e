internal import Inet
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let activeDataBlocked = Rule(
    id: "active-data-blocked", topic: .environment, severity: .note,
    summary: "Outbound connections for active mode are stopped.",
    rationale: """
      In active mode the server connects to the client, from the port below the control port: 20 for 21, 989 for 990. \
      Windows and Azure let outbound connections pass unless somebody has changed that. Clients in active mode then \
      get `425 Cannot open data connection`; passive mode does not depend on it.

      Where active mode is wanted, allow TCP from the local port to any remote port.

      Sources: RFC 959 section 3.2; \(firewallSettingsSource).
      """,
    examples: [
      .rejects(
        .server, exampleRange,
        environment: [
          "firewall.reg": firewallExport(
            "\"Out\"=\"▸v2.31|Action=Block|Active=TRUE|Dir=Out|Protocol=6|LPort2_10=1-1023|◂\"")
        ]),
      .accepts(.server, exampleRange, environment: ["firewall.reg": firewallExport()]),
      .accepts(
        .server, exampleRange,
        environment: [
          "firewall.reg": firewallExport(firewallRule("Out", "LPort=989", direction: "Out", action: "Block"))
        ],
        caption: "no site listens on 990"),
    ],
    check: .environment { server, context in
      for source in server.intendedSources {
        for control in server.controls where control.port > 1 {
          let flow = Flow(
            .outbound, remoteAddresses: source.addresses, remotePorts: .client,
            localAddresses: server.localAddresses(control.address), localPorts: PortSet(control.port - 1))
          for denial in server.denials(flow, from: source) + server.partialDenials(flow, from: source) {
            context.report(
              """
              active data from port \(control.port - 1) does not get out through \(denial.decidingRule.filter): \
              \(server.phrase(of: denial.decidingRule))
              """,
              at: server.place(of: denial.decidingRule), sites: control.sites,
              notes: ["clients in active mode get 425 Cannot open data connection; passive mode does not need it"],
              help: "where active mode is wanted, allow TCP out from local port \(control.port - 1) to any port")
          }
        }
      }
    })
}
