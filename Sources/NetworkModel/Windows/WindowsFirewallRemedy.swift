internal import IISConfiguration
internal import Inet
package import Text

// What to do about what Windows Firewall stops.
extension WindowsFirewallFilter {
  package func remedy(for denial: Denial, opening: Message, opens: (FilterHop) -> Bool) -> Message {
    let origin = denial.decidingRule.origin
    let isPolicy = activeProfiles.contains { !$0.mergesLocalRules.value }
    let allow: Message =
      isPolicy
      ? "allow \(opening) by group policy, as the machine's own rules do not count"
      : "allow \(opening) in \(denial.decidingRule.filter)"
    switch origin.kind {
    case .rule:
      let deed: Message = "narrow or turn off the block rule \(origin.name.quoted): it beats every allow"
      return opens(without([origin]).hop) ? deed : "\(deed); and \(allow)"
    case .lockdown:
      let deed: Message = "turn the blocking of all incoming connections off"
      return opens(with(firewall.withoutBlockingAll).hop) ? deed : "\(deed), and \(allow)"
    case .builtIn, .policyDefault, .undecided: return allow
    }
  }

  package func almostMatchingRules(_ denial: Denial) -> [Message] {
    firewall.rules.compactMap { rule in
      guard rule.action?.value == .allow, rule.direction?.value == .inbound,
        let ports = rule.localPorts.named(among: denial.ports), let reason = rule.reasonToMiss(denial.from)
      else { return nil }
      return "rule \(rule.ruleName.quoted) has \(ports), but \(reason)"
    }
  }
}

extension WindowsFirewall {
  /// The firewall with all inbound connections no longer blocked whatever rules say.
  fileprivate var withoutBlockingAll: WindowsFirewall {
    var firewall = self
    for index in profiles.indices { firewall.profiles[index].blocksAllInbound = WindowsFirewallProfile.Value(false) }
    return firewall
  }
}

extension WindowsFirewallRule {
  /// Why the rule does not let clients through to the FTP service; nothing where it does, or where that is not known.
  fileprivate func reasonToMiss(_ clients: IPAddressSet) -> Message? {
    if isActive?.value == false { return "it is off" }
    if !coversTCP { return protocolNumber?.value == 17 ? "it is for UDP" : "it is for another protocol than TCP" }
    if !coversFTPService {
      return service.map { "it is for the service \(name: $0.value)" } ?? "it is for another program"
    }
    guard !remoteAddresses.isEmpty else { return nil }
    let possible = IPAddressSet(union: remoteAddresses.map(\.match.possible))
    return possible.isDisjoint(with: clients)
      ? "it is for \(list: remoteAddresses.map { "\(name: $0.text.value)" })" : nil
  }
}
