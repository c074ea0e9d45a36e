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
  /// The rules about the dialled address that lead to an address of which no file tells whose it is, such as that of a load
  /// balancer: whether they lead on to the server is not known.
  let onward: [AzureFirewallRule]
  /// Whether files have the rules of the firewall, whatever they are about.
  let isTold: Bool
  /// Whether clients certainly come in by it.
  let isCertain: Bool
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
    }
    let own = rules.filter { mayBeOwn($0.machine?.value) }
    let onward = rules.filter { mayLeadOn($0, environment) }
    if let holder = resource?.holder {
      guard holder.value.lowercased().contains("/azurefirewalls/") else { return nil }
      return AzureFirewallDNAT(
        place: resource?.place(holder.range), rules: own, onward: onward,
        isTold: !environment.azureFirewallRules.isEmpty && environment.azureFirewalls.count < 2,
        isCertain: true, clients: origin.addresses, addresses: environment.azureFirewallAddresses)
    }
    guard let first = own.first ?? onward.first, !machineAddresses.contains(peer) else { return nil }
    // No file tells that clients come in by it, unless a rule names the address that they dial.
    let isCertain =
      isNamed && own.contains { $0.dialledAddresses.map { $0 != .any && $0.contains(dialled) } ?? false }
    return AzureFirewallDNAT(
      place: first.place(first.name.range), rules: own, onward: onward, isTold: true, isCertain: isCertain,
      clients: origin.addresses,
      addresses: isCertain ? environment.azureFirewallAddresses : nil)
  }
}

extension Server {
  /// Whether an address is the machine's own, or may be as no file tells.
  private func mayBeOwn(_ address: IPAddress?) -> Bool {
    guard let address, !machineAddresses.isEmpty else { return true }
    return address.asIPv4.map(machineAddresses.contains) ?? false
  }

  /// Whether a rule for a control port leads to an address that is not the machine's, and of which no file says that it is
  /// another machine's: a load balancer in front of the server may have it.
  private func mayLeadOn(_ rule: AzureFirewallRule, _ environment: ServerEnvironment) -> Bool {
    guard let machine = rule.machine?.value, !mayBeOwn(machine),
      !environment.networkInterfaces.contains(where: { $0.addresses.contains { $0.value == machine } })
    else { return false }
    return controlPorts.contains { rule.mayBeDialled(at: $0) }
  }
}

extension AzureFirewallDNAT {
  /// Whether control connections come through to a port of the machine.
  func controlChecks(_ port: Port) -> [SessionCheck] {
    let rules = rules.filter { $0.mayBe(for: clients) }
    if let rule = rules.first(where: { leads($0, to: port) && $0.isFor(all: clients) }) {
      return [
        SessionCheck(
          .passes, "Azure Firewall: rule \(name: rule.name.value) leads to TCP \(port)",
          at: rule.place(rule.name.range))
      ]
    }
    if let rule = onward.first(where: { $0.mayBeDialled(at: port) && $0.mayBe(for: clients) }),
      let machine = rule.machine
    {
      return [
        SessionCheck(
          .unknown,
          "rule \(name: rule.name.value) of Azure Firewall leads to \(machine.value), and whether connections get on to the server from there is in no file",
          at: rule.place(machine.range))
      ]
    }
    let doubt = rules.first { $0.machinePort == nil || $0.machinePort?.value == Int(port) }
    if isTold, doubt == nil { return [withoutRule(port)] }
    let reason: Message =
      doubt.map { "what rule \(name: $0.name.value) of Azure Firewall does cannot be told from the file" }
      ?? "the rules of Azure Firewall are in no file"
    return [SessionCheck(.unknown, reason, at: doubt.map { $0.place($0.name.range) } ?? place)]
  }

  private func withoutRule(_ port: Port) -> SessionCheck {
    .stops(
      "Azure Firewall has no rule that leads to TCP \(port)", at: place, symptom: .connectionTimeout,
      rule: .controlPortBlocked, onWayThatIsCertain: isCertain)
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
  /// Whether it is for some of some clients, or may be.
  fileprivate func mayBe(for addresses: IPAddressSet) -> Bool {
    clients.map { !$0.isDisjoint(with: addresses) } ?? true
  }

  /// Whether it certainly is for all of some clients.
  fileprivate func isFor(all addresses: IPAddressSet) -> Bool { clients.map { addresses.isSubset(of: $0) } ?? false }

  /// Whether clients dial a port to get on by the rule, or may.
  fileprivate func mayBeDialled(at port: Port) -> Bool {
    dialledPorts.isEmpty || dialledPorts.contains { $0.ports?.contains(port) ?? true }
  }

  /// Whether clients dial the port that the rule leads to; nothing when that cannot be told.
  fileprivate var leadsToSamePort: Bool? {
    guard let machinePort, let port = Port(exactly: machinePort.value) else { return nil }
    guard !dialledPorts.isEmpty, dialledPorts.allSatisfy({ $0.ports != nil }) else { return nil }
    return dialledPorts.contains { $0.ports?.contains(port) == true }
  }
}
