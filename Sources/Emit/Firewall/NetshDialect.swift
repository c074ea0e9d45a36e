internal import Text
internal import Inet
internal import NetworkModel
internal import Reachability

extension FirewallTarget {
  /// Windows Firewall, with `netsh advfirewall` in a batch file; it knows the rules that Windows ships by their
  /// translated display names alone.
  public static let netsh = FirewallTarget(
    "netsh", "Windows Firewall, with netsh advfirewall in a batch file", fileEnding: "bat",
    capabilities: TargetCapabilities(
      clients: "networks", activeData: "outbound rules with local ports", limits: "lines of 8,191 characters",
      existingRules: """
        netsh tells in the language of Windows what a rule says, so that a rule of the same name stops the script before it \
        changes anything, unless /replace is given
        """,
      leftToReader: [
        "the rules that Windows ships, which netsh knows by translated names only: the script prints the commands for PowerShell",
        "rules of an earlier plan: its own script with --remove takes them away",
      ])
  ) { header, _ in NetshDialect(header: header) }
}

/// Windows Firewall rules through `netsh advfirewall`, in a batch file.
///
/// `if errorlevel 1` is no test, as it takes codes below 0 for success: `%errorlevel%` is compared with 0. Source: `if /?`.
struct NetshDialect: ReversibleDialect {
  /// Where the script comes from.
  let header: ScriptHeader

  func render(_ plan: FirewallPlan) throws(UnsupportedByTarget) -> String {
    let names = try Self.names(of: plan)
    var lines = Self.beginning(header.preamble(Self.subject, notes: Self.notes, for: plan))
    lines += NetshPart.arguments(plan.usesTLS ? ["replace", "disable-stateful-ftp"] : ["replace"]) + NetshPart.sight
    lines += ["", BatchText.comment("Nothing is changed where a rule of the plan is there already."), "set \"found=\""]
    for (index, name) in names.enumerated() {
      lines += [
        "netsh advfirewall firewall show rule \(name) >nul 2>&1", "if %errorlevel% neq 0 goto look\(index + 1)",
        "echo There is a rule \(plan.openings[index].name(plan.key)) already. 1>&2", "set \"found=yes\"",
        ":look\(index + 1)",
      ]
    }
    lines += NetshPart.stop
    if plan.usesTLS { lines += NetshPart.inspection }
    for (index, opening) in plan.openings.enumerated() {
      let fields = try Self.fields(of: opening)
      lines += opening.commentLines.map(BatchText.comment)
      lines += [
        "netsh advfirewall firewall set rule \(names[index]) new \(fields) >nul 2>&1",
        "if %errorlevel% equ 0 goto set\(index + 1)", "netsh advfirewall firewall add rule \(names[index]) \(fields)",
        NetshPart.check, ":set\(index + 1)", "echo set \(opening.name(plan.key))", "set \"changed=yes\"", "",
      ]
    }
    try Self.check(lines, of: plan)
    return BatchText.joined(lines + Self.messages(of: plan) + NetshPart.ending)
  }

  func renderRemoval(_ plan: FirewallPlan) throws(UnsupportedByTarget) -> String {
    var lines = Self.beginning(header.preamble(Self.removalSubject, notes: Self.removalNotes, for: plan))
    lines += NetshPart.arguments([]) + NetshPart.sight + [""]
    for (index, (opening, name)) in zip(plan.openings, try Self.names(of: plan)).enumerated() {
      lines += opening.commentLines.map(BatchText.comment)
      lines += [
        "netsh advfirewall firewall show rule \(name) >nul 2>&1", "if %errorlevel% neq 0 goto missing\(index + 1)",
        "netsh advfirewall firewall delete rule \(name) >nul", NetshPart.check,
        "echo removed \(opening.name(plan.key))", "set \"changed=yes\"", "goto next\(index + 1)",
        ":missing\(index + 1)",
        "echo There is no rule \(opening.name(plan.key)).", ":next\(index + 1)", "",
      ]
    }
    lines += ["if not defined changed echo There was nothing to remove."]
    if plan.usesTLS {
      lines.append(
        "echo If you turned stateful FTP inspection off: netsh advfirewall set global StatefulFtp enable turns it on.")
    }
    lines += [
      "echo If you narrowed the rule that Windows ships for FTP passive data, make it what it was with:",
      Self.echoedPowerShell(ports: PredefinedRule.passivePorts),
    ]
    return BatchText.joined(lines + NetshPart.ending)
  }
}

// MARK: - What depends on the plan

extension NetshDialect {
  private static func beginning(_ preamble: [String]) -> [String] {
    ["@echo off"] + preamble.map(BatchText.comment) + [
      "setlocal EnableExtensions DisableDelayedExpansion",
      // A variable of this name would hide the code of the last command.
      "set \"errorlevel=\"", "",
    ]
  }

  private static func names(of plan: FirewallPlan) throws(UnsupportedByTarget) -> [String] {
    try plan.openings.map { opening throws(UnsupportedByTarget) in
      try argument("name", opening.name(plan.key), of: opening)
    }
  }

  private static func fields(of opening: Opening) throws(UnsupportedByTarget) -> String {
    let address = opening.localAddress == .any ? "any" : opening.localAddress.description
    let description = try argument("description", opening.reason, of: opening)
    return [
      description, "dir=\(opening.direction == .inbound ? "in" : "out")", "action=allow", "enable=yes",
      "profile=any", "protocol=TCP", "localip=\(address)",
      "remoteip=\(opening.remote.windowsWords.joined(separator: ","))", "localport=\(opening.localPorts)",
      "service=ftpsvc",
      // The one argument in which cmd shall expand a variable.
      "program=\"%SystemRoot%\\System32\\svchost.exe\"",
    ].joined(separator: " ")
  }

  private static func argument(
    _ key: String, _ text: String, of opening: Opening
  ) throws(UnsupportedByTarget) -> String {
    guard let quoted = BatchText.quoted(text) else {
      throw UnsupportedByTarget(opening: opening, reason: "a batch file cannot hold its \(code: "\(key)")")
    }
    return "\(key)=\(quoted)"
  }

  /// Refuses lines that cmd would cut (Microsoft Learn, "Command prompt line string limitation").
  private static func check(_ lines: [String], of plan: FirewallPlan) throws(UnsupportedByTarget) {
    guard lines.contains(where: { $0.utf8.count > 8191 }),
      let opening = plan.openings.max(by: { $0.remote.windowsWords.count < $1.remote.windowsWords.count })
    else { return }
    throw UnsupportedByTarget(
      opening: opening,
      reason: "its clients are \(opening.remote.windowsWords.count) networks, which no line of a batch file holds")
  }

  /// netsh finds rules by display name only, and the shipped rules' are translated.
  private static func messages(of plan: FirewallPlan) -> [String] {
    let passive = PredefinedRule.passiveData.rawValue
    var lines = [
      "echo The rules are set, in all profiles.",
      "echo NOTE: the rule that Windows ships for FTP passive data still opens \(PredefinedRule.passivePorts) to ftpsvc, so that the",
      "echo range \(plan.passivePorts) restricts nothing yet. netsh knows that rule by its translated name only; narrow it with:",
      echoedPowerShell(ports: plan.passivePorts.description),
    ]
    let open = PredefinedRule.stillOpen(beside: plan).filter { $0.rawValue != passive || !plan.clients.isEmpty }
    if !open.isEmpty {
      lines += [
        "echo NOTE: these rules that Windows ships let in others than this plan says, if they are enabled. To disable them:",
        "echo   powershell -NoProfile -Command \"Disable-NetFirewallRule -Name "
          + open.map(\.rawValue).joined(separator: ",") + "\"",
      ]
    }
    return lines + [
      "echo A new passive port range takes effect when the service restarts: net stop ftpsvc, then net start ftpsvc",
      "echo To check what comes of it: reg export HKLM\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy firewall.reg",
      "echo and then: ftpsgate lint applicationHost.config --environment firewall.reg",
    ]
  }

  private static func echoedPowerShell(ports: String) -> String {
    "echo   powershell -NoProfile -Command \"Set-NetFirewallRule -Name \(PredefinedRule.passiveData.rawValue) "
      + "-LocalPort \(ports)\""
  }

  private static let subject = "Windows Firewall rules for the FTP sites of IIS, in netsh."
  private static let notes = [
    "Run it as administrator. Where a rule of the plan is there already it changes nothing and says so; with /replace it",
    "makes such rules what the plan says. With /disable-stateful-ftp it turns the firewall's FTP inspection off as well.",
    "Undo: run the script that ftpsgate writes with --remove for the same input.",
    "If ports or addresses changed, first run the script that --remove wrote for the old configuration.",
    "Windows Server 2008 R2 may ignore rules for a service until sc sidtype ftpsvc unrestricted and a restart of ftpsvc.",
  ]
  private static let removalSubject = "Takes away the Windows Firewall rules for the FTP sites of IIS, in netsh."
  private static let removalNotes = [
    "Run it as administrator. Running it twice changes nothing more.",
    "Undo: run the script that ftpsgate writes without --remove.",
  ]
}
