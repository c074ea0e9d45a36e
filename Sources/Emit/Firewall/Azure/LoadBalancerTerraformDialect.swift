internal import Inet
internal import Reachability
internal import Text

extension FirewallTarget {
  /// Rules of an Azure load balancer, with Terraform's provider for Azure.
  public static let loadBalancerTerraform = FirewallTarget(
    "azure-load-balancer-terraform", "a load balancer of Azure that is there already, with Terraform (azurerm)",
    fileEnding: "lb.tf",
    capabilities: LoadBalancedPorts.capabilities(
      existingRules: """
        the first apply fails where a rule or probe of the plan's name is there that this state does not know; later ones \
        make those of the plan what it says, as terraform plan shows before
        """)
  ) { header, _ in LoadBalancerTerraformDialect(header: header) }
}

/// A probe and rules of a Standard load balancer that is there already, as resources of Terraform's provider azurerm.
///
/// Source: hashicorp/terraform-provider-azurerm, `website/docs/r/lb_rule.html.markdown` and `lb_probe.html.markdown`;
/// `tcp_reset_enabled` is in its schema as of 4.55.
struct LoadBalancerTerraformDialect: FirewallDialect {
  /// Where the output comes from.
  let header: ScriptHeader

  func render(_ plan: FirewallPlan) throws(UnsupportedByTarget) -> String {
    let ports = try LoadBalancedPorts(plan)
    let notes = Self.notes(ports) + TerraformDialect.moduleNotes + LoadBalancedPorts.notes
    let preamble = header.preamble(Self.subject, notes: notes, for: plan).map(HCLText.comment)
    let parts =
      [preamble.joined(separator: "\n"), TerraformDialect.provider(version: ">= 4.55")] + Self.variables
      + [Self.locals(ports), Self.probe(ports), Self.rules(ports)]
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static let variables = [
    HCLText.variable("load_balancer_id", "The id of a Standard load balancer that is there already."),
    HCLText.variable("frontend_name", "The name of its front end with the public address of the FTP sites."),
    HCLText.variable("backend_pool_id", "The id of its back-end pool that holds the server and no other machine."),
  ]

  /// The ports as Terraform counts them: `concat([21, 990], range(50000, 50101))`.
  private static func locals(_ ports: LoadBalancedPorts) -> String {
    let (single, ranges) = ports.runs
    let parts =
      (single.isEmpty ? [] : ["[\(single.map { "\($0)" }.joined(separator: ", "))]"])
      + ranges.map { "range(\($0.first), \(Int($0.last) + 1))" }
    return """
      locals {
        ports = concat(\(parts.joined(separator: ", ")))
      }
      """
  }

  private static func probe(_ ports: LoadBalancedPorts) -> String {
    block(
      "resource \"azurerm_lb_probe\" \(HCLText.quoted(identifier(ports)))",
      [
        [("name", HCLText.quoted("\(ports.namePrefix)probe")), ("loadbalancer_id", "var.load_balancer_id")],
        [
          ("protocol", HCLText.quoted("Tcp")), ("port", "\(ports.probedPort)"), ("interval_in_seconds", "15"),
          ("number_of_probes", "2"),
        ],
      ])
  }

  private static func rules(_ ports: LoadBalancedPorts) -> String {
    block(
      "resource \"azurerm_lb_rule\" \(HCLText.quoted(identifier(ports)))",
      [
        [("for_each", "toset([for port in local.ports : tostring(port)])")],
        [
          ("name", "\"\(ports.namePrefix)tcp-${each.value}\""), ("loadbalancer_id", "var.load_balancer_id"),
          ("frontend_ip_configuration_name", "var.frontend_name"),
          ("backend_address_pool_ids", "[var.backend_pool_id]"),
          ("probe_id", "azurerm_lb_probe.\(identifier(ports)).id"), ("protocol", HCLText.quoted("Tcp")),
          ("frontend_port", "tonumber(each.value)"), ("backend_port", "tonumber(each.value)"),
          ("floating_ip_enabled", "false"), ("tcp_reset_enabled", "true"),
          ("idle_timeout_in_minutes", "\(LoadBalancedPorts.idleMinutes)"),
        ],
      ])
  }

  private static func block(_ beginning: String, _ groups: [[(name: String, value: String)]]) -> String {
    let arguments = groups.map { HCLText.arguments($0).joined(separator: "\n") }.joined(separator: "\n\n")
    return beginning + " {\n" + arguments + "\n}"
  }

  /// The plan's name prefix in letters, digits and low lines: `ftpsgate_1`.
  private static func identifier(_ ports: LoadBalancedPorts) -> String {
    String(ports.namePrefix.dropLast().map { $0 == "-" ? "_" : $0 })
  }

  private static let subject = "Rules of an Azure load balancer for the FTP sites of IIS, in Terraform."

  private static func notes(_ ports: LoadBalancedPorts) -> [String] {
    [
      "Look first: terraform plan, then terraform apply. The load balancer, its front end and its pool must be there already;",
      "its other rules stay as they are.",
      "The pool must hold the server alone" + (ports.server.map { ", by its address \($0)." } ?? "."),
      "Undo: terraform destroy, or remove this file and apply.",
    ]
  }
}
