internal import Inet
internal import NetworkModel
internal import Reachability
internal import Text

extension FirewallTarget {
  /// A Linux gateway before the server, with a file for `nft -f`.
  public static let nftables = FirewallTarget(
    "nftables", "a Linux gateway before the server, with a file for nft -f", fileEnding: "nft",
    capabilities: TargetCapabilities(
      clients: "networks",
      activeData: "rules with the server's source ports, and for the replies to these connections",
      limits: """
        over IPv4 alone where no file tells an address of the server, and one IPv4 address of the server behind its \
        public ones
        """,
      existingRules: """
        nft cannot tell what somebody has changed, so that a chain or a table of the plan's name stops the whole file, \
        which is one transaction; with add in place of create it replaces both as a whole; rules of others stand in \
        other chains
        """,
      leftToReader: [
        "the jump to the plan's chain, once, from the chain that filters what is forwarded: the header has the command",
        "source NAT, for active data that leaves the server with its private address",
        "ICMP errors of these connections, which rules for related packets let through",
        "that the rules outlast a restart: the header says where the file is included",
      ])
  ) { header, _ in NftablesDialect(header: header) }
}

/// Rules of a Linux gateway: a chain in the table that filters forwarded packets already, and a table that translates.
///
/// A packet that one base chain accepts still runs through all others of its hook, so that only rules in the chain of
/// the administrator's own filter open anything (nft(8), "Verdict statement"). Everything is one transaction, and fails
/// as a whole: `create` fails where something is there, since nft has no condition by which a file could see that
/// somebody has narrowed it.
struct NftablesDialect: ReversibleDialect {
  /// Where the file comes from.
  let header: ScriptHeader

  func render(_ plan: FirewallPlan) throws(UnsupportedByTarget) -> String {
    let rules = try plan.gatewayRules
    let translation = try NftablesTranslation(plan, rules)
    let notes = Self.notes(plan, rules, translation)
    return file(
      header.preamble(
        "nftables rules for the FTP sites of IIS, for a Linux gateway before the server.", notes: notes, for: plan),
      [Self.guards(plan), Self.chain(plan, rules)] + (translation.rules.isEmpty ? [] : [Self.table(plan, translation)]))
  }

  func renderRemoval(_ plan: FirewallPlan) -> String {
    file(
      header.preamble(
        "Takes away the nftables rules for the FTP sites of IIS from a Linux gateway.", notes: Self.removalNotes(plan),
        for: plan),
      [Self.removal(plan)])
  }

  private func file(_ comments: [String], _ parts: [String]) -> String {
    ([comments.map(NftablesText.comment).joined(separator: "\n")] + parts).joined(separator: "\n\n") + "\n"
  }
}

// MARK: - Statements

extension NftablesDialect {
  /// Statements that fail where something of the plan's name is there, and clear it where they were made to go on.
  private static func guards(_ plan: FirewallPlan) -> String {
    """
    # These fail where the chain or the table is there. With add in place of create, the next two clear them.
    create chain inet filter \(plan.chain)
    create table ip \(plan.chain)
    flush chain inet filter \(plan.chain)
    delete table ip \(plan.chain)
    """
  }

  private static func chain(_ plan: FirewallPlan, _ rules: [NftablesRule]) -> String {
    """
    table inet filter {
      chain \(plan.chain) {
    \(rules.map { indented(lines(of: $0).joined(separator: "\n"), by: 4) }.joined(separator: "\n\n"))
      }
    }
    """
  }

  /// A rule for the side that begins, and one for the other side, so that nothing else must let the replies through.
  private static func lines(of rule: NftablesRule) -> [String] {
    let ports = NftablesText.set(rule.ports)
    let toServer = rule.clientTerms("saddr") + rule.serverTerms("daddr") + ["tcp dport", ports]
    let fromServer = rule.serverTerms("saddr") + rule.clientTerms("daddr") + ["tcp sport", ports]
    let (first, other) = rule.direction == .inbound ? (toServer, fromServer) : (fromServer, toServer)
    return comments(on: rule).map(NftablesText.comment) + [
      (first + ["ct direction original ct state new,established accept"]).joined(separator: " "),
      (other + ["ct direction reply ct state established accept"]).joined(separator: " "),
    ]
  }

  private static func comments(on rule: NftablesRule) -> [String] {
    var lines = rule.openings.flatMap { opening in
      ["\(opening.localPorts): \(opening.reason)"] + opening.origins.map { "  From: " + abbreviated($0) }
    }
    if let address = rule.servers.compactMap(\.publicAddress).first {
      lines.append("NOTE: \(address) is a public address. If the gateway translates it, this rule never matches.")
    }
    return lines
  }

  private static func table(_ plan: FirewallPlan, _ translation: NftablesTranslation) -> String {
    """
    table ip \(plan.chain) {
      chain prerouting {
        type nat hook prerouting priority dstnat; policy accept;
    \(indented(translation.rules.joined(separator: "\n"), by: 4))
      }
    }
    """
  }

  /// What is not there is made first, so that a second run fails at nothing.
  private static func removal(_ plan: FirewallPlan) -> String {
    """
    add chain inet filter \(plan.chain)
    flush chain inet filter \(plan.chain)
    delete chain inet filter \(plan.chain)
    add table ip \(plan.chain)
    delete table ip \(plan.chain)
    """
  }
}

extension GatewayServer {
  /// The address where it is a public one.
  fileprivate var publicAddress: IPv4Address? {
    if case .known(.v4(let address)) = self, address.scope == .publicUse { address } else { nil }
  }
}

extension FirewallPlan {
  /// The name of the plan's chain, and of its table: letters, digits and hyphens, a letter first.
  var chain: String { "ftpsgate-\(key)" }
}
