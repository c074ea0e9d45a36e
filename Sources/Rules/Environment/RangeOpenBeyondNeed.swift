internal import Inet
internal import Linter
internal import Reachability

extension Rule {
  static let rangeOpenBeyondNeed = Rule(
    id: "range-open-beyond-need", topic: .environment, severity: .warning,
    summary: "A rule meant for FTP opens more ports than the passive range and the bindings need.",
    rationale: """
      Ports beyond the range serve no transfer, and whatever else listens there can be reached. It is usually what is \
      left of an earlier, wider range. A rule is taken as meant for FTP if its ports overlap the passive range or its \
      name says so. Rules of Windows Firewall for the service `ftpsvc` alone open nothing else and are left out.

      Narrow the rule to the passive range and the control ports.

      Sources: \(passivePortsSource); \(securityGroupsSource).
      """,
    examples: [
      .rejects(
        .server, exampleRange,
        environment: ["nsg.json": securityGroup(securityRule("FTP", ports: "21 ▸40000-40999◂"))]),
      .rejects(
        .server, exampleRange,
        environment: ["firewall.reg": firewallExport(firewallRule("FTP-Data", "LPort2_10=▸50000-50100◂"))],
        caption: "an earlier range"),
      .accepts(
        .server, exampleRange,
        environment: ["nsg.json": securityGroup(securityRule("Web-and-FTP", ports: "21 443 40000-40199"))]),
      .accepts(
        .server, exampleRange,
        environment: ["firewall.reg": firewallExport(firewallRule("FTP", "LPort2_10=1024-65535|Svc=ftpsvc"))]),
    ],
    check: .scene { scene, report in
      guard let range = scene.passiveRange else { return }
      for opener in scene.openers where !opener.isScoped {
        for term in opener.terms {
          guard let ports = term.ports, ports.count <= wideRange, ports.count > 1,
            opener.isNamedFTP || !ports.isDisjoint(with: PortSet(range))
          else { continue }
          let excess = ports.subtracting(scene.neededPorts).subtracting(PortSet([PortRange(20), PortRange(989)]))
          guard !excess.isEmpty else { continue }
          report.add(
            "rule \(quoted(opener.name)) of \(opener.filter) opens \(excess), which FTP does not need",
            at: opener.place(term),
            notes: ["the passive range is \(range); whatever listens on the other ports can be reached"],
            help: "narrow the rule to \(scene.neededPorts)")
        }
      }
    })
}

/// More ports than this in one word of a rule are no passive range that somebody chose.
let wideRange = 5000
