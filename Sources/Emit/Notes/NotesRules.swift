internal import Inet
internal import NetworkModel
internal import Reachability
internal import Text

/// The part of the notes about network security groups.
struct NotesRules {
  let plan: FirewallPlan
  /// The rules; made once, as each is held against all that stand already.
  private let rules: [NSGRule]

  init(plan: FirewallPlan) {
    self.plan = plan
    rules = plan.securityRules
  }

  var text: String {
    (["## Network security group rules", introduction, table] + faults + [MarkdownText.list(remarks)])
      .joined(separator: "\n\n")
  }

  private var introduction: String {
    let range = plan.passivePorts
    let whole = range.count == 1 ? "the passive port \(range)" : "the whole range \(range)"
    return """
      Each rule allows TCP. A network security group is stateful, but it does not know FTP: every passive data connection \
      is a new connection to it, so \(whole) must be open, not the control ports alone.
      """
  }

  private var table: String {
    MarkdownText.table(
      ["Priority", "Name", "Direction", "Source", "Source port", "Destination", "Destination port", "Why"],
      rules.filter { $0.fault == nil }.map { rule in
        [
          "\(rule.priority)", "`\(rule.name)`", rule.direction == .inbound ? "Inbound" : "Outbound",
          rule.direction == .inbound ? clients(rule) : serverAddresses(rule), ports(rule.sourcePorts),
          rule.direction == .inbound ? serverAddresses(rule) : clients(rule), ports(rule.destinationPorts), why(rule),
        ]
      })
  }

  private func serverAddresses(_ rule: NSGRule) -> String {
    rule.localAddresses == [.any]
      ? "Any, or the server's private address" : rule.localAddresses.map(\.description).joined(separator: ", ")
  }

  private func clients(_ rule: NSGRule) -> String {
    rule.peer == .anyone ? "Any" : rule.peer.words.joined(separator: ", ")
  }

  private func ports(_ ports: [PortRange]) -> String {
    ports.isEmpty ? "Any" : ports.map(\.description).joined(separator: ", ")
  }

  private func why(_ rule: NSGRule) -> String {
    rule.openings.map { "\($0.localPorts): \($0.reason)" }.joined(separator: "; ")
  }

  /// What Azure would refuse or never apply.
  private var faults: [String] {
    let shown = rules.compactMap(\.fault).distinct.prefix(5)
    var paragraphs: [String] =
      shown.isEmpty
      ? [] : ["Not in the table:", MarkdownText.list(shown.map { $0.text(in: MarkdownStyle()).sentence })]
    let publicAddresses = Set(rules.flatMap(\.publicAddresses)).sorted().map(\.description)
    if !publicAddresses.isEmpty {
      paragraphs.append(
        "**Bindings name the public \(publicAddresses.count == 1 ? "address" : "addresses") "
          + Array(publicAddresses.prefix(10)).inWords
          + ".** If Azure translates it to a private one, IIS never sees it, and no inbound rule that has it as its "
          + "destination ever matches. Bind to the private address.")
    }
    return paragraphs
  }

  private var clientsRemark: String {
    guard plan.clients.isEmpty else {
      return """
        The rules let in \(MarkdownText.codes(plan.clients.map(\.description))), for control and data alike: a client that is \
        let in to the control ports alone can log on, and then hangs.
        """
    }
    return """
      Source Any is the whole Internet. If you know your partners' addresses, give them to `--from`, for control and data \
      alike: a client that is let in to the control ports alone can log on, and then hangs.
      """
  }

  private var remarks: [String] {
    var remarks = [
      """
      The destination of an inbound rule is the server's **private** address: Azure translates the public address before \
      it applies the rules. A rule with the public address as its destination never matches.
      """,
      """
      Leave the source port of the inbound rules at Any. The server's ports are the destination; a rule with them as \
      source ports lets nobody in.
      """,
      """
      If the subnet and the network interface each have a network security group, **both** must allow this. One is enough; \
      Microsoft recommends to use one of the two only.
      """,
      clientsRemark,
      """
      Priorities from \(plan.lowestPriority) on are a choice (`--priority`). Each must be free in its direction and come before any rule that denies; \
      without a rule, AllowVnetInBound (65000) lets the virtual network in and DenyAllInBound (65500) stops the rest.
      """,
      """
      Windows Firewall on the server must let the same ports in. `ftpsgate firewall --target powershell` writes its rules, \
      `--target azure-cli` those of the table.
      """,
    ]
    if rules.contains(where: { $0.direction == .outbound }) {
      remarks.append(
        """
        The outbound rules are for active mode. They change nothing as long as AllowInternetOutBound (65001) holds; you \
        need them only where a rule of yours denies outbound connections.
        """)
    }
    return remarks
  }
}

extension String {
  /// The text with its first letter in upper case.
  fileprivate var sentence: String { prefix(1).uppercased() + dropFirst() }
}
