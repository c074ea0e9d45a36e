internal import NetworkModel
internal import Reachability
internal import Text

extension FirewallTarget {
  /// An Azure network security group, with a template of Azure Resource Manager.
  public static let arm = FirewallTarget(
    "arm", "an Azure network security group, with a template of Azure Resource Manager", fileEnding: "arm.json",
    capabilities: SecurityRuleWords.capabilities(
      removal: false,
      existingRules: """
        a deployment makes rules of the plan's names what the plan says: with the group's file in --environment \
        nothing is written where one has other clients, addresses or action, each keeps its priority, and \
        az deployment group what-if shows the rest before
        """,
      leftToReader: [
        SecurityRuleWords.rulesOfOthers,
        "rules of an earlier plan, which --environment names: they stay, unless it is deployed as a stack with --action-on-unmanage deleteResources",
      ])
  ) { header, _ in ResourceTemplateDialect(header: header) }
}

/// Rules of an Azure network security group as resources of a deployment template.
struct ResourceTemplateDialect: FirewallDialect {
  /// Where the output comes from.
  let header: ScriptHeader

  func render(_ plan: FirewallPlan) throws(UnsupportedByTarget) -> String {
    let rules = try plan.checkedSecurityRulesWithoutLooking()
    let template = ResourceTemplate(
      comments: header.preamble(Self.subject, notes: Self.notes, for: plan) + plan.staleRuleLines(beside: rules),
      parameters: [("networkSecurityGroupName", SecurityRuleWords.groupPurpose)])
    return template.text { json in
      json.key("resources")
      json.array(rules.indices, inLines: true) { json, index in
        // Resource Manager deploys resources side by side, and a security group takes one change at a time.
        Self.write(rules[index], after: index > 0 ? rules[index - 1] : nil, to: &json)
      }
    }
  }

  private static func write(_ rule: NSGRule, after previous: NSGRule?, to json: inout JSONWriter) {
    json.object(inLines: true) { json in
      json.member("type", "Microsoft.Network/networkSecurityGroups/securityRules")
      json.member("apiVersion", "\(ResourceTemplate.networkVersion)")
      json.member("name", "[format('{0}/{1}', parameters('networkSecurityGroupName'), '\(rule.name)')]")
      json.member("comments", rule.commentLines.joined(separator: "\n"))
      if let previous {
        json.key("dependsOn")
        json.strings([
          "[resourceId('Microsoft.Network/networkSecurityGroups/securityRules', parameters('networkSecurityGroupName'), '\(previous.name)')]"
        ])
      }
      json.key("properties")
      json.object(inLines: true) { json in
        for field in rule.fields { field.write(to: &json) }
      }
    }
  }

  private static let subject = "Azure network security group rules for the FTP sites of IIS, as a deployment template."
  private static let notes =
    [
      "Look first: az deployment group what-if --resource-group GROUP --template-file FILE --parameters networkSecurityGroupName=NAME",
      "Then the same with create in place of what-if. The group must be there already; its other rules stay as they are.",
      "Rules of this plan that somebody has changed become what the plan says: what-if shows that.",
    ] + SecurityRuleWords.notes
}
