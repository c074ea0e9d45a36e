internal import Inet
internal import NetworkModel
internal import Reachability
internal import Text

/// What a gateway translates: connections to the public addresses of the server, to its own address.
struct NftablesTranslation {
  /// The public addresses that are translated, in the order in which they were named.
  let addresses: [IPv4Address]
  /// The rules, one for each set of clients and ports.
  let rules: [String]

  /// Translates what the plan is certain of; refuses public addresses that could lead to several of the server's.
  ///
  /// Clients are named here as well, since a gateway may forward whatever it has translated.
  init(_ plan: FirewallPlan, _ rules: [NftablesRule]) throws(UnsupportedByTarget) {
    let own = Set(plan.gatewayServers)
    let addresses = plan.surroundings.publicAddresses.distinct.filter { !own.contains(.known(.v4($0))) }
    let inbound = rules.filter { $0.direction == .inbound && !$0.isV6 }
    let servers = Set(inbound.flatMap(\.servers)).sorted()
    guard !addresses.isEmpty, let server = servers.first else {
      self.addresses = []
      self.rules = []
      return
    }
    if servers.count > 1, let opening = inbound.last?.openings.first {
      throw UnsupportedByTarget(
        opening: opening,
        reason: """
          no file tells which address of the server the public one leads to, of \(list: servers.map(\.phrase)): leave \
          out --public-ip, so that nothing is translated, or plan for the sites of one address with --site
          """)
    }
    self.addresses = addresses
    self.rules = inbound.map { rule in
      (rule.clientTerms("saddr") + [
        "ip daddr", NftablesText.set(addresses.map(\.description)), "tcp dport", NftablesText.set(rule.ports),
        "dnat to",
        server.word,
      ]).joined(separator: " ")
    }
  }
}

extension GatewayServer {
  /// The address in a sentence.
  fileprivate var phrase: Message {
    switch self {
    case .known(let address): "\(address)"
    case .given: "the one that is given to nft"
    }
  }
}
