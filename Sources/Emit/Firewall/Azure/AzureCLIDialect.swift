internal import Inet
internal import NetworkModel
internal import Reachability
internal import Text

extension FirewallTarget {
  /// An Azure network security group, with `az` in a POSIX shell script.
  public static let azureCLI = FirewallTarget(
    "azure-cli", "an Azure network security group, with az in a shell script", fileEnding: "sh",
    capabilities: SecurityRuleWords.capabilities(
      existingRules: """
        a rule of the plan's name with other clients, addresses or action stops the script before it changes anything, unless \
        --replace is given, and so does one that the plan does not have any more and that is narrower than the plan or for another \
        address; others of the plan's name are removed last
        """,
      leftToReader: [
        "rules that deny before these: the script names them and cannot tell whether they win"
      ])
  ) { header, _ in AzureCLIDialect(header: header) }
}

/// Rules of an Azure network security group through `az`, in a POSIX shell script.
///
/// The script looks before it changes anything, creates before it removes, and looks again. What does not depend on the plan is in
/// ``AzureCLIPart``.
struct AzureCLIDialect: ReversibleDialect {
  /// Where the script comes from.
  let header: ScriptHeader

  func render(_ plan: FirewallPlan) throws(UnsupportedByTarget) -> String {
    let rules = try plan.checkedSecurityRules()
    return script(
      header.preamble(Self.subject, notes: Self.notes, for: plan),
      [AzureCLIPart.arguments(options: ["replace"]), Self.prefix(plan), Self.function(calling: rules)]
        + AzureCLIPart.openingParts + rules.publicNotes.map { "say 'NOTE: \($0)'" })
  }

  func renderRemoval(_ plan: FirewallPlan) throws(UnsupportedByTarget) -> String {
    script(
      header.preamble(Self.removalSubject, notes: Self.removalNotes, for: plan),
      [AzureCLIPart.arguments(options: ["replace"]), Self.prefix(plan)] + AzureCLIPart.removalParts)
  }

  private func script(_ comments: [String], _ parts: [String]) -> String {
    "#!/bin/sh\n" + ([Self.comments(comments)] + parts).joined(separator: "\n\n") + "\n"
  }

  private static func comments(_ lines: [String]) -> String {
    lines.map(ShellText.comment).joined(separator: "\n")
  }
}

// MARK: - What depends on the plan

extension AzureCLIDialect {
  private static func prefix(_ plan: FirewallPlan) -> String {
    "# What the names of all rules of this plan begin with, and of no other one.\n"
      + "prefix=\(ShellText.quoted(plan.key.namePrefix))\n"
      + "own_names=\(ShellText.quoted(plan.key.namePrefix.map(caseless).joined() + "*"))"
  }

  /// A pattern for a letter in either case.
  private static func caseless(_ letter: Character) -> String {
    letter.isLetter ? "[\(letter.uppercased())\(letter)]" : String(letter)
  }

  /// A function that calls another one with each rule.
  private static func function(calling rules: [NSGRule]) -> String {
    let calls = rules.map { rule in
      indented(comments(rule.commentLines) + "\n" + "\"$1\" " + words(of: rule), by: 2)
    }
    return """
      # Calls "$1" with each rule: name, direction, priority, source addresses, source ports, destination addresses,
      # destination ports, description. Lists are words with blanks between them, in order.
      each_rule() {
      \(calls.joined(separator: "\n\n"))
      }
      """
  }

  /// All fields of a rule, none left to az, whose default destination port is 80.
  private static func words(of rule: NSGRule) -> String {
    [
      rule.name, rule.direction == .inbound ? "Inbound" : "Outbound", "\(rule.priority)",
      list(rule.sources.inByteOrder),
      list(NSGRule.words(rule.sourcePorts)), list(rule.destinations.inByteOrder),
      list(NSGRule.words(rule.destinationPorts)), rule.description,
    ].map(ShellText.quoted).joined(separator: " ")
  }

  private static func list(_ words: [String]) -> String { words.joined(separator: " ") }

  private static let subject = "Azure network security group rules for the FTP sites of IIS, with the Azure CLI."
  private static let notes = [
    "Call it with the security group's names: sh FILE RESOURCE_GROUP NSG_NAME [--subscription NAME] [--replace]",
    "Running it twice changes nothing more. A rule of this plan that somebody has changed stops it before it changes",
    "anything; --replace makes such rules what the plan says. Rules of this plan that are not needed any more are removed; one",
    "of them that is narrower than the plan, or for another address, stops it too, as somebody or another server may need it.",
    "Undo: run the script that ftpsgate writes with --remove for the same input.",
    "Servers that share a security group need plans of different names (--name).",
    "A network security group sees the private address of the server, never the public one.",
    "Where both the subnet and the network interface have a security group, both must have these rules.",
  ]
  private static let removalSubject =
    "Takes away the Azure network security group rules for the FTP sites of IIS, with the Azure CLI."
  private static let removalNotes = [
    "Call it with the security group's names: sh FILE RESOURCE_GROUP NSG_NAME [--subscription NAME] [--replace]",
    "It takes away every rule whose name begins as those of this plan do, and no other one. One that somebody has made deny",
    "stops it before it changes anything, unless --replace is given.",
    "Undo: run the script that ftpsgate writes without --remove.",
  ]
}
