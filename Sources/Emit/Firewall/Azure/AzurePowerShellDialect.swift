internal import Inet
internal import NetworkModel
internal import Reachability
internal import Text

extension FirewallTarget {
  /// An Azure network security group, with the cmdlets of Az.Network.
  public static let azurePowerShell = FirewallTarget(
    "azure-powershell", "an Azure network security group, with the Az.Network cmdlets", fileEnding: "az.ps1",
    capabilities: SecurityRuleWords.capabilities(
      existingRules: """
        a rule of the plan's name with other clients (their ports too), addresses or action stops the script before it changes \
        anything, and so does one that the plan does not have and that is not for the plan's clients and addresses, unless \
        -Replace is given; others that the plan does not have any more are removed; all of it is one write; removal stops before \
        a rule that denies, unless -Replace is given
        """,
      leftToReader: [
        "rules that deny before these: the script names them and cannot tell whether they win",
        """
        what others change in the moment of the write, which writes the whole group: a change before the script's last look \
        stops it, one between that and the write is lost
        """,
      ])
  ) { header, _ in AzurePowerShellDialect(header: header) }
}

/// Rules of an Azure network security group through Az.Network, for Windows PowerShell 5.1 and PowerShell 7.
///
/// The script says the same as ``AzureCLIDialect``'s. It looks before it changes anything, writes the whole group at once, and looks
/// again. What does not depend on the plan is in ``AzurePowerShellPart`` and ``AzurePowerShellRun``.
struct AzurePowerShellDialect: ReversibleDialect {
  /// Where the script comes from.
  let header: ScriptHeader

  func render(_ plan: FirewallPlan) throws(UnsupportedByTarget) -> String {
    let rules = try plan.checkedSecurityRules()
    let parts = [
      Self.comments(header.preamble(Self.subject, notes: Self.notes, for: plan)),
      PowerShellPart.help(
        synopsis: Self.subject, description: Self.description, switches: Self.parameters + [Self.replace],
        examples: Self.examples),
      AzurePowerShellPart.parameters, prefix(plan), Self.array(of: rules),
    ]
    let notes = rules.publicNotes.map { "$notes += \(PowerShellText.quoted($0))" }
    return (parts + Self.functions + notes + AzurePowerShellRun.opening).joined(separator: "\n\n") + "\n"
  }

  func renderRemoval(_ plan: FirewallPlan) throws(UnsupportedByTarget) -> String {
    let parts = [
      Self.comments(header.preamble(Self.removalSubject, notes: Self.removalNotes, for: plan)),
      PowerShellPart.help(
        synopsis: Self.removalSubject, description: Self.removalDescription,
        switches: Self.parameters + [Self.replaceOnRemoval], examples: Self.removalExamples),
      AzurePowerShellPart.parameters, prefix(plan),
    ]
    return (parts + Self.functions + AzurePowerShellRun.removal).joined(separator: "\n\n") + "\n"
  }

  private static let functions = [
    AzurePowerShellPart.needs, AzurePowerShellPart.context, AzurePowerShellPart.reading, AzurePowerShellPart.comparing,
    AzurePowerShellPart.telling, AzurePowerShellPart.beginning,
  ]

  private static func comments(_ lines: [String]) -> String {
    lines.map(PowerShellText.comment).joined(separator: "\n")
  }
}

// MARK: - What depends on the plan

extension AzurePowerShellDialect {
  private func prefix(_ plan: FirewallPlan) -> String {
    "# What the names of all rules of this plan begin with, and of no other one.\n"
      + "$prefix = \(PowerShellText.quoted(plan.key.namePrefix))"
  }

  private static func array(of rules: [NSGRule]) -> String {
    let tables = rules.map { rule in indented(comments(rule.commentLines) + "\n" + table(of: rule)) }
    return """
      # The rules of the plan, in the words of Add-AzNetworkSecurityRuleConfig.
      $rules = @(
      \(tables.joined(separator: "\n"))
      )
      """
  }

  /// All fields of a rule: Az.Network has no default for any.
  private static func table(of rule: NSGRule) -> String {
    let entries = [
      ("Name", PowerShellText.quoted(rule.name)),
      ("Description", PowerShellText.quoted(rule.description)),
      ("Direction", PowerShellText.quoted(rule.direction == .inbound ? "Inbound" : "Outbound")),
      ("Priority", PowerShellText.quoted("\(rule.priority)")),
      ("Access", PowerShellText.quoted("Allow")),
      ("Protocol", PowerShellText.quoted("Tcp")),
      ("SourceAddressPrefix", PowerShellText.array(rule.sources)),
      ("SourcePortRange", PowerShellText.array(NSGRule.words(rule.sourcePorts))),
      ("DestinationAddressPrefix", PowerShellText.array(rule.destinations)),
      ("DestinationPortRange", PowerShellText.array(NSGRule.words(rule.destinationPorts))),
    ]
    return "@{\n" + entries.map { indented("\($0.0) = \($0.1)") }.joined(separator: "\n") + "\n}"
  }
}

// MARK: - What header and help say

extension AzurePowerShellDialect {
  private static let subject = "Azure network security group rules for the FTP sites of IIS, with Azure PowerShell."
  private static let notes = [
    call,
    "Running it twice changes nothing more. A rule of this plan that somebody has changed stops it before it changes",
    "anything, and so does one that an earlier plan of this name, or another server, has left for other clients or addresses;",
    "-Replace gets over that. Other rules of this plan that are not needed any more are removed.",
    "Undo: run the script that ftpsgate writes with --remove for the same input.",
    "Azure PowerShell writes a security group as a whole, so that Azure takes all changes or none. What somebody else changes",
    "after the script's first look stops it; what changes in the moment between its last look and the write is lost, and so may",
    "be what an old version of Az.Network does not know of the group: have a current one.",
    "Servers that share a security group need plans of different names (--name).",
    "A network security group sees the private address of the server, never the public one.",
    "Where both the subnet and the network interface have a security group, both must have these rules.",
    "The firewall of Windows must let the same ports through.",
  ]
  private static let call =
    "Call it with the security group's names: ./FILE -ResourceGroupName NAME -NetworkSecurityGroupName NAME"
  private static let description = [
    "Looks first: where a rule of the plan's name has other clients, addresses or action, where one that is not in the plan is not",
    "for clients and addresses of the plan, or where a rule of somebody else has a priority of the plan, nothing is changed and one",
    "error names all that is in the way. Then it writes the security group once, without rules of this plan that are not needed any",
    "more, and looks again. It puts out one object that says what was done, and the command that checks what comes of it; -WhatIf",
    "only says what would be done.",
  ]
  private static let parameters: [PowerShellPart.Switch] = [
    ("ResourceGroupName", ["The resource group of the security group."]),
    ("NetworkSecurityGroupName", ["The security group."]),
    (
      "SubscriptionId",
      [
        "The id of the subscription, which the login must have a context of (Get-AzContext -ListAvailable); without it, that of the",
        "session. The session's own context stays what it is.",
      ]
    ),
  ]
  private static let replace: PowerShellPart.Switch = (
    "Replace",
    [
      "Makes rules of this plan that somebody has changed what the plan says, and removes those of its name that are not in the",
      "plan, whatever they say; without it they stop the script before it changes anything.",
    ]
  )
  private static let replaceOnRemoval: PowerShellPart.Switch = (
    "Replace",
    ["Removes rules of this plan that deny, too; without it they stop the script before it changes anything."]
  )
  private static let examples = [
    [
      "./FILE -ResourceGroupName ftp -NetworkSecurityGroupName ftp-nsg -WhatIf",
      "Says what would be done, and changes nothing.",
    ],
    ["./FILE -ResourceGroupName ftp -NetworkSecurityGroupName ftp-nsg", "Opens what the plan says."],
  ]

  private static let removalSubject =
    "Takes away the Azure network security group rules for the FTP sites of IIS, with Azure PowerShell."
  private static let removalDescription = [
    "Removes every rule whose name begins as those of this plan do, and no other one, in one write, and looks again. Where one denies",
    "it stops before that, since what it denies may be open without it. It puts out one object that says what was done; -WhatIf only",
    "says what would be done.",
  ]
  private static let removalExamples = [
    ["./FILE -ResourceGroupName ftp -NetworkSecurityGroupName ftp-nsg", "Takes the rules away."]
  ]
  private static let removalNotes = [
    call, "It takes away every rule whose name begins as those of this plan do, and no other one.",
    "A rule that somebody has made deny stops it before it changes anything; with -Replace it goes too.",
    "Undo: run the script that ftpsgate writes without --remove.",
  ]
}
