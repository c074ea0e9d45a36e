internal import IISConfiguration
internal import Inet
internal import Text

// What to do about what a network security group stops.
extension SecurityGroupFilter {
  func remedy(for denial: Denial, opening: Message, opens: (FilterHop) -> Bool) -> Message {
    let decidingRule = denial.decidingRule
    guard let group, case .rule(let index) = decidingRule.origin.kind else {
      return "allow \(opening) in \(decidingRule.filter)"
    }
    let rule = decidingRule.origin.name.quoted
    let removal: Message = "remove or narrow rule \(rule)"
    let isOnly = opens(without([decidingRule.origin]).hop)
    // Priorities begin at 100, those of Virtual Network Manager at 1.
    guard let priority = group.rules[index].priority?.value, priority > (group.isNetworkManager ? 1 : 100) else {
      return isOnly ? removal : "\(removal), and allow \(opening) in \(decidingRule.filter)"
    }
    return isOnly
      ? "\(removal), or put an allow rule for TCP \(denial.ports) before its priority \(priority)"
      : "allow \(opening) in \(decidingRule.filter), before the priority \(priority) of rule \(rule)"
  }

  func almostMatchingRules(_ denial: Denial) -> [Message] {
    (group?.rules ?? []).compactMap { rule in
      guard rule.access?.value == .allow, rule.direction?.value == .inbound, rule.coversTCP == false,
        let ports = rule.destinationPorts.named(among: denial.ports)
      else { return nil }
      return "rule \(quoted: rule.name.value) has \(ports), but it is for \(name: rule.networkProtocol?.value ?? "UDP")"
    }
  }
}
