internal import Inet
internal import NetworkModel
internal import Reachability

// What the header says of the file, to whoever applies it.
extension NftablesDialect {
  /// What whoever applies the file should know, in the order in which it is needed.
  static func notes(
    _ plan: FirewallPlan, _ rules: [NftablesRule], _ translation: NftablesTranslation
  ) -> [String] {
    let isGiven = rules.contains { $0.servers.contains(.given) }
    return use(isGiven: isGiven) + [""] + jump(plan) + [""] + again(plan, isGiven: isGiven) + [""]
      + addresses(plan, translation) + [""] + [
        "No conntrack helper for FTP is set: none can read FTP under TLS, and these rules need none. One that is there",
        "stays. ICMP errors of these connections, which tell the path MTU, are not let through here: in most gateways",
        "a rule for related packets does that.",
      ]
  }

  private static func use(isGiven: Bool) -> [String] {
    let call =
      isGiven
      ? [
        "Apply it on the gateway: nft -D server=10.0.0.4 -f FILE",
        "with the server's own IPv4 address in place of 10.0.0.4, which is in no file. Give an address, not a network.",
      ] : ["Apply it on the gateway: nft -f FILE"]
    return call + [
      "It is one transaction: all of it takes effect, or nothing. The table inet filter must be there; where it is",
      "called otherwise, write that name in place of inet filter. Nothing else in it is touched.",
    ]
  }

  private static func jump(_ plan: FirewallPlan) -> [String] {
    [
      "Once, send what is forwarded to these rules, which nft cannot do only where it is missing:",
      "  nft add rule inet filter forward jump \(plan.chain)",
      "Where a rule of that chain drops or rejects the rest, put the jump before it; its handle, N, stands in what",
      "nft -a list chain inet filter forward prints:",
      "  nft insert rule inet filter forward handle N jump \(plan.chain)",
      "Where that chain lets everything through, no jump is needed, and these rules close nothing. Where another chain",
      "of the hook forward drops these packets, accepting them here does not help.",
    ]
  }

  private static func again(_ plan: FirewallPlan, isGiven: Bool) -> [String] {
    [
      "Running it twice changes nothing more: where the chain or the table \(plan.chain) is there already, it stops",
      "(File exists), as nft cannot tell whether somebody has narrowed them. To put this plan in place of both:",
      "  sed 's/^create /add /' FILE | nft \(isGiven ? "-D server=10.0.0.4 " : "")-f -",
      "After a restart nothing of it is left, unless /etc/nftables.conf includes FILE: below flush ruleset and the",
      "table inet filter, and above the jump\(isGiven ? ", with define server = 10.0.0.4 above the include" : "").",
      "Undo: run the file that ftpsgate writes with --remove for the same input.",
    ]
  }

  /// What is translated, and for which kind of addresses nothing is open.
  private static func addresses(_ plan: FirewallPlan, _ translation: NftablesTranslation) -> [String] {
    var lines: [String] = []
    if translation.addresses.isEmpty {
      lines += [
        "Nothing is translated: clients must have a route to the server's own addresses. With --public-ip, connections",
        "to the public address would be translated.",
      ]
    } else {
      lines.append("In the table ip \(plan.chain), connections to these are translated to the server's own address:")
      lines += translation.addresses.map { "  \($0)" }
    }
    if plan.openings.contains(where: { $0.direction == .outbound }) {
      lines += [
        "Active data leaves with the server's own address. To translate that is left to you; clients may refuse data",
        "from an address that they have not dialled.",
      ]
    }
    for (isV6, kind) in [(false, "IPv4"), (true, "IPv6")] where plan.isClosed(isV6: isV6) {
      lines.append("Nothing is open over \(kind) to sites on every address: no \(kind) address of the server is known.")
    }
    return lines
  }

  /// The same for the file that takes the rules away.
  static func removalNotes(_ plan: FirewallPlan) -> [String] {
    [
      "Apply it on the gateway: nft -f FILE",
      "It takes away the chain \(plan.chain) of the table inet filter and the table ip \(plan.chain),",
      "with all that is in them.",
      "Remove the jump first, whose handle, N, stands in what nft -a list chain inet filter forward prints:",
      "  nft delete rule inet filter forward handle N",
      "As long as it is there, nft says that the chain is busy, and nothing is changed.",
      "Undo: run the file that ftpsgate writes without --remove.",
    ]
  }
}

extension FirewallPlan {
  /// Whether some clients of one kind of addresses find nothing open although sites are bound to every address.
  fileprivate func isClosed(isV6: Bool) -> Bool {
    let kind = isV6 ? IPAddressSet.anyV6 : .anyV4
    guard !gatewayServers.contains(where: { $0.isV6 == isV6 }) else { return false }
    return openings.contains { $0.localAddress == .any && !$0.remote.addresses.isDisjoint(with: kind) }
  }
}
