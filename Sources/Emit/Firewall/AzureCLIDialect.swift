internal import Inet
internal import NetworkModel
internal import Reachability

extension FirewallTarget {
  /// An Azure network security group, with `az` in a POSIX shell script.
  public static let azureCLI = FirewallTarget(
    "azure-cli", "an Azure network security group, with az in a shell script", fileEnding: "sh",
    supportsPredefinedRules: false
  ) { header, _ in AzureCLIDialect(header: header) }
}

/// Rules of an Azure network security group through `az`, in a POSIX shell script.
struct AzureCLIDialect: FirewallDialect {
  /// Where the script comes from.
  let header: ScriptHeader

  func render(_ plan: FirewallPlan) throws(UnsupportedByTarget) -> String {
    var parts = [beginning(header.preamble(Self.subject, notes: Self.notes, for: plan)), Self.arguments]
    for rule in try rules(for: plan) {
      parts.append(comments(commentLines(of: rule)) + "\n" + command("create", rule.name, options(of: rule)))
    }
    parts.append(Self.message("the rules are set; the firewall of Windows must let the same ports through"))
    return parts.joined(separator: "\n\n") + "\n"
  }

  func renderRemoval(_ plan: FirewallPlan) throws(UnsupportedByTarget) -> String {
    var parts = [beginning(header.preamble(Self.removalSubject, notes: Self.removalNotes, for: plan)), Self.arguments]
    for rule in try rules(for: plan) {
      parts.append(comments(commentLines(of: rule)) + "\n" + command("delete", rule.name, []))
    }
    parts.append(Self.message("the rules are removed; connections that are open stay open"))
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// The plan's rules; refuses what Azure would refuse or never apply.
  private func rules(for plan: FirewallPlan) throws(UnsupportedByTarget) -> [NSGRule] {
    let rules = NSGRule.rules(for: plan.openings)
    for rule in rules {
      guard let fault = rule.fault, let opening = rule.openings.first else { continue }
      throw UnsupportedByTarget(opening: opening, reason: fault)
    }
    return rules
  }

  /// All options but the rule's name, none left to az, whose default destination port is 80.
  private func options(of rule: NSGRule) -> [(String, [String])] {
    [
      ("priority", ["\(rule.priority)"]),
      ("direction", [rule.direction == .inbound ? "Inbound" : "Outbound"]),
      ("access", ["Allow"]),
      ("protocol", ["Tcp"]),
      ("source-address-prefixes", [rule.source.description]),
      ("source-port-ranges", words(rule.sourcePorts)),
      ("destination-address-prefixes", [rule.destination.description]),
      ("destination-port-ranges", words(rule.destinationPorts)),
      ("description", [rule.description]),
    ]
  }

  private func words(_ ports: [PortRange]) -> [String] {
    ports.isEmpty ? ["*"] : ports.map(\.description)
  }

  /// What the comment before a rule says.
  private func commentLines(of rule: NSGRule) -> [String] {
    var lines: [String] = []
    for opening in rule.openings {
      lines.append("\(opening.localPorts): \(opening.reason)")
      lines += opening.origins.map { "  From: " + abbreviated($0) }
    }
    if rule.hasPublicAddress {
      lines.append("NOTE: \(rule.localAddress) is a public address. If Azure translates it, this rule never matches.")
    }
    return lines
  }

  private func beginning(_ lines: [String]) -> String {
    "#!/bin/sh\n" + comments(lines)
  }

  private func comments(_ lines: [String]) -> String {
    lines.map(ShellText.comment).joined(separator: "\n")
  }

  private func command(_ verb: String, _ name: String, _ options: [(String, [String])]) -> String {
    let lines =
      ["az network nsg rule \(verb)", "--resource-group \"$resource_group\"", "--nsg-name \"$nsg_name\""]
      + ([("name", [name])] + options + [("output", ["none"])]).map { option, values in
        "--\(option) " + values.map(ShellText.quoted).joined(separator: " ")
      }
    return lines.joined(separator: " \\\n  ")
  }

  private static func message(_ text: String) -> String {
    "printf '%s\\n' " + ShellText.quoted(text)
  }

  private static let arguments = """
    set -eu

    if [ "$#" -ne 2 ] || [ -z "$1" ] || [ -z "$2" ]; then
      printf 'usage: sh %s RESOURCE_GROUP NSG_NAME\\n' "$0" >&2
      exit 64
    fi
    resource_group=$1
    nsg_name=$2
    """

  private static let subject = "Azure network security group rules for the FTP sites of IIS, with the Azure CLI."
  private static let notes = [
    "Call it with the security group's names: sh FILE RESOURCE_GROUP NSG_NAME",
    "Running it twice changes nothing more: az replaces a rule of the same name.",
    "Undo: run the script that ftpsgate writes with --remove for the same input.",
    "If addresses of bindings changed, first run the script that --remove wrote for the old configuration:",
    "two rules of one direction cannot have one priority. Where az says so of somebody else's rule, change the number here.",
    "A network security group sees the private address of the server, never the public one.",
    "Where both the subnet and the network interface have a security group, both must have these rules.",
    "The rules let in any client; to let in fewer, give their addresses to --source-address-prefixes of the inbound rules.",
  ]
  private static let removalSubject =
    "Takes away the Azure network security group rules for the FTP sites of IIS, with the Azure CLI."
  private static let removalNotes = [
    "Call it with the security group's names: sh FILE RESOURCE_GROUP NSG_NAME",
    "Undo: run the script that ftpsgate writes without --remove.",
  ]
}
