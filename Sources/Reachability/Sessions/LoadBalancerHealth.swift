internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Text

extension LoadBalancerPath {
  /// What of the machine's health a rule for a control port hangs on; nothing where no rule certainly leads there.
  func lead(to control: Port) -> LoadBalancer.Frontend? {
    balancer?.frontends.first { $0.isCertain && $0.arrivingPorts?.contains(control) == true }
  }

  /// The rules that lead to passive ports, one for each probe that they hang on.
  func leads(to ports: PortSet) -> [LoadBalancer.Frontend] {
    var known: Set<LoadBalancer.Probe?> = []
    return (balancer?.frontends ?? []).filter {
      $0.isCertain && !$0.keptPorts.isDisjoint(with: ports)
        && ($0.missingProbe != nil || known.insert($0.probe).inserted)
    }
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
    return path.bindingChecks(binding, endpoint, dialed, server)
      + (path.lead(to: endpoint.port).map {
        passages.probeChecks($0, of: path, at: endpoint.address, .connectionTimeout)
      } ?? [])
  }

  /// Whether somebody has taken the server out of the pool to which a rule for a control port leads.
  func isDrained(at control: Port) -> Bool {
    guard case .loadBalancer(let path) = self else { return false }
    return path.lead(to: control)?.serverState?.value == .down
  }

  /// Whether a site accepts the address that clients dialled, where packets keep it.
  func bindingChecks(
    _ binding: Binding, _ endpoint: BindingEndpoint, _ dialed: DialedAddress, _ server: Server
  ) -> [SessionCheck] {
    guard case .loadBalancer(let path) = self else { return [] }
    return path.bindingChecks(binding, endpoint, dialed, server)
  }

  /// What it hangs on that the machine gets connections to passive ports.
  func passiveHealthChecks(
    _ ports: PortSet, at binding: LocalAddress, _ passages: inout FlowDecisionCache
  )
    -> [SessionCheck]
  {
    guard case .loadBalancer(let path) = self else { return [] }
    return path.leads(to: ports).flatMap { passages.probeChecks($0, of: path, at: binding, .dataConnectionTimeout) }
  }
}

extension FlowDecisionCache {
  /// What comes of the probe on which a rule hangs; none where it gets through and is answered, and where somebody has said
  /// that it does not count.
  ///
  /// Probes come from 168.63.129.16, and a machine that does not answer them gets no connections (Azure documentation,
  /// "Azure Load Balancer health probes").
  mutating func probeChecks(
    _ lead: LoadBalancer.Frontend, of path: LoadBalancerPath, at binding: LocalAddress, _ symptom: Symptom.ID
  ) -> [SessionCheck] {
    guard lead.serverState == nil, let balancer = path.balancer else { return [] }
    if let missing = lead.missingProbe(of: balancer) { return [missing.check(path, symptom)] }
    guard let probe = lead.probe else { return [] }
    return filterChecks(probe, of: path, at: binding, symptom)
      + (server.fault(of: probe, of: balancer).map { [$0.check(path, symptom)] } ?? [])
  }

  /// What filters do with a probe; none where it gets through, or where its port is in no file.
  private mutating func filterChecks(
    _ probe: LoadBalancer.Probe, of path: LoadBalancerPath, at binding: LocalAddress, _ symptom: Symptom.ID
  ) -> [SessionCheck] {
    guard let port = probe.port.flatMap({ Port(exactly: $0.value) }) else { return [] }
    let decisions = decisions(from: ServiceTags.azureHost, to: PortSet(port), at: binding)
    for decision in decisions {
      guard let decidingRule = decision.blocked.first?.verdict.decidingRule else { continue }
      let reason: Message =
        "\(decidingRule.filter) stops the probe of \(path.title) to TCP \(port): \(decidingRule.rule)"
      return [
        .stops(
          reason, at: decidingRule.place, symptom: symptom, rule: .probeBlocked, onWayThatIsCertain: path.isCertain)
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

extension UnansweredProbe {
  fileprivate func check(_ path: LoadBalancerPath, _ symptom: Symptom.ID) -> SessionCheck {
    guard isCertain else { return SessionCheck(.unknown, sentence, at: place) }
    return .stops(
      sentence, at: place, symptom: symptom, rule: .probeBlocked, onWayThatIsCertain: path.isCertain)
  }
}
