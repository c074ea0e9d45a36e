internal import Linter
internal import Reachability

extension Rule {
  static let shadowedSecurityRule = Rule(
    id: "shadowed-security-rule", topic: .environment, severity: .note,
    summary: "A rule of a network security group that no packet can reach.",
    rationale: """
      The first rule that matches decides, in the order of the priorities; rules before this one match everything that \
      it would. An allow rule behind a deny opens nothing, and a deny behind an allow stops nothing. Rules for TCP are \
      looked at, as others play no part in FTP.

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
    check: .scene { scene, report in
      for group in scene.environment.certainGroups {
        // A rule of which it is not known what it matches may match nothing, and then shadows nothing.
        let all = group.filter()
        let filter = PacketFilter(
          name: all.name, rules: all.rules.filter { $0.doubt == nil }, inboundDefault: all.inboundDefault,
          outboundDefault: all.outboundDefault)
        let decisions = Opening.Direction.allCases.map { filter.decide(Flow($0)) }
        // Where too many rules overlap it is not known which are reached.
        guard decisions.allSatisfy(\.isComplete) else { continue }
        let reached = Set(decisions.flatMap(\.parts).compactMap(\.verdict.ruling.place))
        let able = Set(filter.rules.lazy.filter { !$0.possible.isEmpty }.compactMap(\.place))
        for rule in group.rules where rule.isPlainTCP {
          let place = EnvironmentPlace(group.path, rule.name.range)
          guard !reached.contains(place), able.contains(place) else { continue }
          report.add(
            "no packet reaches rule \(quoted(rule.name.value)) of \(group.title)", at: place,
            notes: ["rules with lower priority numbers match everything that it would"],
            help: "give it a lower priority number, or remove it")
        }
      }
    })
}

extension SecurityRule {
  /// Whether the rule is somebody's own and for TCP alone, with all that decides its place known.
  fileprivate var isPlainTCP: Bool {
    !isDefault && priority != nil && direction != nil && access != nil
      && ["tcp", "6"].contains(networkProtocol?.value.lowercased())
  }
}
