internal import Inet
internal import NetworkModel
internal import Reachability
internal import Text

extension FirewallTarget {
  /// Windows Firewall, with a playbook of Ansible.
  public static let ansible = FirewallTarget(
    "ansible", "Windows Firewall, with a playbook of Ansible (community.windows)", fileEnding: "yml",
    capabilities: TargetCapabilities(
      clients: "networks", activeData: "outbound rules with local ports", limits: "none",
      existingRules: """
        a rule of the plan's name that says anything else stops the play at that machine before it changes anything, unless \
        ftpsgate_replace is true
        """,
      leftToReader: [
        "rules of an earlier plan that this one does not have: the playbook of --remove takes all rules of the plan's group away",
        "the rules that Windows ships, which may let in more than the plan does: ftpsgate lint names those that do",
        "IPv6 networks and addresses, which Windows may give back in another spelling: a second run may stop at these",
      ])
  ) { header, _ in AnsibleDialect(header: header) }
}

/// Windows Firewall rules as a playbook for `community.windows.win_firewall_rule`.
///
/// The module changes whatever it finds under a name. So the play asks it first what it would do, and stops where that is more
/// than nothing to a rule that is there. Source: ansible-collections/community.windows, `plugins/modules/win_firewall_rule.ps1`.
struct AnsibleDialect: ReversibleDialect {
  /// Where the output comes from.
  let header: ScriptHeader

  func render(_ plan: FirewallPlan) throws(UnsupportedByTarget) -> String {
    try plan.checkWindowsFirewall()
    let preamble = header.preamble(Self.subject, notes: Self.notes + plan.windowsFirewallNotes, for: plan)
    let rules = plan.openings.flatMap { Self.rule($0, of: plan) }
    return playbook(preamble, AnsiblePart.beginning + AnsiblePart.variables + rules + AnsiblePart.tasks)
  }

  func renderRemoval(_ plan: FirewallPlan) -> String {
    let preamble = header.preamble(Self.removalSubject, notes: Self.removalNotes, for: plan)
    return playbook(preamble, AnsiblePart.beginning + AnsiblePart.removal(of: Self.group(of: plan)))
  }

  private func playbook(_ comments: [String], _ lines: [String]) -> String {
    (["---"] + comments.map(ShellText.comment) + [""] + lines).joined(separator: "\n") + "\n"
  }
}

// MARK: - What depends on the plan

extension AnsibleDialect {
  /// What the module is given for one rule, as an element of a list.
  private static func rule(_ opening: Opening, of plan: FirewallPlan) -> [String] {
    let fields = [
      ("name", opening.name(plan.key)), ("group", group(of: plan)), ("description", opening.reason),
      ("direction", opening.direction == .inbound ? "in" : "out"), ("localport", "\(opening.localPorts)"),
      ("localip", localWord(opening)), ("remoteip", remoteWords(opening).joined(separator: ",")),
    ].map { key, value in "\(key): \(YAMLText.quoted(value))" }
    return opening.commentLines.map { "      " + ShellText.comment($0) }
      + fields.enumerated().map { ($0 == 0 ? "      - " : "        ") + $1 }
  }

  /// The group of all rules of a plan, and of no other one.
  private static func group(of plan: FirewallPlan) -> String { "ftpsgate-\(plan.key)" }

  private static func localWord(_ opening: Opening) -> String {
    IPPrefix(opening.localAddress.description)?.withMask ?? "any"
  }

  private static func remoteWords(_ opening: Opening) -> [String] {
    opening.remote.isAnyone ? ["any"] : opening.remote.addresses.prefixes.map(\.withMask)
  }

  private static let subject = "Windows Firewall rules for the FTP sites of IIS, as a playbook of Ansible."
  private static let notes = [
    "Run it on the machines or groups of your inventory: ansible-playbook FILE -e ftp_servers=NAME",
    "It looks first. A rule of this plan that says anything else stops the play before it changes anything at that machine;",
    "-e ftpsgate_replace=true makes such rules what the plan says. Running it twice changes nothing more.",
    "The module says nothing of edge traversal and interfaces: what somebody set of these stays.",
    "Undo: run the playbook that ftpsgate writes with --remove for the same input.",
    "To check what comes of it, on the server: reg export HKLM\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy firewall.reg",
    "and then: ftpsgate lint applicationHost.config --environment firewall.reg",
  ]
  private static let removalSubject =
    "Takes away the Windows Firewall rules for the FTP sites of IIS, as a playbook of Ansible."
  private static let removalNotes = [
    "Run it on the machines or groups of your inventory: ansible-playbook FILE -e ftp_servers=NAME",
    "It takes away every rule of this plan's group, those of an earlier plan of its name too, and no other one.",
    "Undo: run the playbook that ftpsgate writes without --remove.",
  ]
}

extension IPPrefix {
  /// The network as Windows gives it back: `203.0.113.0/255.255.255.0`, as the module compares texts.
  ///
  /// Source: Microsoft Learn, "INetFwRule::get_RemoteAddresses"; for IPv6 it names no spelling.
  fileprivate var withMask: String {
    guard case .v4(let address) = first else { return description }
    let mask = length == 0 ? 0 : UInt32.max << UInt32(32 - length)
    return "\(address)/\(IPv4Address(rawValue: mask))"
  }
}
