internal import Inet
internal import NetworkModel
internal import Reachability
internal import Text

extension FirewallTarget {
  /// Windows Firewall, with the NetSecurity cmdlets.
  public static let powershell = FirewallTarget(
    "powershell", "Windows Firewall, with the NetSecurity cmdlets", fileEnding: "ps1",
    capabilities: TargetCapabilities(
      predefinedRules: true, clients: "networks", activeData: "outbound rules with local ports",
      limits: "none", existingRules: "rules of the same name are set to what the plan says")
  ) { PowerShellDialect(header: $0, usesShippedRules: $1) }
}

/// Windows Firewall rules through the NetSecurity cmdlets.
///
/// Every change asks `ShouldProcess` and names `-ErrorAction Stop` itself: the NetSecurity cmdlets are module functions,
/// which see neither `$WhatIfPreference` nor `$ErrorActionPreference` of the script that calls them.
struct PowerShellDialect: ReversibleDialect {
  /// Where the script comes from.
  let header: ScriptHeader
  /// Whether rules that Windows ships stand in for own ones.
  let usesShippedRules: Bool

  func render(_ plan: FirewallPlan) -> String {
    let passivePorts = plan.passivePorts.description
    var parts = [comments(header.preamble(Self.subject, notes: Self.notes, for: plan))]
    parts.append(PowerShellPart.parameters(["Remove", "RestartService"]))
    parts.append("if ($Remove) {\n" + indented(removal(plan) + "\nreturn") + "\n}")
    if plan.usesTLS { parts.append(PowerShellPart.statefulFtpOff) }
    parts.append(PowerShellPart.narrowing(to: passivePorts))
    parts.append(openings(plan))
    parts.append(PowerShellPart.common)
    if usesShippedRules { parts.append(shippedNames(for: plan)) }
    parts.append(usesShippedRules ? PowerShellPart.shippedOrOwnRules : PowerShellPart.ownRules)
    parts.append(PowerShellPart.staleRules)
    parts.append(PowerShellPart.restart)
    return parts.joined(separator: "\n\n") + "\n"
  }

  func renderRemoval(_ plan: FirewallPlan) -> String {
    let parts = [
      comments(header.preamble(Self.removalSubject, notes: Self.removalNotes, for: plan)),
      PowerShellPart.parameters([]), removal(plan),
    ]
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func removal(_ plan: FirewallPlan) -> String {
    var parts = [PowerShellPart.ownRulesRemoval, PowerShellPart.widening]
    if usesShippedRules { parts.append(PowerShellPart.enabledRulesStay) }
    if plan.usesTLS { parts.append(PowerShellPart.statefulFtpStays) }
    return parts.joined(separator: "\n")
  }

  private func comments(_ lines: [String]) -> String {
    lines.map(PowerShellText.comment).joined(separator: "\n")
  }
}

// MARK: - What depends on the plan

extension PowerShellDialect {
  private func openings(_ plan: FirewallPlan) -> String {
    "$openings = @(\n" + plan.openings.map { indented(table(of: $0, plan.key)) }.joined(separator: "\n") + "\n)"
  }

  private func table(_ opening: Opening, _ key: PlanKey) -> [(String, String)] {
    let address = opening.localAddress == .any ? "Any" : opening.localAddress.description
    return [
      ("Name", PowerShellText.quoted(opening.name(key))),
      ("Description", PowerShellText.quoted(opening.reason)),
      ("Direction", PowerShellText.quoted(opening.direction == .inbound ? "Inbound" : "Outbound")),
      ("LocalPort", PowerShellText.array([opening.localPorts.description])),
      ("LocalAddress", PowerShellText.array([address])),
      ("RemoteAddress", PowerShellText.array(opening.remote.windowsWords.map { $0 == "any" ? "Any" : $0 })),
    ]
  }

  private func table(of opening: Opening, _ key: PlanKey) -> String {
    let entries = table(opening, key).map { indented("\($0) = \($1)") }.joined(separator: "\n")
    return comments(opening.commentLines) + "\n@{\n" + entries + "\n}"
  }

  private func shippedNames(for plan: FirewallPlan) -> String {
    let entries = plan.openings.compactMap { opening in
      PredefinedRule(for: opening).map { rule in
        indented("\(PowerShellText.quoted(opening.name(plan.key))) = \(PowerShellText.quoted(rule.rawValue))")
      }
    }
    guard !entries.isEmpty else {
      return "# None of the rules that Windows ships says what is needed here.\n$shipped = @{}"
    }
    return
      "# The rules that Windows ships for these openings, by their internal names, which no language pack translates.\n"
      + "$shipped = @{\n" + entries.joined(separator: "\n") + "\n}"
  }

  private static let subject = "Windows Firewall rules for the FTP sites of IIS, in PowerShell."
  private static let notes = [
    "Run it as administrator; with -WhatIf it only says what it would do. Running it twice changes nothing more.",
    "Undo: run it with -Remove.",
    "Rules of the group 'ftpsgate' that are not in this script are removed, so that old ports do not stay open.",
    "IIS takes over a new passive port range when its service restarts: run it with -RestartService.",
  ]
  private static let removalSubject = "Takes away the Windows Firewall rules for the FTP sites of IIS, in PowerShell."
  private static let removalNotes = [
    "Run it as administrator; with -WhatIf it only says what it would do. Running it twice changes nothing more.",
    "Undo: run the script that ftpsgate writes without --remove.",
  ]
}
