internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Text

/// The connections of one binding: what is on their way, whichever client makes them.
struct ListenerPath: Sendable {
  let binding: Binding
  let endpoint: BindingEndpoint
  let dialed: DialedAddress
  /// The control connection.
  let control: [SessionCheck]
  /// That a part of the configuration was not read, if it was not.
  var redirection: SessionCheck? { control.first { $0.rule == .redirectedConfiguration } }
  /// What the server sees in place of clients' addresses; nothing where it sees these.
  let source: TranslatedSource?
  /// Passive data connections to the address that clients have dialled.
  let passive: [SessionCheck]
  /// Active data connections.
  let active: [SessionCheck]

  /// The ways of a binding's connections; nothing for a binding that cannot be read or takes no IPv4.
  init?(_ binding: Binding, _ site: FTPSite, _ world: Simulation, _ passages: inout FlowDecisionCache) {
    guard let endpoint = binding.endpoint else { return nil }
    if case .v6 = endpoint.address { return nil }
    self.binding = binding
    self.endpoint = endpoint
    dialed = DialedAddress(site, endpoint.address, world.server, from: world.origin)
    let port = PortSet(endpoint.port)
    let inboundNAT = world.server.inboundNAT(for: dialed, from: world.origin)
    var control = world.faults.checks(site, binding)
    control += [Self.listening(binding, endpoint, world), dialed.check.at(.address)]
    control += world.origin.unknownClientsChecks.at(.address)
    control += world.exclusions(in: port, for: .control)
    control += world.server.gatewayLoadBalancerChecks(dialed, from: world.origin).at(.address)
    control += (inboundNAT?.controlChecks(endpoint.port) ?? []).at(.address)
    source = inboundNAT?.source
    control += passages.checks(.control, at: endpoint.address, ports: port, behind: source)
    control += (world.returnRoute?.checks(dialed, behind: inboundNAT) ?? []).at(.address)
    control += (inboundNAT?.healthChecks(binding, endpoint, dialed, world.server, &passages) ?? []).at(.address)
    self.control = control
    passive = Self.passive(endpoint, site, inboundNAT, world, &passages)
    active = Self.active(endpoint, inboundNAT, &passages)
  }

  /// Whether the port is one for sessions that begin so.
  func speaks(_ security: SessionMode.Security) -> Bool {
    (security == .implicit) == endpoint.isImplicitPort
  }

  private static func listening(
    _ binding: Binding, _ endpoint: BindingEndpoint, _ world: Simulation
  ) -> SessionCheck {
    let place = world.server.place(binding.information.range)
    let text = binding.information.value
    let reason: Message
    switch world.server.unreachability(of: endpoint.address) {
    case nil:
      let missing = world.origin.isPublic ? world.server.publicAddressesMissing(endpoint.address) : []
      guard !missing.isEmpty else { return SessionCheck(.passes, "the site listens on \(quoted: text)", at: place) }
      return SessionCheck(
        .blocked,
        "the site listens on \(quoted: text), and \(list: missing.map { "\($0)" }) \(missing.count == 1 ? "leads" : "lead") to another address of the server",
        at: place, symptom: .connectionTimeout, rule: .bindingUnreachable)
    case .loopback: reason = "the binding \(quoted: text) is for programs on the server itself"
    case .publicAddressInAzure:
      reason = "the binding \(quoted: text) names a public address, which no machine in Azure has itself"
    case .foreignAddress: reason = "the binding \(quoted: text) names an address that the server does not have"
    }
    return SessionCheck(.blocked, reason, at: place, symptom: .connectionRefused, rule: .bindingUnreachable)
  }

  private static func passive(
    _ endpoint: BindingEndpoint, _ site: FTPSite, _ inboundNAT: InboundNAT?, _ world: Simulation,
    _ passages: inout FlowDecisionCache
  ) -> [SessionCheck] {
    let range: PassiveRange
    switch PassiveRange.Knowledge(world) {
    case .known(let known): range = known
    case .unknown(let check): return [check]
    case .windowsDefault(let check):
      // Where it is the same for all ports it does not matter which of them Windows takes.
      let checks =
        (inboundNAT?.passiveChecks(.client, control: endpoint.port, site) ?? []).at(.address)
        + passages.checks(.passiveData, at: endpoint.address, ports: .client, behind: inboundNAT?.source)
      let isMixed =
        checks.contains { $0.verdict == .blocked }
        && passages.letsSome(.client, at: endpoint.address, behind: inboundNAT?.source)
      return [check]
        + (isMixed
          ? [SessionCheck(.unknown, "which ports are Windows' dynamic ones is in no file, and not all get through")]
          : checks)
    }
    return [range.check] + collisions(endpoint, world) + world.exclusions(in: range.ports, for: .passiveData)
      + (inboundNAT?.passiveChecks(range.ports, control: endpoint.port, site) ?? []).at(.address)
      + passages.checks(.passiveData, at: endpoint.address, ports: range.ports, behind: inboundNAT?.source)
      + (inboundNAT?.passiveHealthChecks(range.ports, at: endpoint.address, &passages) ?? []).at(.address)
  }

  /// Control ports of sites that start in the passive range: what comes of a session is a matter of luck.
  private static func collisions(_ endpoint: BindingEndpoint, _ world: Simulation) -> [SessionCheck] {
    world.passivePortCollisions.compactMap { collision in
      let isConcerned = collision.concerns(endpoint.address)
      guard isConcerned != false else { return nil }
      return SessionCheck(
        isConcerned == true ? .blocked : .unknown,
        "port \(collision.port) of the passive range is a control port, so that data connections to it fail",
        at: world.server.place(collision.binding.information.range),
        symptom: isConcerned == true ? .passivePortTaken : nil,
        rule: .passiveRangeContainsControlPort)
    }
  }

  private static func active(
    _ endpoint: BindingEndpoint, _ inboundNAT: InboundNAT?, _ passages: inout FlowDecisionCache
  ) -> [SessionCheck] {
    guard endpoint.port > 1 else { return [SessionCheck(.blocked, "there is no port below 1 to send data from")] }
    let behind = inboundNAT.map {
      [
        SessionCheck(.unknown, "from which address the server's own connections leave behind \($0.title) is in no file")
          .at(.address)
      ]
    }
    return (behind ?? []) + passages.checks(.activeData, at: endpoint.address, ports: PortSet(endpoint.port - 1))
  }
}
