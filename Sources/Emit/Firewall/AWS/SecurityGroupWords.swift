internal import Inet
internal import NetworkModel
internal import Reachability
internal import Text

/// What all outputs for an EC2 security group say and are able to, whatever tool applies them.
enum SecurityGroupWords {
  /// What a tool for a security group can say; the arguments are what it does with rules that are there, and how it takes its own away.
  static func capabilities(
    limits: Message, existingRules: Message, undo: Message, more: [Message] = []
  ) -> TargetCapabilities {
    TargetCapabilities(
      removal: false, localAddresses: false,
      clients: "networks, each in a rule of its own; anyone is 0.0.0.0/0 and ::/0",
      activeData: """
        nothing is written: a group has no source ports, and active data leaves by its egress rules, which let everything out \
        unless somebody has changed them; the header names the ports
        """,
      limits: limits, existingRules: existingRules,
      leftToReader: [
        undo, "which network interfaces have the group, and what its egress rules let out",
        "the network ACL of the server's subnet, which lets everything through unless somebody has changed it",
      ] + more)
  }

  /// What bounds a group.
  static let limits: Message = """
    60 rules of a group for each kind of address, unless the quota was raised (the header says so), and 1000 at most
    """

  /// What every header says of a plan; the lines may hold nothing but the tool's own words and addresses.
  static func notes(for plan: FirewallPlan, _ rules: AWSIngressRules) -> [String] {
    var lines = [
      "",
      "The group has to be there already. Its other rules stay, and nothing is said of what it lets out.",
      "A group stands before whole network interfaces, and lets clients in at each address of these.",
      "Of two plans for one group only one can have a rule, such as that of the passive ports: write one plan for both.",
    ]
    if rules.addresses.isEmpty {
      lines += ["Give it to each network interface by which clients come to the server."]
    } else {
      lines += ["The rules are for these addresses: give the group to their network interfaces, and to no other one."]
      lines += rules.addresses.map { "  - \($0)" }
      lines += rules.addresses.filter(\.isPublicIPv4).map { "NOTE: " + $0.publicNote }
    }
    return lines + activeData(of: plan) + quota(rules)
  }

  private static func activeData(of plan: FirewallPlan) -> [String] {
    let ports = PortSet(plan.openings.filter { $0.direction == .outbound }.map(\.localPorts))
    guard !ports.isEmpty else { return [] }
    return [
      "",
      "NOTE: active data connections leave from TCP \(ports), and nothing here lets them out: a security group has no",
      "source ports. They leave by its egress rules, which let everything out unless somebody has changed them. Look:",
      "aws ec2 describe-security-group-rules --filters Name=group-id,Values=GROUP --query 'SecurityGroupRules[?IsEgress]'",
      "Where these let out less, active data needs one for TCP to all ports of the clients.",
    ]
  }

  private static func quota(_ rules: AWSIngressRules) -> [String] {
    let (v4, v6) = rules.counts
    guard max(v4, v6) > AWSIngressRules.quota else { return [] }
    return [
      "",
      "NOTE: these are \(v4) rules for IPv4 and \(v6) for IPv6. A group takes \(AWSIngressRules.quota) of each, those of others",
      "among them, unless the quota for inbound rules per security group was raised: fewer and larger networks take fewer.",
    ]
  }
}

extension FirewallPlan {
  /// The rules, if a security group can say all of them.
  func checkedIngressRules() throws(UnsupportedByTarget) -> AWSIngressRules {
    let rules = ingressRules
    if let fault = rules.fault { throw UnsupportedByTarget(opening: fault.opening, reason: fault.reason) }
    return rules
  }
}

extension AWSIngressRule {
  /// What AWS shows beside a rule: letters, digits, dots and hyphens, at most 45, of the 255 characters that it takes.
  ///
  /// Nothing but key and ports, so that no other rule changes it. Source: Amazon EC2 API Reference, `IpRange`.
  func name(_ key: PlanKey) -> String { "\(key.namePrefix)in-tcp-\(ports)" }

  /// Ports and source in letters, digits, dots and hyphens, of which no two rules of a plan have the same.
  ///
  /// A change of either is another rule to Terraform and to CloudFormation, and nothing else is: neither replaces a rule by one
  /// that AWS takes for the same.
  var identity: String { "in-tcp-\(ports)-from-\(sourceWord)" }

  /// The source alone.
  var sourceWord: String {
    if source.length == 0 { return isV6 ? "any-ipv6" : "any-ipv4" }
    let address = LocalAddress(source.first).nameSuffix ?? ""
    return "\(address)-\(source.length)"
  }

  /// What the rule is there for: its openings, and the settings that they come from.
  func reasons(origins limit: Int = .max) -> [String] {
    openings.flatMap { opening in
      let origins = opening.origins.prefix(limit).map { "  From: " + abbreviated($0) }
      let excess = opening.origins.count - origins.count
      return ["\(opening.localPorts): \(opening.reason)"] + origins + (excess > 0 ? ["  ... and \(excess) more"] : [])
    }.distinct
  }
}
