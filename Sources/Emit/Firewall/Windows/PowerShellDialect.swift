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
      limits: "none",
      existingRules: """
        a rule of the plan's name that says anything else stops the script before it changes anything, and so does one of the \
        plan's group that the plan does not have and that is not for the plan's clients and addresses, or one that Windows ships \
        and somebody has narrowed, unless -Replace is given; other rules of the plan's group that the plan does not have any more \
        are removed last; rules that Windows ships are narrowed to the plan where they are as shipped, and what they were is \
        recorded and restored by -Remove
        """,
      leftToReader: [
        "rules that Windows ships and somebody has changed, or that no site of the plan uses: the script names them and leaves them",
        "stateful FTP inspection, a setting of the whole machine: -DisableStatefulFtp turns it off",
        "profiles in which group policy or AllowInboundRules leaves local rules without effect: the script names them",
      ])
  ) { PowerShellDialect(header: $0, usesShippedRules: $1) }
}

/// Windows Firewall rules through the NetSecurity cmdlets.
///
/// The script looks before it changes anything, records what it changes of what Windows ships, and looks again. Every change asks
/// `ShouldProcess` and names `-ErrorAction Stop` itself: the NetSecurity cmdlets are module functions, which see neither
/// `$WhatIfPreference` nor `$ErrorActionPreference` of the script that calls them.
struct PowerShellDialect: ReversibleDialect {
  /// Where the script comes from.
  let header: ScriptHeader
  /// Whether rules that Windows ships stand in for own ones.
  let usesShippedRules: Bool

  func render(_ plan: FirewallPlan) throws(UnsupportedByTarget) -> String {
    try plan.checkWindowsFirewall()
    let switches = Self.switches(plan)
    var parts = [
      comments(header.preamble(Self.subject, notes: Self.notes(plan) + plan.windowsFirewallNotes, for: plan)),
      PowerShellPart.help(
        synopsis: Self.subject, description: Self.description, switches: switches, examples: Self.examples),
      PowerShellPart.parameters(switches), group(plan), openings(plan), shippedRules(for: plan),
    ]
    parts += [PowerShellPart.common] + Self.functions
    parts.append("if ($Remove) {\n" + indented(PowerShellUndo.all + "\nreturn") + "\n}")
    parts += [
      PowerShellNarrowed.functions, PowerShellRun.profiles, PowerShellRun.shipped, PowerShellRun.blocking,
      PowerShellRun.own, PowerShellNarrowed.stale, PowerShellNarrowed.shipped,
    ]
    if plan.usesTLS { parts.append(PowerShellRun.inspection) }
    parts += [
      PowerShellPart.stop, PowerShellRun.changes(inspection: plan.usesTLS), PowerShellRun.confirmation,
      PowerShellRun.summary,
    ]
    return parts.joined(separator: "\n\n") + "\n"
  }

  func renderRemoval(_ plan: FirewallPlan) -> String {
    let parts = [
      comments(header.preamble(Self.removalSubject, notes: Self.removalNotes, for: plan)),
      PowerShellPart.help(
        synopsis: Self.removalSubject, description: Self.removalDescription, switches: [Self.replaceOnRemoval],
        examples: Self.removalExamples),
      PowerShellPart.parameters([Self.replaceOnRemoval]), group(plan),
    ]
    return (parts + Self.functions + [PowerShellUndo.all]).joined(separator: "\n\n") + "\n"
  }

  private static let functions = [
    PowerShellPart.memory, PowerShellPart.reading, PowerShellPart.telling, PowerShellPart.record,
  ]

  private func comments(_ lines: [String]) -> String {
    lines.map(PowerShellText.comment).joined(separator: "\n")
  }
}

// MARK: - What depends on the plan

extension PowerShellDialect {
  private func group(_ plan: FirewallPlan) -> String {
    "# The group of all rules of this plan, and of no other one.\n"
      + "$group = \(PowerShellText.quoted("ftpsgate-\(plan.key)"))"
  }

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
      ("RemoteAddress", PowerShellText.array(Self.clients(of: [opening]))),
    ]
  }

  private func table(of opening: Opening, _ key: PlanKey) -> String {
    comments(opening.commentLines) + "\n" + Self.table(table(opening, key))
  }

  private static func table(_ entries: [(String, String)]) -> String {
    "@{\n" + entries.map { indented("\($0) = \($1)") }.joined(separator: "\n") + "\n}"
  }

  /// The shipped rules that matter to a plan: what each opens as shipped, what the plan needs of it, and which opening it can
  /// stand in for.
  private func shippedRules(for plan: FirewallPlan) -> String {
    let tables = PredefinedRule.allCases.compactMap { rule -> String? in
      let openings = plan.openings.filter(rule.concerns)
      let standsFor = usesShippedRules ? openings.first { PredefinedRule(for: $0) == rule } : nil
      guard rule.isInbound || !openings.isEmpty else { return nil }
      let ports = rule == .passiveData ? plan.passivePorts.description : rule.shippedPorts
      return indented(
        Self.table([
          ("Name", PowerShellText.quoted(rule.rawValue)),
          ("ShippedPort", PowerShellText.array([rule.shippedPorts])),
          ("LocalPort", PowerShellText.array(openings.isEmpty ? [] : [ports])),
          ("RemoteAddress", PowerShellText.array(Self.clients(of: openings))),
          ("StandsFor", PowerShellText.quoted(standsFor?.name(plan.key) ?? "")),
        ]))
    }
    return """
      # The rules that Windows ships with the FTP role, by their internal names, which no language pack translates: the ports that each
      # opens as shipped, what this plan needs of it, and which rule of the plan it can stand in for.
      $shippedRules = @(
      \(tables.joined(separator: "\n"))
      )
      """
  }

  /// Who is on the other side of some openings, each network once.
  private static func clients(of openings: [Opening]) -> [String] {
    if openings.contains(where: \.remote.isAnyone) { return ["Any"] }
    var seen: Set<String> = []
    return openings.flatMap(\.remote.windowsWords).filter { seen.insert($0).inserted }
  }
}

// MARK: - What header and help say

extension PowerShellDialect {
  private static func switches(_ plan: FirewallPlan) -> [PowerShellPart.Switch] {
    var switches: [PowerShellPart.Switch] = [
      (
        "Replace",
        [
          "Makes rules of this plan that somebody has changed what the plan says, removes those of its group that are not in the",
          "plan, whatever they say, and opens what the plan says beside rules that Windows ships and somebody has narrowed; without",
          "it they stop the script before it changes anything. With -Remove, removes rules that do not allow, too.",
        ]
      )
    ]
    if plan.usesTLS {
      switches.append(
        (
          "DisableStatefulFtp",
          [
            "Turns stateful FTP inspection off, for the whole machine; -Remove makes it what it was. Windows Firewall cannot read a",
            "control channel that TLS encrypts, so for FTP over TLS the inspection only gets in the way.",
          ]
        ))
    }
    return switches + [
      ("RestartService", ["Restarts the service ftpsvc, so that IIS takes over a new passive port range."]),
      (
        "Remove",
        [
          "Removes the rules of this plan. Once no other plan has rules here, it also makes rules that Windows ships, and FTP",
          "inspection, what they were, where they still are as scripts of this kind wrote them.",
        ]
      ),
    ]
  }

  private static let replaceOnRemoval: PowerShellPart.Switch = (
    "Replace", ["Removes rules of this plan that do not allow any more, too; without it they stop the script."]
  )

  private static let subject = "Windows Firewall rules for the FTP sites of IIS, in PowerShell."
  private static let description = [
    "Looks first: where a rule of the plan says anything else, where one that is not in the plan is not for its clients and",
    "addresses, where a rule that Windows ships blocks what the plan opens or was narrowed by somebody, or where no profile heeds",
    "local rules, nothing is changed and one error names all that is in the way. Then it creates what is missing, narrows rules",
    "that Windows ships to the plan where they are as shipped, removes rules of this plan that are not needed any more, and looks",
    "again. It puts out one object that says what was done; -Verbose tells each step, and -WhatIf only says what would be done.",
  ]
  private static let examples = [
    ["powershell -ExecutionPolicy Bypass -File FILE -WhatIf", "Says what would be done, and changes nothing."],
    [
      "powershell -ExecutionPolicy Bypass -File FILE -RestartService",
      "Opens what the plan says, and restarts the service.",
    ],
    ["powershell -ExecutionPolicy Bypass -File FILE -Remove", "Takes everything back."],
  ]

  private static func notes(_ plan: FirewallPlan) -> [String] {
    var notes = [
      "Run it as administrator; with -WhatIf it only says what it would do. Running it twice changes nothing more.",
      "Undo: run it with -Remove, or the script that ftpsgate writes with --remove.",
      "A rule of this plan that somebody has changed stops it before it changes anything; -Replace makes it what the plan says.",
      "Rules that an earlier plan of this name, or another server, has left for other clients or addresses stop it too, as do rules",
      "that Windows ships and somebody has narrowed to less than the plan says: with -Replace the former go, and the latter stay.",
      "Rules that Windows ships are narrowed to the plan where they are as shipped, since a narrow rule beside a wide one",
      "restricts nothing; what they were is recorded in HKLM:\\SOFTWARE\\ftpsgate, from where -Remove restores it.",
    ]
    if !plan.clients.isEmpty, !plan.leftOutSites.isEmpty {
      notes += [
        "Clients of sites that are left out below lose what shipped rules opened to them: write a script for those sites too."
      ]
    }
    if plan.usesTLS {
      notes += [
        "With -DisableStatefulFtp it turns the firewall's FTP inspection off, which cannot read a control channel that TLS",
        "encrypts and only gets in the way: one setting for the whole machine, so it is left to you.",
      ]
    }
    return notes + [
      "IIS takes over a new passive port range when its service restarts: run it with -RestartService.",
      "Servers and --site scripts with plans of different names (--name) leave each other's rules alone.",
    ]
  }

  private static let removalSubject = "Takes away the Windows Firewall rules for the FTP sites of IIS, in PowerShell."
  private static let removalDescription = [
    "Removes the rules of one plan. Once no other plan has rules here, it also makes rules that Windows ships, and FTP inspection,",
    "what they were, where they still are as scripts of this kind wrote them. It puts out one object that says what was done.",
  ]
  private static let removalExamples = [
    ["powershell -ExecutionPolicy Bypass -File FILE -WhatIf", "Says what would be done, and changes nothing."],
    ["powershell -ExecutionPolicy Bypass -File FILE", "Takes everything back."],
  ]
  private static let removalNotes = [
    "Run it as administrator; with -WhatIf it only says what it would do. Running it twice changes nothing more.",
    "Undo: run the script that ftpsgate writes without --remove.",
  ]
}
