internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Reachability

extension ServerContext {
  /// What the ruling says, as the end of a sentence.
  func phrase(of decidingRule: DecidingRule) -> String {
    if isDefault(decidingRule) { return "no rule allows it (\(printable(decidingRule.rule)))" }
    return "rule \(windowsRule(of: decidingRule)?.title ?? quoted(decidingRule.rule)) blocks it"
  }

  /// What to do so that clients get through to the ports that a blockade stops.
  func remedy(_ denial: Denial, from source: IntendedSource) -> String {
    let opening = "TCP \(denial.ports) in from \(source.phrase)"
    let deed =
      group(of: denial.decidingRule).map { remedy(denial, in: $0, opening) } ?? windowsRemedy(denial, opening)
    return deployment.sources.isEmpty ? deed + "; or say with --from who is meant to connect" : deed
  }

  private func remedy(_ denial: Denial, in group: NetworkSecurityGroup, _ opening: String) -> String {
    let decidingRule = denial.decidingRule
    guard !isDefault(decidingRule), let rule = securityRule(of: decidingRule) else {
      return "allow \(opening) in \(decidingRule.filter)"
    }
    let removal = "remove or narrow rule \(quoted(decidingRule.rule))"
    let isOnly = isTheOnlyObstacle(denial)
    // Priorities begin at 100, those of Virtual Network Manager at 1.
    guard let priority = rule.priority?.value, priority > (group.isNetworkManager ? 1 : 100) else {
      return isOnly ? removal : removal + ", and allow \(opening) in \(decidingRule.filter)"
    }
    return isOnly
      ? removal + ", or put an allow rule for TCP \(denial.ports) before its priority \(priority)"
      : "allow \(opening) in \(decidingRule.filter), before the priority \(priority) of rule \(quoted(decidingRule.rule))"
  }

  private func windowsRemedy(_ denial: Denial, _ opening: String) -> String {
    let decidingRule = denial.decidingRule
    let isPolicy = possibleWindowsProfiles.contains { !$0.mergesLocalRules.value }
    let allow =
      "allow \(opening) "
      + (isPolicy ? "by group policy, as the machine's own rules do not count" : "in \(decidingRule.filter)")
    guard let firewall = environment.windowsFirewall else { return allow }
    if let rule = windowsRule(of: decidingRule) {
      let deed = "narrow or turn off the block rule \(rule.title): it beats every allow"
      return isTheOnlyObstacle(denial) ? deed : deed + "; and \(allow)"
    }
    let blocking = possibleWindowsProfiles.filter {
      $0.blocksAllInbound.value && $0.blocksAllInbound.place == decidingRule.place
    }
    guard !blocking.isEmpty else { return allow }
    let deed = "turn the blocking of all incoming connections off"
    return opens(denial, hop(of: firewall.withoutBlockingAll)) ? deed : deed + ", and \(allow)"
  }

  /// Whether the filter would let the clients through but for the rule that stops them.
  func isTheOnlyObstacle(_ denial: Denial) -> Bool {
    guard let rule = denial.decidingRule.place, !isDefault(denial.decidingRule),
      let rest = hop(of: denial.decidingRule, without: [rule])
    else { return false }
    return opens(denial, rest)
  }

  /// The station that a ruling is of, as it would be without some of its rules.
  func hop(of decidingRule: DecidingRule, without rules: Set<Location>) -> FilterHop? {
    if let group = group(of: decidingRule) { return .filter(group.without(rules).filter()) }
    return environment.windowsFirewall.map { hop(of: $0.without(rules)) }
  }

  private func hop(of firewall: WindowsFirewall) -> FilterHop {
    firewall.hop(active: possibleProfiles, localSubnet: environment.localSubnet)
  }

  /// Whether a changed filter lets some of the stopped clients through to each of the ports.
  private func opens(_ denial: Denial, _ hop: FilterHop) -> Bool {
    let flow = flow(from: denial.from, to: denial.ports, at: .any)
    return denial.ports.isSubset(of: decide(flow, at: [hop]).allowed.localPorts)
  }
}

// MARK: - Whose ruling it is

extension ServerContext {
  /// Whether a ruling is what holds where no rule of somebody's own matches; files may list Azure's rules among others.
  func isDefault(_ decidingRule: DecidingRule) -> Bool {
    decidingRule.isDefault || securityRule(of: decidingRule)?.isDefault == true
  }

  /// The group that a ruling is of, if it is of one.
  func group(of decidingRule: DecidingRule) -> NetworkSecurityGroup? {
    environment.groups.first { $0.title == decidingRule.filter }
  }

  /// The rule of a group that decided, if one did.
  func securityRule(of decidingRule: DecidingRule) -> SecurityRule? {
    group(of: decidingRule).flatMap { group in group.rules.first { group.place(of: $0) == decidingRule.place } }
  }

  /// The rule of Windows Firewall that decided, if one did.
  func windowsRule(of decidingRule: DecidingRule) -> WindowsFirewallRule? {
    decidingRule.isDefault ? nil : environment.windowsFirewall?.rules.first { $0.place == decidingRule.place }
  }
}
