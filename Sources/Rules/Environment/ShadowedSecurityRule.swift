internal import IISConfiguration
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let shadowedSecurityRule = Rule(
    id: "shadowed-security-rule", topic: .environment, severity: .note,
    summary: "A rule of a network security group that no packet can reach.",
    rationale: """
      The first rule that matches decides, in the order of the priorities; rules before this one match everything that \
      it would. An allow rule behind a deny opens nothing, and a deny behind an allow stops nothing. Rules for TCP and \
      for all protocols are looked at, as others play no part in FTP; only rules for all protocols shadow one for all.

      Give it a lower priority number, or remove it.

      Source: \(securityGroupsSource).
      """,
    examples: [
      .rejects(
        .server, exampleRange,
        environment: [
          "nsg.json": securityGroup(
            securityRule("Deny-Internet", 200, ports: "*", source: "*", access: "Deny", networkProtocol: "*"),
            securityRule("▸FTP◂", 300, ports: "21 40000-40199"))
        ]),
      .rejects(
        .server, exampleRange,
        environment: [
          "nsg.json": securityGroup(
            securityRule("Deny-All", 200, ports: "*", source: "*", access: "Deny", networkProtocol: "*"),
            securityRule("▸FTP◂", 300, ports: "21 40000-40199", networkProtocol: "*"))
        ], caption: "for all protocols, as is the one before it"),
      .accepts(
        .server, exampleRange,
        environment: [
          "nsg.json": securityGroup(
            securityRule("Deny-TCP", 200, ports: "*", source: "*", access: "Deny"),
            securityRule("FTP", 300, ports: "21 40000-40199", networkProtocol: "*"))
        ], caption: "UDP still reaches it"),
      .accepts(
        .server, exampleRange,
        environment: [
          "nsg.json": securityGroup(
            securityRule("Deny-Internet", 400, ports: "*", access: "Deny"),
            securityRule("FTP", 300, ports: "21 40000-40199"))
        ]),
      .accepts(
        .server, exampleRange,
        environment: [
          "nsg.json": securityGroup(
            securityRule("Deny-Tag", 200, ports: "*", source: "AzureCloud", access: "Deny"),
            securityRule("FTP", 300, ports: "21 40000-40199"))
        ], caption: "what the first one matches is in no file"),
    ],
    check: .environment { server, context in
      for group in server.environment.certainGroups {
        let settled = group.rules.indices.filter { group.rules[$0].isSettled }
        let idle = group.idle(settled.filter { !group.rules[$0].isForAllProtocols }) { _ in true }
          .union(group.idle(settled.filter { group.rules[$0].isForAllProtocols }, \.isForAllProtocols))
        for index in idle.sorted() {
          let rule = group.rules[index]
          context.report(
            "no packet reaches rule \(quoted: rule.name.value) of \(group.title)", at: group.place(of: rule),
            notes: ["rules with lower priority numbers match everything that it would"],
            help: "give it a lower priority number, or remove it")
        }
      }
    })
}

extension NetworkSecurityGroup {
  /// Those of some rules that no packet reaches, as others of a kind match all that they would.
  fileprivate func idle(_ rules: [Int], _ isOfKind: (SecurityRule) -> Bool) -> Set<Int> {
    FlowDirection.allCases.reduce(into: []) { found, direction in
      let own = rules.filter { self.rules[$0].direction?.value == direction }
      if !own.isEmpty { found.formUnion(idleRules(direction, among: isOfKind).intersection(own)) }
    }
  }
}

extension SecurityRule {
  /// Whether the rule is somebody's own and about TCP, with all that decides its place known.
  fileprivate var isSettled: Bool {
    !isDefault && priority != nil && direction != nil && access != nil && coversTCP == true
  }

  /// Whether the rule is about UDP and ICMP as much as about TCP, so that rules for TCP alone cannot shadow it.
  fileprivate var isForAllProtocols: Bool {
    coversTCP == true && !["tcp", "6"].contains(networkProtocol?.value.lowercased())
  }
}
