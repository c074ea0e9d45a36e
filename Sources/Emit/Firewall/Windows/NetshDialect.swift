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
        what Windows makes of each rule is recorded in the registry; a rule of the plan's name that is anything else than what \
        is on record stops the script before it changes anything, unless /replace is given; rules on record that the plan does \
        not have any more are removed last
        """,
      leftToReader: [
        "the rules that Windows ships, which netsh knows by translated names only: the script prints the commands for PowerShell",
        "stateful FTP inspection, a setting of the whole machine: /disable-stateful-ftp turns it off",
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
    try plan.checkWindowsFirewall()
    let (names, mark) = (try Self.names(of: plan), try Self.mark(plan))
    let notes = Self.notes + plan.windowsFirewallNotes
    var lines = Self.beginning(header.preamble(Self.subject, notes: notes, for: plan))
    lines += NetshPart.arguments(plan.usesTLS ? ["replace", "disable-stateful-ftp"] : ["replace"])
    lines += NetshRecord.places(plan.key) + NetshPart.sight
    lines += ["", BatchText.comment("What somebody else has set or changed is not this script's to change.")]
    lines += ["set \"found=\"", "set \"todo=\""]
    for (index, name) in names.enumerated() {
      lines += [
        "call :look \(name)", "set \"is\(index + 1)=%is%\"", "if \"%is%\"==\"missing\" set \"todo=yes\"",
      ]
    }
    lines += [NetshRecord.each(plan.key, "stale")] + NetshRecord.whetherWritten(mark) + NetshPart.stop
    if plan.usesTLS { lines += NetshPart.inspection }
    lines += NetshRecord.beginning
    for (index, opening) in plan.openings.enumerated() {
      lines += try Self.setting(opening, names[index], plan.key, number: index + 1)
    }
    lines += [NetshRecord.each(plan.key, "drop"), "if defined failed goto failed"] + NetshRecord.end(mark)
    try Self.check(lines, of: plan)
    lines += Self.messages(of: plan) + NetshPart.ending + NetshRecord.unkept + Self.planned(names)
    return BatchText.joined(
      lines + NetshRecord.seeing + NetshRecord.looking + NetshRecord.keeping + NetshRecord.dropping)
  }

  func renderRemoval(_ plan: FirewallPlan) throws(UnsupportedByTarget) -> String {
    let names = try Self.names(of: plan)
    var lines = Self.beginning(header.preamble(Self.removalSubject, notes: Self.removalNotes, for: plan))
    lines += NetshPart.arguments(["replace"]) + NetshRecord.places(plan.key) + NetshPart.sight
    lines += ["", BatchText.comment("Without a rule that somebody made block, what it blocked would be open.")]
    lines += ["set \"found=\""] + names.map { "call :weigh \($0)" } + [NetshRecord.each(plan.key, "weigh-stale")]
    lines += NetshPart.stopOfRemoval
    for (opening, name) in zip(plan.openings, names) {
      lines +=
        opening.commentLines.map(BatchText.comment) + ["call :remove \(name)", "if defined failed goto failed", ""]
    }
    lines += [NetshRecord.each(plan.key, "remove-stale"), "if defined failed goto failed"] + NetshRecord.forgetting
    lines += ["if not defined changed echo There was nothing to remove."]
    if plan.usesTLS {
      lines.append(
        "echo If you turned stateful FTP inspection off: netsh advfirewall set global StatefulFtp enable turns it on.")
    }
    lines += [
      "echo If you narrowed the rule that Windows ships for FTP passive data, make it what it was with:",
      Self.echoedPowerShell(ports: PredefinedRule.passivePorts), "exit /b 0",
    ]
    return BatchText.joined(
      lines + NetshPart.ending + Self.planned(names) + NetshRecord.weighing + NetshRecord.removing)
  }

  /// What stands on record while all rules are as this script sets them: a digest of what it asks for, and of nothing else.
  private static func mark(_ plan: FirewallPlan) throws(UnsupportedByTarget) -> String {
    let wanted = try plan.openings.map { opening throws(UnsupportedByTarget) in
      opening.name(plan.key) + " " + (try fields(of: opening))
    }
    return sha256(wanted.joined(separator: "\n").utf8)
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

  /// The names of all rules, in quotation marks.
  private static func names(of plan: FirewallPlan) throws(UnsupportedByTarget) -> [String] {
    try plan.openings.map { opening throws(UnsupportedByTarget) in
      try quoted("name", opening.name(plan.key), of: opening)
    }
  }

  /// Whether a name is one of the plan's.
  private static func planned(_ names: [String]) -> [String] {
    [":planned"] + names.map { "if /i \"%~1\"==\($0) exit /b 0" } + ["exit /b 1", ""]
  }

  /// Makes one rule what the plan says.
  ///
  /// One that somebody has changed is made anew, as `set` leaves what it is not told.
  private static func setting(
    _ opening: Opening, _ name: String, _ key: PlanKey, number: Int
  ) throws(UnsupportedByTarget) -> [String] {
    let (rule, fields) = ("netsh advfirewall firewall", try fields(of: opening))
    return opening.commentLines.map(BatchText.comment) + [
      "if \"%is\(number)%\"==\"same\" goto set\(number)", "if \"%is\(number)%\"==\"missing\" goto add\(number)",
      "\(rule) delete rule name=\(name) >nul", NetshPart.check, "set \"changed=yes\"",
      "echo removed \(opening.name(key)), to set it anew", ":add\(number)",
      "\(rule) add rule name=\(name) \(fields) >nul", NetshPart.check, "goto keep\(number)", ":set\(number)",
      "\(rule) set rule name=\(name) new \(fields) >nul", NetshPart.check, ":keep\(number)", "set \"changed=yes\"",
      "echo set \(opening.name(key))", "call :keep \(name)", "if %errorlevel% neq 0 goto unkept", "",
    ]
  }

  private static func fields(of opening: Opening) throws(UnsupportedByTarget) -> String {
    let address = opening.localAddress == .any ? "any" : opening.localAddress.description
    let description = try quoted("description", opening.reason, of: opening)
    return [
      "description=\(description)", "dir=\(opening.direction == .inbound ? "in" : "out")", "action=allow", "enable=yes",
      "profile=any", "protocol=TCP", "localip=\(address)",
      "remoteip=\(opening.remote.windowsWords.joined(separator: ","))", "localport=\(opening.localPorts)",
      "service=ftpsvc",
      // The one argument in which cmd shall expand a variable.
      "program=\"%SystemRoot%\\System32\\svchost.exe\"",
    ].joined(separator: " ")
  }

  private static func quoted(
    _ key: String, _ text: String, of opening: Opening
  ) throws(UnsupportedByTarget) -> String {
    guard let quoted = BatchText.quoted(text) else {
      throw UnsupportedByTarget(opening: opening, reason: "a batch file cannot hold its \(code: "\(key)")")
    }
    return quoted
  }

  /// Refuses lines that cmd would cut (Microsoft Learn, "Command prompt line string limitation"), in the script and where it
  /// reads and records what Windows has made of a rule.
  private static func check(_ lines: [String], of plan: FirewallPlan) throws(UnsupportedByTarget) {
    guard let opening = plan.openings.max(by: { recordLength($0) < recordLength($1) }),
      recordLength(opening) > 8191 || lines.contains(where: { $0.utf8.count > 8191 })
    else { return }
    throw UnsupportedByTarget(
      opening: opening,
      reason: "its clients are \(opening.remote.windowsWords.count) networks, which no line of a batch file holds")
  }

  /// How long a line can become that holds a rule's text: each network has a key, and a mask in place of its length.
  private static func recordLength(_ opening: Opening) -> Int {
    opening.remote.windowsWords.reduce(700) { $0 + $1.utf8.count + 20 }
  }

  /// netsh finds rules by display name only, and the shipped rules' are translated.
  private static func messages(of plan: FirewallPlan) -> [String] {
    let passive = PredefinedRule.passiveData.rawValue
    var lines = [
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
      "echo and then: ftpsgate lint applicationHost.config --environment firewall.reg", "exit /b 0",
    ]
  }

  private static func echoedPowerShell(ports: String) -> String {
    "echo   powershell -NoProfile -Command \"Set-NetFirewallRule -Name \(PredefinedRule.passiveData.rawValue) "
      + "-LocalPort \(ports)\""
  }

  private static let subject = "Windows Firewall rules for the FTP sites of IIS, in netsh."
  private static let notes = [
    "Run it as administrator. What Windows makes of each rule is recorded in HKLM\\SOFTWARE\\ftpsgate-netsh, so that a rule which",
    "somebody has changed stops it before it changes anything; with /replace it makes such rules what the plan says. Rules on",
    "record that the plan does not have any more are removed last. Running it twice changes nothing more.",
    "With /disable-stateful-ftp it turns the firewall's FTP inspection off as well.",
    "Undo: run the script that ftpsgate writes with --remove for the same input.",
    "Windows Server 2008 R2 may ignore rules for a service until sc sidtype ftpsvc unrestricted and a restart of ftpsvc.",
  ]
  private static let removalSubject = "Takes away the Windows Firewall rules for the FTP sites of IIS, in netsh."
  private static let removalNotes = [
    "Run it as administrator. It takes away the rules of this plan, and all that are on record for plans of its name. A rule",
    "that somebody has made block stops it before it changes anything, unless /replace is given. Running it twice changes",
    "nothing more.",
    "Undo: run the script that ftpsgate writes without --remove.",
  ]
}
