internal import Inet
internal import Reachability
internal import Text

extension FirewallTarget {
  /// Ingress rules of an EC2 security group, with Terraform's provider for AWS.
  public static let awsTerraform = FirewallTarget(
    "aws-terraform", "an EC2 security group in AWS, with Terraform (hashicorp/aws)", fileEnding: "aws.tf",
    capabilities: SecurityGroupWords.capabilities(
      limits: SecurityGroupWords.limits,
      existingRules: """
        those of others stay; where one has the ports and the network of a rule of the plan, AWS refuses that one \
        (InvalidPermission.Duplicate) and apply fails, with the rules that it has made until then; rules of an earlier plan go \
        with the next apply of the same state
        """,
      undo: "terraform destroy takes the rules away again",
      more: [
        """
        a group whose aws_security_group has ingress blocks in it: that resource removes all other rules; nor does the provider's \
        documentation want aws_security_group_rule resources beside these
        """
      ])
  ) { header, _ in AWSTerraformDialect(header: header) }
}

/// Ingress rules of an EC2 security group as resources of Terraform's provider aws, one for each run of ports and network.
///
/// Source: hashicorp/terraform-provider-aws, `website/docs/r/vpc_security_group_ingress_rule.html.markdown`.
struct AWSTerraformDialect: FirewallDialect {
  /// Where the output comes from.
  let header: ScriptHeader

  func render(_ plan: FirewallPlan) throws(UnsupportedByTarget) -> String {
    let rules = try plan.checkedIngressRules()
    let notes = Self.notes + SecurityGroupWords.notes(for: plan, rules)
    let preamble = header.preamble(Self.subject, notes: notes, for: plan).map(HCLText.comment)
    var said: [String] = []
    let resources = rules.rules.map { rule in
      let reasons = rule.reasons()
      defer { said = reasons }
      return Self.resource(rule, plan.key, reasons: reasons == said ? [] : reasons)
    }
    return ([preamble.joined(separator: "\n"), Self.provider, Self.group] + resources).joined(separator: "\n\n") + "\n"
  }

  private static func resource(_ rule: AWSIngressRule, _ key: PlanKey, reasons: [String]) -> String {
    let name = HCLText.quoted(rule.name(key))
    var lines = reasons.map(HCLText.comment)
    lines.append("resource \"aws_vpc_security_group_ingress_rule\" \(HCLText.quoted(identifier(of: rule, key))) {")
    lines += HCLText.arguments([
      ("security_group_id", "var.security_group_id"), ("description", name),
      (rule.isV6 ? "cidr_ipv6" : "cidr_ipv4", HCLText.quoted(rule.sourceText)), ("ip_protocol", HCLText.quoted("tcp")),
      ("from_port", "\(rule.ports.first)"), ("to_port", "\(rule.ports.last)"), ("tags", "{ Name = \(name) }"),
    ])
    return (lines + ["}"]).joined(separator: "\n")
  }

  /// An identifier of Terraform's: letters, digits and underscores, the first a letter.
  private static func identifier(of rule: AWSIngressRule, _ key: PlanKey) -> String {
    let words = (key.namePrefix + rule.identity).split { "-.".contains($0) }
    return words.joined(separator: "_")
  }

  private static let provider = """
    terraform {
      required_providers {
        aws = {
          source = "hashicorp/aws"
        }
      }
    }
    """
  private static let group = HCLText.variable(
    "security_group_id", "The id of the security group that the server's network interfaces have: sg-...")

  private static let subject = "Ingress rules of an EC2 security group for the FTP sites of IIS, in Terraform."
  private static let notes = [
    "Look first: terraform init, then terraform plan -var security_group_id=sg-...",
    "Then the same with apply in place of plan. A rule of somebody else with the same ports and network stops it",
    "(InvalidPermission.Duplicate): import it, or take it away. Rules of an earlier plan go with the next apply.",
    "Where aws_security_group has ingress blocks in it, Terraform removes all others at its next apply. The provider's",
    "documentation wants no aws_security_group_rule resources for the same group either.",
    "Keep the file in a folder of its own: it says which provider it needs.",
    "Undo: terraform destroy, or remove this file and apply.",
  ]
}
