internal import IISConfiguration
package import Inet
internal import Text

/// Windows Firewall on the server, in the profiles of which one is active.
package struct WindowsFirewallFilter: PacketFilterSource {
  let firewall: WindowsFirewall
  package let hop: FilterHop
  private let number: Int
  private let active: [WindowsFirewallProfile.Kind]
  private let localSubnet: IPAddressSet?

  package init(
    _ firewall: WindowsFirewall, active: [WindowsFirewallProfile.Kind], localSubnet: IPAddressSet?, hop number: Int
  ) {
    self.firewall = firewall
    self.number = number
    self.active = active
    self.localSubnet = localSubnet
    hop = firewall.hop(active: active, localSubnet: localSubnet, hop: number)
  }

  /// The firewall, changed.
  func with(_ firewall: WindowsFirewall) -> WindowsFirewallFilter {
    WindowsFirewallFilter(firewall, active: active, localSubnet: localSubnet, hop: number)
  }

  package var isImposed: Bool { false }

  package var mayInspectFTP: Bool { if case .off = firewall.statefulFTP { false } else { true } }

  package func without(_ rules: Set<RuleOrigin>) -> WindowsFirewallFilter {
    let dropped: Set<Int> = Set(
      rules.compactMap { if case .rule(let index) = $0.kind, $0.filter.hop == number { index } else { nil } })
    var rest = firewall
    rest.rules = firewall.rules.enumerated().filter { !dropped.contains($0.offset) }.map(\.element)
    return with(rest)
  }

  /// What the firewall does in the profiles of which one is active.
  package var activeProfiles: [WindowsFirewallProfile] { firewall.profiles.filter { active.contains($0.kind) } }

  /// The rule that something comes from, if it is one.
  package func rule(of origin: RuleOrigin) -> WindowsFirewallRule? {
    guard case .rule(let index) = origin.kind, origin.filter.hop == number else { return nil }
    return firewall.rules[index]
  }

  /// The rules that are on and can be about the FTP service, by their numbers.
  private func activeRules(_ direction: FlowDirection) -> [Int] {
    firewall.rules.indices.filter { index in
      let rule = firewall.rules[index]
      return rule.isActive?.value == true && rule.direction?.value == direction && rule.coversFTPService
        && rule.coversTCP
    }
  }

  package func permitRules(_ direction: FlowDirection) -> [PermitRule] {
    activeRules(direction).compactMap { index in
      let rule = firewall.rules[index]
      guard rule.action?.value == .allow else { return nil }
      var permitRule = PermitRule(
        filter: "Windows Firewall", origin: firewall.origin(index, FilterID(hop: number)), place: rule.place,
        name: rule.id.value, isCertain: rule.doubts.isEmpty, terms: rule.localPorts, remoteTerms: rule.remotePorts,
        remoteAddresses: rule.certainSources,
        // Rules of the machine itself are about its own addresses.
        localAddresses: .any)
      permitRule.displayName = rule.displayName
      permitRule.isShipped = rule.isShippedForFTP
      permitRule.isScoped = rule.isScopedToFTPService
      permitRule.isOfMachine = true
      return permitRule
    }
  }

  package func idleRules(_ direction: FlowDirection) -> Set<RuleOrigin> {
    Set(
      activeRules(direction).filter { !canAct(firewall.rules[$0]) }.map {
        firewall.origin($0, FilterID(hop: number))
      })
  }

  /// Whether a rule counts in a profile that may be active.
  private func canAct(_ rule: WindowsFirewallRule) -> Bool {
    activeProfiles.contains { profile in
      (rule.profiles.isEmpty || rule.profiles.contains { $0.value == profile.kind })
        && (rule.store == .groupPolicy || profile.mergesLocalRules.value)
        && !(profile.blocksAllInbound.value && rule.direction?.value == .inbound)
    }
  }
}

extension WindowsFirewallRule {
  /// The other side's addresses, as far as they are known for certain.
  fileprivate var certainSources: IPAddressSet {
    remoteAddresses.isEmpty ? .any : IPAddressSet(union: remoteAddresses.map(\.match.certain))
  }
}
