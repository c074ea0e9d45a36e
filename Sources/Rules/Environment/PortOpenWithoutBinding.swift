internal import Inet
internal import Linter
internal import Reachability

extension Rule {
  static let portOpenWithoutBinding = Rule(
    id: "port-open-without-binding", topic: .environment, severity: .warning,
    summary: "Port 20, 21, 989 or 990 is open inbound and no binding listens there.",
    rationale: """
      An open port on which nothing listens waits for whatever is started there next. Ports 20 and 989 are never \
      needed inbound: active data connections go out from them. A rule that Windows ships is a note, as it is for the \
      FTP service alone.

      Take the port out of the rule, or add the binding that was meant.

      Sources: RFC 959 section 3.2; \(firewallSettingsSource).
      """,
    examples: [
      .rejects(
        .server, exampleRange,
        environment: ["nsg.json": securityGroup(securityRule("FTP", ports: "▸20-21◂ ▸990◂ 40000-40199"))]),
      .rejects(
        .server, exampleRange, .note,
        environment: [
          "firewall.reg": firewallExport(
            firewallRule("IIS-WebServerRole-FTP-In-TCP-21", "LPort=21|Svc=ftpsvc"),
            firewallRule("IIS-WebServerRole-FTP-In-TCP-990", "LPort=▸990◂|Svc=ftpsvc"))
        ]),
      .accepts(
        .server, exampleRange, environment: ["nsg.json": securityGroup(securityRule("FTP", ports: "21 40000-40199"))]),
      .accepts(
        .server, exampleRange, environment: ["nsg.json": securityGroup(securityRule("All", ports: "0-65535"))],
        caption: "not a rule for these ports: any-source-wide-range"),
      .accepts(
        .server, exampleRange,
        environment: ["firewall.reg": firewallExport(firewallRule("Other", #"LPort=990|App=C:\\other.exe"#))],
        caption: "for another program"),
    ],
    check: .scene { scene, report in
      let listening = PortSet(
        scene.configuration.sites.flatMap(\.bindings).compactMap { $0.port.map { PortRange($0) } })
      let idle = ftpPorts.subtracting(listening)
      for opener in scene.openers {
        for term in opener.terms {
          guard let ports = term.ports, ports.count <= 100 else { continue }
          let open = ports.intersection(idle)
          guard !open.isEmpty else { continue }
          report.add(
            "rule \(quoted(opener.name)) of \(opener.filter) opens \(open), where no binding listens",
            at: opener.place(term), severity: opener.isShipped ? .note : .warning,
            notes: [
              open.isSubset(of: PortSet([PortRange(20), PortRange(989)]))
                ? "active data connections go out from this port, nothing comes in"
                : "whatever is started on this port next can be reached"
            ],
            help: "take \(open) out of the rule, or add the binding that was meant")
        }
      }
    })
}

private let ftpPorts = PortSet([20, 21, 989, 990].map { PortRange($0) })
