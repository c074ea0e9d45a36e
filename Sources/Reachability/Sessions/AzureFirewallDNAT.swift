internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Text

/// Azure Firewall between clients on the Internet and the server, as far as files tell of it.
///
/// Its DNAT rules hand connections on, each to one port of one machine, and the server sees an address of the firewall in
/// place of the client's. Passive FTP through them is not supported, as control and data connections may come from
/// different ones of its addresses (Azure documentation, "Azure Firewall FTP support").
struct AzureFirewallDNAT: Sendable {
  /// Where it stands, if it stands in a file.
  let place: Location?
  /// The rules that may be about the dialled address and the server.
  let rules: [AzureFirewallRule]
}

extension Simulation {
  /// Azure Firewall on the way to a dialled address; nothing where files show none.
  func azureFirewall(for dialed: DialedAddress) -> AzureFirewallDNAT? {
    guard origin.isPublic, let environment = server.environment, let peer = dialed.exchanges.first?.peer else {
      return nil
    }
    let resource = environment.publicIPAddresses.first { $0.address?.value == .v4(peer) }
    let dialled = IPAddress.v4(peer)
    let isNamed = dialed.isNamed(peer)
    let rules = environment.azureFirewallRules.filter { rule in
      rule.coversTCP != false && (!isNamed || rule.dialledAddresses?.contains(dialled) ?? true)
        && mayBeOwn(rule.machine?.value)
    }
    if let holder = resource?.holder {
      guard holder.value.lowercased().contains("/azurefirewalls/") else { return nil }
      return AzureFirewallDNAT(place: resource?.place(holder.range), rules: rules)
    }
    guard let first = rules.first, !server.machineAddresses.contains(peer) else { return nil }
    return AzureFirewallDNAT(place: first.place(first.name.range), rules: rules)
  }
}

extension Simulation {
  /// Whether an address is the machine's own, or may be as no file tells.
  private func mayBeOwn(_ address: IPAddress?) -> Bool {
    guard let address, !server.machineAddresses.isEmpty else { return true }
    return address.asIPv4.map(server.machineAddresses.contains) ?? false
  }
}

extension AzureFirewallDNAT {
  /// Whether control connections come through to a port of the machine.
  func controlChecks(_ port: Port) -> [SessionCheck] {
    if let rule = rules.first(where: { $0.coversTCP == true && $0.machine != nil && $0.machinePort?.value == Int(port) }
    ) {
      return [
        SessionCheck(
          .passes, "Azure Firewall: rule \(name: rule.name.value) leads to TCP \(port)",
          at: rule.place(rule.name.range))
      ]
    }
    let doubt = rules.first { $0.machinePort == nil || $0.machinePort?.value == Int(port) }
    guard rules.isEmpty || doubt != nil else {
      return [
        SessionCheck(
          .blocked, "Azure Firewall has no rule that leads to TCP \(port)", at: place, symptom: .connectionTimeout,
          rule: .controlPortBlocked)
      ]
    }
    let reason: Message =
      doubt.map { "what rule \(name: $0.name.value) of Azure Firewall does cannot be told from the file" }
      ?? "the rules of Azure Firewall are in no file"
    return [SessionCheck(.unknown, reason, at: doubt.map { $0.place($0.name.range) } ?? place)]
  }

  /// Whether data connections come through to the ports that the server announces.
  func passiveChecks(_ ports: PortSet) -> [SessionCheck] {
    let same = rules.filter { $0.leadsToSamePort != false }
    let open = PortSet(
      union: same.map { $0.machinePort.flatMap { Port(exactly: $0.value) }.map { PortSet($0) } ?? .any })
    let missing = ports.subtracting(open)
    guard missing.isEmpty || rules.isEmpty else {
      return [
        SessionCheck(
          .blocked, "Azure Firewall has no rules that lead TCP \(Simulation.brief(missing)) to the same ports",
          at: place, symptom: .dataConnectionTimeout, rule: .azureFirewallPassive)
      ]
    }
    return [
      SessionCheck(
        .unknown,
        "passive FTP through Azure Firewall is not supported, as data may come from another of its addresses", at: place
      )
    ]
  }

  /// What filters behind it do with connections from one of its own addresses, which no file tells.
  static func behind(_ checks: [SessionCheck]) -> [SessionCheck] {
    checks.map { check in
      guard check.verdict == .blocked else { return check }
      return SessionCheck(
        .unknown, "from which of its addresses Azure Firewall comes is in no file, and \(check.reason)", at: check.place
      )
    }
  }
}

extension AzureFirewallRule {
  /// Whether clients dial the port that the rule leads to; nothing when that cannot be told.
  fileprivate var leadsToSamePort: Bool? {
    guard let machinePort, let port = Port(exactly: machinePort.value) else { return nil }
    guard !dialledPorts.isEmpty, dialledPorts.allSatisfy({ $0.ports != nil }) else { return nil }
    return dialledPorts.contains { $0.ports?.contains(port) == true }
  }
}
