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
  /// All rules that may be about the dialled address: one that comes before another may take its connections.
  let rivals: [AzureFirewallRule]
  /// The addresses of other machines, as far as files tell.
  let others: Set<IPAddress>
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
        place: resource?.place(holder.range), rules: own, onward: onward, rivals: rules, others: otherMachines,
        isTold: !environment.azureFirewallRules.isEmpty && environment.azureFirewalls.count < 2,
        isCertain: true, clients: origin.addresses, addresses: environment.azureFirewallAddresses)
    }
    guard let first = own.first ?? onward.first, !machineAddresses.contains(peer) else { return nil }
    // No file tells that clients come in by it, unless a rule names the address that they dial.
    let isCertain =
      isNamed && own.contains { $0.dialledAddresses.map { $0 != .any && $0.contains(dialled) } ?? false }
    return AzureFirewallDNAT(
      place: first.place(first.name.range), rules: own, onward: onward, rivals: rules, others: otherMachines,
      isTold: true, isCertain: isCertain,
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

  /// The addresses of other machines, as far as files tell.
  private var otherMachines: Set<IPAddress> {
    guard !machineAddresses.isEmpty else { return [] }
    let all = environment?.networkInterfaces.flatMap { $0.addresses.map(\.value) } ?? []
    return Set(all).subtracting(machineAddresses.map(IPAddress.v4))
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
    let leading = rules.filter { leads($0, to: port) && $0.isFor(all: clients) }
    if let rule = leading.first(where: { rivalry(of: $0) == nil }) {
      return [
        SessionCheck(
          .passes, "Azure Firewall: rule \(name: rule.name.value) leads to TCP \(port)",
          at: rule.place(rule.name.range))
      ]
    }
    let rivalries = leading.compactMap { rule in rivalry(of: rule).map { (rule, $0) } }
    if let (rule, rivalry) = rivalries.first(where: { !$0.1.isCertain }) ?? rivalries.first {
      return [contested(rule, rivalry)]
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

  private func contested(_ rule: AzureFirewallRule, _ rivalry: Rivalry) -> SessionCheck {
    let rival = rivalry.rule
    let place = rival.place(rival.name.range)
    guard rivalry.isCertain else {
      return SessionCheck(
        .unknown,
        "whether rule \(name: rule.name.value) or \(name: rival.name.value) of Azure Firewall comes first cannot be told from the file",
        at: place)
    }
    return .stops(
      "rule \(name: rival.name.value) of Azure Firewall comes before \(name: rule.name.value) and leads elsewhere",
      at: place, symptom: .connectionTimeout, rule: .controlPortBlocked, onWayThatIsCertain: isCertain)
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
    let same = rules.filter { $0.leadsToSamePort != false && rivalry(of: $0)?.isCertain != true }
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

// MARK: - Several rules for one port

extension AzureFirewallDNAT {
  /// A rule that takes the connections of another, or may.
  private struct Rivalry {
    let rule: AzureFirewallRule
    let isCertain: Bool
  }

  /// The rule that takes connections that another would lead on, certainly if there is one that does: of those that are for
  /// the same port of the same address the one that comes first decides.
  private func rivalry(of rule: AzureFirewallRule) -> Rivalry? {
    let found = rivals.filter { rival in
      rival != rule && rival.mayBe(for: clients) && rival.mayTake(from: rule)
        && rule.order.precedes(rival.order) != true
    }
    // What leads to an address of which no file tells whose it is may lead on to the server.
    let isElsewhere = { (rival: AzureFirewallRule) in rival.machine.map { others.contains($0.value) } ?? false }
    let certain = found.first { rival in
      rival.order.precedes(rule.order) == true && rival.isFor(all: clients) && rival.takesAll(of: rule)
        && isElsewhere(rival) && found.allSatisfy { rival.order.precedes($0.order) == true || isElsewhere($0) }
    }
    return certain.map { Rivalry(rule: $0, isCertain: true) } ?? found.first.map { Rivalry(rule: $0, isCertain: false) }
  }
}

extension AzureFirewallRule {
  /// Whether it is for some of the connections that another rule is for, and leads elsewhere, or may.
  fileprivate func mayTake(from other: AzureFirewallRule) -> Bool {
    let isSameEnd =
      machine != nil && machine?.value == other.machine?.value && machinePort != nil
      && machinePort?.value == other.machinePort?.value
    guard !isSameEnd, let dialledAddresses, let theirs = other.dialledAddresses else {
      return !isSameEnd && sharesPort(with: other)
    }
    return !dialledAddresses.isDisjoint(with: theirs) && sharesPort(with: other)
  }

  private func sharesPort(with other: AzureFirewallRule) -> Bool {
    guard let own = ports, let theirs = other.ports else { return true }
    return !own.isDisjoint(with: theirs)
  }

  /// Whether it certainly is for all connections that another rule is for.
  fileprivate func takesAll(of other: AzureFirewallRule) -> Bool {
    guard coversTCP == true, let ports, let theirs = other.ports, let dialledAddresses,
      let theirAddresses = other.dialledAddresses
    else { return false }
    return theirs.isSubset(of: ports) && theirAddresses.isSubset(of: dialledAddresses)
  }

  /// The ports that clients dial; nothing where one of them cannot be told.
  private var ports: PortSet? {
    let known = dialledPorts.compactMap(\.ports)
    return dialledPorts.isEmpty || known.count < dialledPorts.count ? nil : PortSet(union: known)
  }

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
