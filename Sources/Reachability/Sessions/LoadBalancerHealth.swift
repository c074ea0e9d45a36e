internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Text

extension LoadBalancerPath {
  /// The probe on which it hangs whether a port of the machine gets control connections, if there is one.
  func probe(to control: Port) -> LoadBalancer.Probe? {
    balancer?.frontends.first { $0.isCertain && $0.arrivingPorts?.contains(control) == true }?.probe
  }

  /// The probes on which it hangs whether passive ports get connections.
  func probes(to ports: PortSet) -> [LoadBalancer.Probe] {
    (balancer?.frontends ?? []).filter { $0.isCertain && !$0.keptPorts.isDisjoint(with: ports) }.compactMap(\.probe)
      .distinct
  }

  /// Whether a site accepts the address that clients dialled, where packets keep it.
  func bindingChecks(
    _ binding: Binding, _ endpoint: BindingEndpoint, _ dialed: DialedAddress, _ server: Server
  )
    -> [SessionCheck]
  {
    guard let balancer, let peer = dialed.exchanges.first?.peer,
      let lead = balancer.frontends.first(where: { $0.isCertain && $0.arrivingPorts?.contains(endpoint.port) == true }),
      lead.isFloating != false
    else { return [] }
    let place = balancer.place(lead.name.range)
    guard isCertain, lead.isFloating == true else {
      return [SessionCheck(.unknown, "whether \(title) keeps the address that clients dial is in no file", at: place)]
    }
    switch endpoint.address {
    case .v4(peer): return []
    case .v4, .v6:
      return [
        SessionCheck(
          .blocked,
          "rule \(name: lead.name.value) of \(title) keeps the address \(peer) that clients dial (floating IP), and the binding is for another",
          at: server.place(binding.information.range), symptom: .connectionTimeout, rule: .floatingIPNotBound)
      ]
    case .any:
      guard !server.machineAddresses.contains(peer) else { return [] }
      return [
        SessionCheck(
          .unknown,
          "rule \(name: lead.name.value) of \(title) keeps the address \(peer) that clients dial (floating IP), and whether the machine has it is in no file",
          at: place)
      ]
    }
  }
}

extension InboundNAT {
  /// What it hangs on that the machine gets connections to a control port, and the site takes them.
  func healthChecks(
    _ binding: Binding, _ endpoint: BindingEndpoint, _ dialed: DialedAddress, _ server: Server,
    _ passages: inout FlowDecisionCache
  ) -> [SessionCheck] {
    guard case .loadBalancer(let path) = self else { return [] }
    let probe = path.probe(to: endpoint.port).map { [$0] } ?? []
    return path.bindingChecks(binding, endpoint, dialed, server)
      + probe.flatMap { passages.checks($0, of: path, at: endpoint.address, .connectionTimeout) }
  }

  /// What it hangs on that the machine gets connections to passive ports.
  func passiveHealthChecks(
    _ ports: PortSet, at binding: LocalAddress, _ passages: inout FlowDecisionCache
  )
    -> [SessionCheck]
  {
    guard case .loadBalancer(let path) = self else { return [] }
    return path.probes(to: ports).flatMap { passages.checks($0, of: path, at: binding, .dataConnectionTimeout) }
  }
}

extension FlowDecisionCache {
  /// What filters do with a load balancer's probe; none where it gets through, or where its port is in no file.
  ///
  /// Probes come from 168.63.129.16, and a machine that does not answer them gets no connections (Azure documentation,
  /// "Azure Load Balancer health probes").
  mutating func checks(
    _ probe: LoadBalancer.Probe, of path: LoadBalancerPath, at binding: LocalAddress, _ symptom: Symptom.ID
  ) -> [SessionCheck] {
    guard let port = probe.port.flatMap({ Port(exactly: $0.value) }) else { return [] }
    let decisions = decisions(from: ServiceTags.azureHost, to: PortSet(port), at: binding)
    for decision in decisions {
      guard let decidingRule = decision.blocked.first?.verdict.decidingRule else { continue }
      let reason: Message =
        "\(decidingRule.filter) stops the probe of \(path.title) to TCP \(port): \(decidingRule.rule)"
      return [
        path.isCertain
          ? SessionCheck(.blocked, reason, at: decidingRule.place, symptom: symptom, rule: .probeBlocked)
          : SessionCheck(
            .unknown, "\(reason), and whether clients come in by it is in no file", at: decidingRule.place,
            rule: .probeBlocked)
      ]
    }
    guard let part = decisions.lazy.compactMap(\.unknown.first).first,
      case .unknown(let reason, let decidingRule) = part.verdict
    else { return [] }
    return [
      SessionCheck(
        .unknown,
        "whether \(decidingRule.filter) lets the probe of \(path.title) to TCP \(port) through hangs on \(decidingRule.rule): \(reason.phrase)",
        at: decidingRule.place)
    ]
  }
}
