internal import Reachability
internal import Text

extension FirewallTarget {
  /// An Azure network security group, with Terraform's provider for Azure.
  public static let terraform = FirewallTarget(
    "terraform", "an Azure network security group, with Terraform (azurerm)", fileEnding: "tf",
    capabilities: SecurityRuleWords.capabilities(
      removal: false,
      existingRules: """
        the first apply fails where a rule of the plan's name is there that this state does not know; later ones make rules \
        of the plan what it says, as terraform plan shows before; with the group's file in --environment nothing is written \
        where one has other clients, addresses or action, and each keeps its priority
        """,
      leftToReader: [
        SecurityRuleWords.rulesOfOthers,
        "a group whose rules are written within azurerm_network_security_group: that resource removes all others",
        "terraform destroy takes the rules away again",
      ])
  ) { header, _ in TerraformDialect(header: header) }
}

/// Rules of an Azure network security group as resources of Terraform's provider azurerm.
///
/// Source: hashicorp/terraform-provider-azurerm, `website/docs/r/network_security_rule.html.markdown`.
struct TerraformDialect: FirewallDialect {
  /// Where the output comes from.
  let header: ScriptHeader

  func render(_ plan: FirewallPlan) throws(UnsupportedByTarget) -> String {
    let rules = try plan.checkedSecurityRulesWithoutLooking()
    let preamble = (header.preamble(Self.subject, notes: Self.notes, for: plan) + plan.staleRuleLines(beside: rules))
      .map(
        HCLText.comment)
    let parts = [preamble.joined(separator: "\n"), Self.provider()] + Self.variables + rules.map(Self.resource)
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// What the provider is, and from which version on it knows all arguments; nothing where any does.
  static func provider(version: String? = nil) -> String {
    let arguments =
      [("source", HCLText.quoted("hashicorp/azurerm"))] + (version.map { [("version", HCLText.quoted($0))] } ?? [])
    return """
      terraform {
        required_providers {
          azurerm = {
      \(HCLText.arguments(arguments).map { "    " + $0 }.joined(separator: "\n"))
          }
        }
      }
      """
  }

  private static let variables = [
    HCLText.variable("resource_group_name", "The resource group of the network security group."),
    HCLText.variable("network_security_group_name", SecurityRuleWords.groupPurpose),
  ]

  private static func resource(_ rule: NSGRule) -> String {
    var lines = rule.commentLines.map(HCLText.comment)
    lines.append("resource \"azurerm_network_security_rule\" \(HCLText.quoted(rule.identifier)) {")
    lines += HCLText.arguments(
      [
        ("name", HCLText.quoted(rule.name)), ("resource_group_name", "var.resource_group_name"),
        ("network_security_group_name", "var.network_security_group_name"),
      ] + rule.fields.map(\.terraformArgument))
    return (lines + ["}"]).joined(separator: "\n")
  }

  /// How the file is used beside others, as it says which provider it needs and has variables.
  static let moduleNotes = [
    "Keep it in a folder of its own: as a module, or beside a file with the line: provider \"azurerm\" { features {} }"
  ]

  private static let subject = "Azure network security group rules for the FTP sites of IIS, in Terraform."
  private static let notes =
    [
      "Look first: terraform plan -var resource_group_name=GROUP -var network_security_group_name=NAME",
      "Then the same with apply in place of plan. The group must be there already; its other rules stay as they are, but",
      "where azurerm_network_security_group has rules of its own in it, Terraform removes all others at its next apply.",
    ] + moduleNotes + [
      "Undo: terraform destroy, or remove this file and apply."
    ] + SecurityRuleWords.notes
}

extension SecurityRuleField {
  /// The same member as the provider has it: `destination_port_ranges`.
  fileprivate var terraformArgument: (name: String, value: String) {
    let words = "\(name)".map { $0.isUppercase ? "_" + $0.lowercased() : String($0) }
    return switch value {
    case .text(let text): (words.joined(), HCLText.quoted(text))
    case .number(let number): (words.joined(), "\(number)")
    case .list(let list): (words.joined(), HCLText.list(list))
    }
  }
}
