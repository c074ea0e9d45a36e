internal import Inet
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let securityAdminRuleBlocks = Rule(
    id: "security-admin-rule-blocks", topic: .environment, severity: .error,
    summary: "A security admin rule of Virtual Network Manager stops clients before any security group is asked.",
    rationale: """
      Security admin rules come before network security groups: what one denies no group can open, what one always \
      allows no group can stop, and what one only allows the groups decide on. Companies use them to close ports that \
      are often attacked, and lists of these have 20 and 21. The finding comes from effective rules alone; rules in templates act \
      once somebody deploys them to a region, so that what they would stop is not known.

      Ask whoever looks after Virtual Network Manager for an `AlwaysAllow` or `Allow` rule of higher priority for this \
      server's clients, or offer FTPS on a port that is not denied: 990. Of the clients that `--from` names by address \
      each must get in; of the whole Internet at least a part (a note says where it is not all).

      Source: \(securityAdminRulesSource).
      """,
    examples: [
      .rejects(
        .server, exampleRange,
        environment: ["admin-rules.json": adminRules(adminRule("▸deny-ftp◂", "Deny", "21"))]),
      .rejects(
        .server, exampleRange,
        environment: ["admin-rules.json": adminRules(adminRule("▸deny-high◂", "Deny", "40000-65535"))],
        caption: "the passive range"),
      .rejects(
        .server, exampleRange, .note,
        environment: ["admin-rules.json": adminRules(adminRule("▸deny-some◂", "Deny", "21", from: "192.0.2.0/24"))],
        caption: "a part of the Internet, as may be meant"),
      .accepts(
        .server, exampleRange,
        environment: [
          "admin-rules.json": adminRules(
            adminRule("allow-ftp", "Allow", "21", priority: 50), adminRule("deny-ftp", "Deny", "21"))
        ], caption: "the first rule that matches leaves it to the groups"),
      .accepts(
        .server, exampleRange,
        environment: ["admin-rules.json": adminRules(adminRule("deny-remote-desktop", "Deny", "3389"))]),
      .accepts(
        .server, exampleRange,
        environment: [
          "main.json": """
          {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
           "contentVersion": "1.0.0.0", "resources": [
           {"type": "Microsoft.Network/networkManagers/securityAdminConfigurations/ruleCollections/rules",
            "apiVersion": "2024-05-01", "name": "manager/configuration/collection/deny-ftp", "kind": "Custom", "properties": {
            "access": "Deny", "direction": "Inbound", "priority": 100, "protocol": "Tcp",
            "sources": [{"addressPrefix": "*", "addressPrefixType": "IPPrefix"}], "sourcePortRanges": ["0-65535"],
            "destinations": [{"addressPrefix": "*", "addressPrefixType": "IPPrefix"}], "destinationPortRanges": ["21"]}}]}
          """
        ], caption: "a template does not tell where the rule is deployed"),
    ],
    check: .environment { server, context in
      for control in server.controls {
        server.checkImposed(PortSet(control.port), at: control.address, &context) {
          server.sessions(of: control, from: $0)
        }
      }
      guard let range = server.passiveRange else { return }
      for address in server.controls.map(\.address).distinct {
        server.checkImposed(PortSet(range), at: address, &context, isPassive: true) {
          server.passiveSessions(at: address, from: $0)
        }
      }
    })
}

extension ServerContext {
  fileprivate func checkImposed(
    _ ports: PortSet, at address: LocalAddress, _ context: inout RuleContext, isPassive: Bool = false,
    _ stops: (IntendedSource) -> StoppedSessions
  ) {
    for source in intendedSources.flatMap({ seen($0, at: address) }) {
      if isPassive, source.translation != nil, !leadsPassivePorts(at: address) { continue }
      let denials = imposedDenials(flow(from: source.addresses, to: ports, at: address), from: source)
      for denial in denials.certain {
        context.report(
          """
          TCP \(denial.ports) does not get through \(denial.decidingRule.filter) from \(source.phrase): \
          \(phrase(of: denial.decidingRule))
          """,
          at: place(of: denial.decidingRule),
          notes: [
            "it comes before network security groups, and none of them can open the port",
            "whoever looks after Virtual Network Manager can change it",
          ],
          help: remedy(denial, from: source, isMeant: true),
          stops: stops(source))
      }
      for denial in denials.partial {
        context.report(
          """
          TCP \(denial.ports) gets through \(denial.decidingRule.filter) from a part of \(source.phrase) only: \
          \(phrase(of: denial.decidingRule))
          """,
          at: place(of: denial.decidingRule), severity: .note, notes: ["the others wait until they time out"],
          help: "if this is meant, say with --from who must get in")
      }
    }
  }
}
