internal import IISConfiguration
internal import NetworkModel
internal import Reachability

// Which rules take effect: those that packets reach, and that count in a profile that may be active.

extension NetworkSecurityGroup {
  /// The places of the rules of one direction that certainly decide on no packet, as rules before them match all of theirs.
  ///
  /// A rule of which it is not known what it matches may match nothing, so that it shadows nothing.
  func shadowedRules(
    _ direction: FlowDirection, among isMeant: (SecurityRule) -> Bool = { _ in true }
  ) -> Set<Location> {
    let all = with(rules.filter(isMeant)).filter()
    let certain = all.rules.filter { $0.doubt == nil && $0.possible.direction == direction }
    let filter = PacketFilter(
      name: all.name, rules: certain, inboundDefault: all.inboundDefault, outboundDefault: all.outboundDefault)
    let decision = filter.decide(Flow(direction))
    // Where too many rules overlap it is not known which are reached.
    guard decision.isComplete else { return [] }
    let deciding = decision.parts.compactMap(\.verdict.decidingRule.place)
    return Set(certain.filter { !$0.possible.isEmpty }.compactMap(\.place)).subtracting(deciding)
  }

  /// The group without some of its rules.
  func without(_ places: Set<Location>) -> NetworkSecurityGroup {
    with(rules.filter { !places.contains(place(of: $0)) })
  }

  /// Where a rule of the group stands, as rulings say it.
  func place(of rule: SecurityRule) -> Location { Location(path, rule.name.range) }

  private func with(_ rules: [SecurityRule]) -> NetworkSecurityGroup {
    NetworkSecurityGroup(path: path, name: name, id: id, attachments: attachments, rules: rules, tags: tags)
  }
}

extension WindowsFirewall {
  /// The firewall without some of its rules.
  func without(_ places: Set<Location>) -> WindowsFirewall {
    var firewall = self
    firewall.rules = rules.filter { !places.contains($0.place) }
    return firewall
  }

  /// The firewall with all inbound connections no longer blocked whatever rules say.
  var withoutBlockingAll: WindowsFirewall {
    var firewall = self
    for index in profiles.indices { firewall.profiles[index].blocksAllInbound = WindowsFirewallProfile.Value(false) }
    return firewall
  }
}

extension ServerContext {
  /// Whether a rule of Windows Firewall counts in a profile that may be active.
  func canAct(_ rule: WindowsFirewallRule) -> Bool {
    possibleWindowsProfiles.contains { profile in
      (rule.profiles.isEmpty || rule.profiles.contains { $0.value == profile.kind })
        && (rule.store == .groupPolicy || profile.mergesLocalRules.value)
        && !(profile.blocksAllInbound.value && rule.direction?.value == .inbound)
    }
  }

  /// What Windows Firewall does in the profiles of which one is active.
  var possibleWindowsProfiles: [WindowsFirewallProfile] {
    (environment.windowsFirewall?.profiles ?? []).filter { possibleProfiles.contains($0.kind) }
  }
}
