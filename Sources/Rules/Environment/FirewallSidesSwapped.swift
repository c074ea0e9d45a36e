internal import Inet
internal import Linter
internal import Reachability

extension Rule {
  static let firewallSidesSwapped = Rule(
    id: "firewall-sides-swapped", topic: .environment, severity: .error,
    summary: "An FTP port is given as the client's port instead of the server's.",
    rationale: """
      An inbound rule needs the port as *destination* port (*local* port in Windows), with any source port: clients \
      connect from ports above 1023 of their own choice. With 990 as source port the rule matches nothing, and the \
      port stays closed. An outbound rule for active data is the other way round: the server's own port, 20 or 989, is \
      the *source* (*local*) port, and the client's port is any.

      Move the port to the other side of the rule.

      Sources: \(securityGroupsSource); RFC 959 section 3.2; \(firewallSettingsSource).
      """,
    examples: [
      .rejects(
        .server, exampleRange,
        environment: [
          "nsg.json": securityGroup(securityRule("FTP", ports: "*", sourcePort: "▸21◂"))
        ]),
      .rejects(
        .server, exampleRange,
        environment: [
          "firewall.reg": firewallExport(
            firewallRule("Data", "RPort2_10=▸40000-40199◂"),
            firewallRule("Active", "RPort=▸20◂|Svc=ftpsvc", direction: "Out"))
        ]),
      .accepts(.server, exampleRange, environment: ["nsg.json": securityGroup(securityRule("FTP", ports: "21"))]),
      .accepts(
        .server, exampleRange,
        environment: [
          "firewall.reg": firewallExport(
            firewallRule("FTP", "LPort=21|RPort2_10=1024-65535"), firewallRule("Active", "LPort=20", direction: "Out"),
            firewallRule("Client", "RPort=21", direction: "Out"))
        ], caption: "out to port 21: the machine is an FTP client too"),
    ],
    check: .scene { scene, report in
      for group in scene.environment.certainGroups {
        for rule in group.rules where rule.direction?.value == .inbound && rule.access?.value == .allow {
          guard rule.coversTCP != false, let term = scene.swapped(rule.sourcePorts, among: scene.neededPorts)
          else { continue }
          reportSwapped(term, rule.name.value, in: group.title, group.path, .inbound, &report)
        }
      }
      for rule in scene.activeRules(.inbound) where rule.action?.value == .allow && rule.mayMatch(scene.neededPorts) {
        guard let term = scene.swapped(rule.remotePorts, among: scene.neededPorts) else { continue }
        reportSwapped(term, rule.id.value, in: "Windows Firewall", rule.path, .inbound, &report)
      }
      for rule in scene.activeRules(.outbound) where rule.action?.value == .allow && rule.localPorts.isAnyPort {
        guard let term = scene.swapped(rule.remotePorts, among: scene.activePorts) else { continue }
        reportSwapped(term, rule.id.value, in: "Windows Firewall", rule.path, .outbound, &report)
      }
    })
}

extension WindowsFirewallRule {
  fileprivate func mayMatch(_ ports: PortSet) -> Bool {
    localPorts.isAnyPort || localPorts.contains { $0.ports.map { !$0.isDisjoint(with: ports) } ?? false }
  }
}

extension ServerScene {
  /// The first of some words for the client's ports, if together they stand for nothing but some of these ports.
  fileprivate func swapped(_ terms: [PortTerm], among ports: PortSet) -> PortTerm? {
    guard let first = terms.first, terms.allSatisfy({ $0.ports.map { !$0.isEmpty && $0.isSubset(of: ports) } ?? false })
    else { return nil }
    return first
  }

  /// The ports from which the server sends active data.
  var activePorts: PortSet {
    PortSet(controls.compactMap { $0.port > 1 ? PortRange($0.port - 1) : nil })
  }
}

private func reportSwapped(
  _ term: PortTerm, _ name: String, in filter: String, _ path: String, _ direction: Opening.Direction,
  _ report: inout Report
) {
  let ports = term.ports.map(\.description) ?? ""
  report.add(
    "rule \(quoted(name)) of \(filter) has \(ports) as the \(direction == .inbound ? "source" : "destination") port",
    at: EnvironmentPlace(path, term.text.range),
    notes: [
      direction == .inbound
        ? "clients connect from ports of their own choice, so the rule matches none of them"
        : "active data goes from the server's port \(ports) to a port of the client's choice, which the rule misses"
    ],
    help: direction == .inbound
      ? "give \(ports) as the destination port (local port in Windows), and any source port"
      : "give \(ports) as the local port, and any remote port")
}
