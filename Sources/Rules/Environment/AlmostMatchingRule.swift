internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Text

extension ServerContext {
  /// Notes on rules that seem to open some of the ports that a default stops, and why they do not: most often one of
  /// these was meant to.
  func almostMatchingRules(_ denial: Denial) -> [String] {
    guard isDefault(denial.decidingRule) else { return [] }
    let found =
      group(of: denial.decidingRule).map { almostMatchingRules(denial, in: $0) }
      ?? (environment.windowsFirewall?.rules ?? []).compactMap { rule in
        guard rule.action?.value == .allow, rule.direction?.value == .inbound,
          let ports = rule.localPorts.named(among: denial.ports), let reason = rule.reasonToMiss(denial.from)
        else { return nil }
        return "rule \(rule.title) has \(ports), but \(reason)"
      }
    return Array(found.prefix(2))
  }

  private func almostMatchingRules(_ denial: Denial, in group: NetworkSecurityGroup) -> [String] {
    group.rules.compactMap { rule in
      guard rule.access?.value == .allow, rule.direction?.value == .inbound, rule.coversTCP == false,
        let ports = rule.destinationPorts.named(among: denial.ports)
      else { return nil }
      return "rule \(quoted(rule.name.value)) has \(ports), but it is for \(rule.networkProtocol?.value ?? "UDP")"
    }
  }
}

extension [PortTerm] {
  /// The ports of a rule that is about few, as far as they are among others; nothing if there are none.
  fileprivate func named(among ports: PortSet) -> PortSet? {
    let own = PortSet(union: compactMap(\.ports))
    let shared = own.intersection(ports)
    return shared.isEmpty || own.count > 5000 ? nil : shared
  }
}

extension WindowsFirewallRule {
  /// Why the rule does not let clients through to the FTP service; nothing where it does, or where that is not known.
  fileprivate func reasonToMiss(_ clients: IPAddressSet) -> String? {
    if isActive?.value == false { return "it is off" }
    if !coversTCP { return protocolNumber?.value == 17 ? "it is for UDP" : "it is for another protocol than TCP" }
    if !coversFTPService {
      return service.map { "it is for the service \(printable($0.value))" } ?? "it is for another program"
    }
    guard !remoteAddresses.isEmpty else { return nil }
    let possible = IPAddressSet(union: remoteAddresses.map(\.match.possible))
    return possible.isDisjoint(with: clients)
      ? "it is for \(remoteAddresses.map { printable($0.text.value) }.inWords)" : nil
  }
}
