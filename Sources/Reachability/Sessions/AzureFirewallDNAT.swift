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
  /// Where clients are.
  let clients: IPAddressSet
  /// Its own addresses, if files tell of them and clients certainly come in by it.
  let addresses: IPAddressSet?

  /// What the server sees of clients.
  var source: TranslatedSource { TranslatedSource(translator: "Azure Firewall", known: addresses, place: place) }
}

extension Server {
  /// Azure Firewall on the way from the Internet to a dialled address; nothing where files show none.
  func azureFirewall(for dialed: DialedAddress, from origin: ClientNetwork) -> AzureFirewallDNAT? {
    guard let environment, let peer = dialed.exchanges.first?.peer else { return nil }
    let resource = environment.publicIPAddresses.first { $0.address?.value == .v4(peer) }
    let dialled = IPAddress.v4(peer)
    let isNamed = dialed.isNamed(peer)
    let rules = environment.azureFirewallRules.filter { rule in
      rule.coversTCP != false && (!isNamed || rule.dialledAddresses?.contains(dialled) ?? true)
        && mayBeOwn(rule.machine?.value)
    }
    if let holder = resource?.holder {
      guard holder.value.lowercased().contains("/azurefirewalls/") else { return nil }
      return AzureFirewallDNAT(
        place: resource?.place(holder.range), rules: rules, clients: origin.addresses,
        addresses: environment.azureFirewallAddresses)
    }
    guard let first = rules.first, !machineAddresses.contains(peer) else { return nil }
    // No file tells that clients come in by it, unless a rule names the address that they dial.
    let isCertain =
      isNamed && rules.contains { $0.dialledAddresses.map { $0 != .any && $0.contains(dialled) } ?? false }
    return AzureFirewallDNAT(
      place: first.place(first.name.range), rules: rules, clients: origin.addresses,
      addresses: isCertain ? environment.azureFirewallAddresses : nil)
  }
}

extension Server {
  /// Whether an address is the machine's own, or may be as no file tells.
  private func mayBeOwn(_ address: IPAddress?) -> Bool {
    guard let address, !machineAddresses.isEmpty else { return true }
    return address.asIPv4.map(machineAddresses.contains) ?? false
  }
}

extension AzureFirewallDNAT {
  /// Whether control connections come through to a port of the machine.
  func controlChecks(_ port: Port) -> [SessionCheck] {
    let rules = rules.filter { $0.clients.map { !$0.isDisjoint(with: clients) } ?? true }
    if let rule = rules.first(where: { leads($0, to: port) && $0.isFor(all: clients) }) {
      return [
        SessionCheck(
          .passes, "Azure Firewall: rule \(name: rule.name.value) leads to TCP \(port)",
          at: rule.place(rule.name.range))
      ]
    }
    let doubt = rules.first { $0.machinePort == nil || $0.machinePort?.value == Int(port) }
    guard self.rules.isEmpty || doubt != nil else {
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

  /// Whether a rule leads to a port of the machine for certain.
  private func leads(_ rule: AzureFirewallRule, to port: Port) -> Bool {
    rule.coversTCP == true && rule.machine != nil && rule.machinePort?.value == Int(port)
  }

  /// Whether data connections come through to the ports that the server announces.
  ///
  /// - Parameters:
  ///   - ports: The ports that the server announces.
  ///   - control: The port of the control connection.
  ///   - matching: Whether the server holds the clients' addresses on both connections against each other.
  /// - Returns: A check for what is in the way, or why it is not known.
  func passiveChecks(_ ports: PortSet, control: Port, _ matching: Setting<Bool>) -> [SessionCheck] {
    let lead = rules.first { leads($0, to: control) }
    let place = lead.map { $0.place($0.name.range) } ?? place
    let same = rules.filter { $0.leadsToSamePort != false }
    let open = PortSet(
      union: same.map { $0.machinePort.flatMap { Port(exactly: $0.value) }.map { PortSet($0) } ?? .any })
    let missing = ports.subtracting(open)
    guard missing.isEmpty || lead == nil else {
      return [
        SessionCheck(
          .blocked, "Azure Firewall has no rules that lead TCP \(Simulation.brief(missing)) to the same ports",
          at: place, symptom: .dataConnectionTimeout, rule: .azureFirewallPassive)
      ]
    }
    return [
      SessionCheck(
        .unknown,
        matching.isReadable && !matching.value
          ? "passive FTP through Azure Firewall is not supported, though the site takes data from any address"
          : "passive FTP through Azure Firewall is not supported, as data may come from another of its addresses",
        at: place, rule: .azureFirewallPassive)
    ]
  }
}

extension AzureFirewallRule {
  /// Whether it certainly is for all of some clients.
  fileprivate func isFor(all addresses: IPAddressSet) -> Bool { clients.map { addresses.isSubset(of: $0) } ?? false }

  /// Whether clients dial the port that the rule leads to; nothing when that cannot be told.
  fileprivate var leadsToSamePort: Bool? {
    guard let machinePort, let port = Port(exactly: machinePort.value) else { return nil }
    guard !dialledPorts.isEmpty, dialledPorts.allSatisfy({ $0.ports != nil }) else { return nil }
    return dialledPorts.contains { $0.ports?.contains(port) == true }
  }
}
