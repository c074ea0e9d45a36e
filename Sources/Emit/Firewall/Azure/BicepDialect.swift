internal import Reachability
internal import Text

extension FirewallTarget {
  /// An Azure network security group, with a file of Bicep.
  public static let bicep = FirewallTarget(
    "bicep", "an Azure network security group, with a Bicep file", fileEnding: "bicep",
    capabilities: FirewallTarget.arm.capabilities
  ) { header, _ in BicepDialect(header: header) }
}

/// Rules of an Azure network security group as resources of a Bicep file.
struct BicepDialect: FirewallDialect {
  /// Where the output comes from.
  let header: ScriptHeader

  func render(_ plan: FirewallPlan) throws(UnsupportedByTarget) -> String {
    let rules = try plan.checkedSecurityRulesWithoutLooking()
    let resources = rules.indices.map { index in
      // Resource Manager deploys resources side by side, and a security group takes one change at a time.
      Self.resource(rules[index], after: index > 0 ? rules[index - 1] : nil)
    }
    let preamble = (header.preamble(Self.subject, notes: Self.notes, for: plan) + plan.staleRuleLines(beside: rules))
      .map(
        BicepText.comment)
    return ([preamble.joined(separator: "\n"), Self.group] + resources).joined(separator: "\n\n") + "\n"
  }

  private static let group = """
    @description(\(BicepText.quoted(SecurityRuleWords.groupPurpose)))
    param networkSecurityGroupName string

    resource networkSecurityGroup 'Microsoft.Network/networkSecurityGroups@\(ResourceTemplate.networkVersion)' existing = {
      name: networkSecurityGroupName
    }
    """

  private static func resource(_ rule: NSGRule, after previous: NSGRule?) -> String {
    let version = ResourceTemplate.networkVersion
    var lines = rule.commentLines.map(BicepText.comment)
    lines += [
      "resource \(rule.identifier) 'Microsoft.Network/networkSecurityGroups/securityRules@\(version)' = {",
      "  parent: networkSecurityGroup", "  name: \(BicepText.quoted(rule.name))",
    ]
    if let previous { lines += ["  dependsOn: [", "    \(previous.identifier)", "  ]"] }
    lines += ["  properties: {"] + rule.fields.flatMap(\.bicepLines) + ["  }", "}"]
    return lines.joined(separator: "\n")
  }

  private static let subject = "Azure network security group rules for the FTP sites of IIS, in Bicep."
  private static let notes =
    [
      "Look first: az deployment group what-if --resource-group GROUP --template-file FILE --parameters networkSecurityGroupName=NAME",
      "Then the same with create in place of what-if. The group must be there already; its other rules stay as they are.",
      "Rules of this plan that somebody has changed become what the plan says: what-if shows that.",
    ] + SecurityRuleWords.notes
}

extension SecurityRuleField {
  fileprivate var bicepLines: [String] {
    switch value {
    case .text(let text): ["    \(name): \(BicepText.quoted(text))"]
    case .number(let number): ["    \(name): \(number)"]
    case .list(let words): ["    \(name): ["] + words.map { "      " + BicepText.quoted($0) } + ["    ]"]
    }
  }
}
