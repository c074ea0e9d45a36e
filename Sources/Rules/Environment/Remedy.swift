internal import Inet
internal import Linter
internal import Reachability

extension ServerScene {
  /// What the ruling says, as the end of a sentence.
  func phrase(of ruling: FilterRuling) -> String {
    if isDefault(ruling) { return "no rule allows it (\(printable(ruling.rule)))" }
    return "rule \(windowsRule(of: ruling)?.title ?? quoted(ruling.rule)) blocks it"
  }

  /// What to do so that clients get through to the ports that a blockade stops.
  func remedy(_ blockade: Blockade, from source: IntendedSource) -> String {
    let opening = "TCP \(blockade.ports) in from \(source.phrase)"
    let deed =
      group(of: blockade.ruling).map { remedy(blockade, in: $0, opening) } ?? windowsRemedy(blockade, opening)
    return surroundings.sources.isEmpty ? deed + "; or say with --from who is meant to connect" : deed
  }

  private func remedy(_ blockade: Blockade, in group: NetworkSecurityGroup, _ opening: String) -> String {
    let ruling = blockade.ruling
    guard !isDefault(ruling), let rule = securityRule(of: ruling) else { return "allow \(opening) in \(ruling.filter)" }
    let removal = "remove or narrow rule \(quoted(ruling.rule))"
    let isOnly = isTheOnlyObstacle(blockade)
    // Priorities begin at 100, those of Virtual Network Manager at 1.
    guard let priority = rule.priority?.value, priority > (group.isNetworkManager ? 1 : 100) else {
      return isOnly ? removal : removal + ", and allow \(opening) in \(ruling.filter)"
    }
    return isOnly
      ? removal + ", or put an allow rule for TCP \(blockade.ports) before its priority \(priority)"
      : "allow \(opening) in \(ruling.filter), before the priority \(priority) of rule \(quoted(ruling.rule))"
  }

  private func windowsRemedy(_ blockade: Blockade, _ opening: String) -> String {
    let ruling = blockade.ruling
    let isPolicy = possibleWindowsProfiles.contains { !$0.mergesLocalRules.value }
    let allow =
      "allow \(opening) "
      + (isPolicy ? "by group policy, as the machine's own rules do not count" : "in \(ruling.filter)")
    guard let firewall = environment.windowsFirewall else { return allow }
    if let rule = windowsRule(of: ruling) {
      let deed = "narrow or turn off the block rule \(rule.title): it beats every allow"
      return isTheOnlyObstacle(blockade) ? deed : deed + "; and \(allow)"
    }
    let blocking = possibleWindowsProfiles.filter {
      $0.blocksAllInbound.value && $0.blocksAllInbound.place == ruling.place
    }
    guard !blocking.isEmpty else { return allow }
    let deed = "turn the blocking of all incoming connections off"
    return opens(blockade, stage(of: firewall.withoutBlockingAll)) ? deed : deed + ", and \(allow)"
  }

  /// Whether the filter would let the clients through but for the rule that stops them.
  func isTheOnlyObstacle(_ blockade: Blockade) -> Bool {
    guard let rule = blockade.ruling.place, !isDefault(blockade.ruling),
      let rest = stage(of: blockade.ruling, without: [rule])
    else { return false }
    return opens(blockade, rest)
  }

  /// The station that a ruling is of, as it would be without some of its rules.
  func stage(of ruling: FilterRuling, without rules: Set<EnvironmentPlace>) -> FilterStage? {
    if let group = group(of: ruling) { return .filter(group.without(rules).filter()) }
    return environment.windowsFirewall.map { stage(of: $0.without(rules)) }
  }

  private func stage(of firewall: WindowsFirewall) -> FilterStage {
    firewall.stage(active: possibleProfiles, localSubnet: environment.localSubnet)
  }

  /// Whether a changed filter lets some of the stopped clients through to each of the ports.
  private func opens(_ blockade: Blockade, _ stage: FilterStage) -> Bool {
    let flow = flow(from: blockade.from, to: blockade.ports, at: .any)
    return blockade.ports.isSubset(of: decide(flow, at: [stage]).allowed.localPorts)
  }
}

// MARK: - Whose ruling it is

extension ServerScene {
  /// Whether a ruling is what holds where no rule of somebody's own matches; files may list Azure's rules among others.
  func isDefault(_ ruling: FilterRuling) -> Bool { ruling.isDefault || securityRule(of: ruling)?.isDefault == true }

  /// The group that a ruling is of, if it is of one.
  func group(of ruling: FilterRuling) -> NetworkSecurityGroup? {
    environment.groups.first { $0.title == ruling.filter }
  }

  /// The rule of a group that decided, if one did.
  func securityRule(of ruling: FilterRuling) -> SecurityRule? {
    group(of: ruling).flatMap { group in group.rules.first { group.place(of: $0) == ruling.place } }
  }

  /// The rule of Windows Firewall that decided, if one did.
  func windowsRule(of ruling: FilterRuling) -> WindowsFirewallRule? {
    ruling.isDefault ? nil : environment.windowsFirewall?.rules.first { $0.place == ruling.place }
  }
}
