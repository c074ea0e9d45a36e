internal import Inet
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let portOpenForATime = Rule(
    id: "port-open-for-a-time", topic: .environment, severity: .note,
    summary:
      "A control port or a passive port is open by a just-in-time rule, which Azure takes away after some hours.",
    rationale: """
      Microsoft Defender for Cloud opens a port on request for some hours, by a rule whose name begins with \
      `SecurityCenter-JITRule` or `MicrosoftDefenderForCloud-JITRule`, and closes it again. What was exported while the \
      rule was there shows the port open; clients who come later are stopped. Just-in-time access is for \
      administration, not for a service.

      Open the port by a rule of your own, and take it out of the just-in-time policy.

      Source: \(justInTimeSource).
      """,
    examples: [
      .rejects(
        .server, exampleRange,
        environment: [
          "nsg.json": securityGroup(
            securityRule("▸SecurityCenter-JITRule--1276431235-8C6B0C9D◂", 100, ports: "21", source: "203.0.113.7"))
        ]),
      .accepts(
        .server, exampleRange,
        environment: [
          "nsg.json": securityGroup(
            securityRule("SecurityCenter-JITRule--1276431235-8C6B0C9D", 100, ports: "3389", source: "203.0.113.7"),
            securityRule("FTP", ports: "21 40000-40199"))
        ], caption: "for remote desktop"),
      .accepts(
        .server, exampleRange,
        environment: [
          "nsg.json": securityGroup(
            securityRule("FTP", ports: "21 40000-40199"),
            securityRule("SecurityCenter-JITRule_1064_F7A3", 4096, ports: "21", access: "Deny"))
        ], caption: "what closes the port again"),
    ],
    check: .environment { server, context in
      let ports = server.passiveRange.map { server.controlPorts.union(PortSet($0)) } ?? server.controlPorts
      for rule in server.permitRules({ $0.isJustInTime && !$0.ports.isDisjoint(with: ports) }) {
        let open = rule.ports.intersection(ports)
        context.report(
          "just-in-time rule \(rule.title) opens \(open.count == 1 ? "port" : "ports") \(open) for a time",
          at: rule.place,
          notes: ["what it opened is closed after some hours, and clients are stopped again"],
          help: "open it by a rule of your own, and take it out of the just-in-time policy")
      }
    })
}

extension PermitRule {
  /// Whether Defender for Cloud has made the rule, by its name.
  fileprivate var isJustInTime: Bool {
    name.isOfJustInTimeAccess
  }
}
