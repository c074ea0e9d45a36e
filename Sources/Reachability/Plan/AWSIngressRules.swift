public import Inet
internal import NetworkModel
public import Text

/// An ingress rule of an EC2 security group: one run of TCP ports, open to one network.
///
/// A rule has one source, and knows neither the server's address nor the ports that connections come from. Source: Amazon VPC
/// User Guide, "Security group rules".
public struct AWSIngressRule: Hashable, Sendable {
  /// The server's ports.
  public let ports: PortRange
  /// Who may come in.
  public let source: IPPrefix
  /// What the rule lets through, in order; the runs of several that overlap are one.
  public let openings: [Opening]

  /// The source as AWS takes it, which is with its length in any case: `203.0.113.7/32`.
  public var sourceText: String { "\(source.first)/\(source.length)" }

  /// Whether the rule is for IPv6.
  public var isV6: Bool { if case .v6 = source.first { true } else { false } }
}

/// The ingress rules of a plan for an EC2 security group that is there already.
public struct AWSIngressRules: Sendable {
  /// The rules, by port, then by source; no two of one source have a port in common.
  public let rules: [AWSIngressRule]
  /// The server's addresses whose network interfaces take the group; none where the rules are for all.
  public let addresses: [LocalAddress]
  /// The first opening that no security group can say, and why.
  public let fault: Fault?

  /// What no security group can say.
  public struct Fault: Hashable, Sendable {
    /// The opening.
    public let opening: Opening
    /// Why, as a line without a full stop.
    public let reason: Message
  }

  /// How many rules there are for IPv4 and for IPv6, which AWS counts apart.
  public var counts: (v4: Int, v6: Int) {
    let v6 = rules.count(where: \.isV6)
    return (rules.count - v6, v6)
  }

  /// How many rules of one kind a group takes unless the quota was raised (Amazon VPC User Guide, "Amazon VPC quotas").
  public static let quota = 60
  /// How many it takes at most: the quota times that of groups of an interface cannot exceed 1000 (the same page).
  public static let largestQuota = 1000
}

extension FirewallPlan {
  /// The ingress rules of an EC2 security group; active data, which goes out, has none.
  ///
  /// There are some also where there is a ``AWSIngressRules/fault``.
  public var ingressRules: AWSIngressRules {
    let inbound = openings.filter { $0.direction == .inbound }
    let rules = AWSIngressRule.rules(for: inbound)
    let addresses = inbound.map(\.localAddress).distinct.filter { $0 != .any }.sorted()
    return AWSIngressRules(rules: rules, addresses: addresses, fault: fault(of: inbound, rules))
  }

  private func fault(of inbound: [Opening], _ rules: [AWSIngressRule]) -> AWSIngressRules.Fault? {
    if let opening = openings.first, surroundings.areAzures {
      return AWSIngressRules.Fault(
        opening: opening,
        reason: """
          the files of \(code: "--environment") show the server in Azure, where no EC2 security group is: leave them out, or \
          choose \(code: "azure-cli")
          """)
    }
    if let opening = inbound.first(where: { $0.localAddress.isLoopback || $0.localAddress.isLinkLocal }) {
      let kind: Message = opening.localAddress.isLoopback ? "loopback" : "link-local"
      return AWSIngressRules.Fault(
        opening: opening,
        reason: "no EC2 security group sees connections to the \(kind) address \(opening.localAddress)")
    }
    if let opening = inbound.firstThatNeedsItsAddress {
      return AWSIngressRules.Fault(
        opening: opening,
        reason: """
          an EC2 security group knows no addresses of the server, and would let these clients in at its others too: give the \
          sites of one address to \(code: "--site"), and each network interface a group of its own
          """)
    }
    return tooMany(rules)
  }

  private func tooMany(_ rules: [AWSIngressRule]) -> AWSIngressRules.Fault? {
    for isV6 in [false, true] {
      let count = rules.count { $0.isV6 == isV6 }
      guard count > AWSIngressRules.largestQuota, let opening = openings.first else { continue }
      return AWSIngressRules.Fault(
        opening: opening,
        reason: """
          it takes \(count) rules, one for each run of ports and network, and an EC2 security group never holds more than \
          \(AWSIngressRules.largestQuota): give fewer and larger networks to \(code: "--from")
          """)
    }
    return nil
  }
}

extension PlanSurroundings {
  /// Whether something is there that only Azure has: its security groups, its load balancer's probes, its firewall.
  fileprivate var areAzures: Bool { !groups.isEmpty || !probePorts.isEmpty || translator != nil }
}

// MARK: - Rules for openings

extension AWSIngressRule {
  fileprivate static func rules(for openings: [Opening]) -> [AWSIngressRule] {
    var bySource: [IPPrefix: [Opening]] = [:]
    for opening in openings {
      for source in opening.sources { bySource[source, default: []].append(opening) }
    }
    return bySource.flatMap { source, openings in runs(of: openings, from: source) }.sorted(by: comesBefore)
  }

  /// One rule for each run of ports that overlap: AWS takes overlapping rules as well, and counts each.
  private static func runs(of openings: [Opening], from source: IPPrefix) -> [AWSIngressRule] {
    var runs: [(ports: PortRange, openings: [Opening])] = []
    for opening in openings.sorted(by: { ($0.localPorts, $0.localAddress) < ($1.localPorts, $1.localAddress) }) {
      if let last = runs.last?.ports, last.overlaps(opening.localPorts),
        let ports = PortRange(last.first, max(last.last, opening.localPorts.last))
      {
        runs[runs.count - 1].ports = ports
        runs[runs.count - 1].openings.append(opening)
      } else {
        runs.append((opening.localPorts, [opening]))
      }
    }
    return runs.map { AWSIngressRule(ports: $0.ports, source: source, openings: $0.openings) }
  }

  private static func comesBefore(_ left: AWSIngressRule, _ right: AWSIngressRule) -> Bool {
    if left.ports != right.ports { return left.ports < right.ports }
    if left.source.first != right.source.first {
      return LocalAddress(left.source.first) < LocalAddress(right.source.first)
    }
    return left.source.length < right.source.length
  }
}

extension Opening {
  /// The networks of clients that can reach the opening's address; everybody is a network of each kind.
  fileprivate var sources: [IPPrefix] {
    switch localAddress {
    case .any: remote.addresses.prefixes
    case .v4: remote.addresses.intersection(.anyV4).prefixes
    case .v6: remote.addresses.intersection(.anyV6).prefixes
    }
  }
}

extension [Opening] {
  /// An opening that is for an address whose openings are not those of all other addresses of its kind.
  ///
  /// An interface has addresses of both kinds, yet rules for clients of one kind are no way to an address of the other.
  fileprivate var firstThatNeedsItsAddress: Opening? {
    let byAddress = Dictionary(grouping: self, by: \.localAddress)
    if byAddress.count > 1, byAddress[.any] != nil { return first { $0.localAddress != .any } }
    let shared = Dictionary(grouping: byAddress.keys) { if case .v6 = $0 { true } else { false } }
    for addresses in shared.values.map({ $0.sorted() }).sorted(by: { $0[0] < $1[0] }) {
      let sets = addresses.map { address in Set((byAddress[address] ?? []).map(Way.init)) }
      guard let index = sets.firstIndex(where: { $0 != sets[0] }) else { continue }
      return byAddress[addresses[index]]?.first
    }
    return nil
  }

  /// An opening without its address.
  private struct Way: Hashable {
    let ports: PortRange
    let remote: RemoteSide

    init(_ opening: Opening) {
      ports = opening.localPorts
      remote = opening.remote
    }
  }
}
