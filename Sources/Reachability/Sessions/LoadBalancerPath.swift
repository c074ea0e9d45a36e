internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Text

/// A load balancer between clients and the server, as far as files tell of it.
struct LoadBalancerPath: Sendable {
  /// What a report calls it: `load balancer lb`.
  let title: Message
  /// Where it stands, if it stands in a file.
  let place: Location?
  /// What it does; nothing where no file has it, or where it cannot be told which of several it is.
  let balancer: LoadBalancer?
  /// Whether it holds the dialled address, so that clients certainly come in by it.
  let isCertain: Bool
}

extension Server {
  /// The load balancer on the way from the Internet to a dialled address; nothing where there is none.
  func balancer(for dialed: DialedAddress) -> LoadBalancerPath? {
    guard let environment, let peer = dialed.exchanges.first?.peer else { return nil }
    let resource = environment.publicIPAddresses.first { $0.address?.value == .v4(peer) }
    if let holder = resource?.holder {
      let parts = holder.value.split(separator: "/")
      guard let kind = parts.firstIndex(where: { $0.lowercased() == "loadbalancers" }), kind + 1 < parts.count
      else { return nil }
      let name = String(parts[kind + 1])
      let known = environment.loadBalancers.first { $0.name.value.lowercased() == name.lowercased() }
      return LoadBalancerPath(
        title: "load balancer \(name: name)", place: resource?.place(holder.range),
        balancer: known?.dialled(at: ResourceID(holder.value)), isCertain: true)
    }
    guard let first = environment.loadBalancers.first, !machineAddresses.contains(peer) else { return nil }
    guard environment.loadBalancers.count == 1 else {
      return LoadBalancerPath(title: "one of several load balancers", place: nil, balancer: nil, isCertain: false)
    }
    return LoadBalancerPath(
      title: first.title, place: first.place(first.name.range), balancer: first, isCertain: false)
  }
}

extension LoadBalancerPath {
  /// Whether control connections come through to a port of the machine.
  func controlChecks(_ port: Port) -> [SessionCheck] {
    guard let balancer else { return [SessionCheck(.unknown, "what \(title) does is in no file", at: place)] }
    let leads = balancer.frontends.filter { $0.arrivingPorts?.contains(port) ?? true }
    if let lead = leads.first(where: \.isCertain) {
      return [
        drained(lead, balancer)
          ?? SessionCheck(
            .passes, "\(title): rule \(name: lead.name.value) leads to TCP \(port)",
            at: balancer.place(lead.name.range))
      ]
    }
    if let lead = leads.first {
      let reason: Message = "what rule \(name: lead.name.value) of \(title) does cannot be told from the file"
      return [SessionCheck(.unknown, reason, at: balancer.place(lead.name.range))]
    }
    let place = balancer.place(balancer.name.range)
    guard isCertain else { return [SessionCheck(.unknown, Self.doubt(title, "TCP \(port)"), at: place)] }
    return [
      SessionCheck(
        .blocked, "\(title) has no rule that leads to TCP \(port)", at: place, symptom: .connectionTimeout,
        rule: .controlPortBlocked)
    ]
  }

  /// That somebody has taken the server out of the pool to which a rule leads, if somebody has.
  private func drained(_ lead: LoadBalancer.Frontend, _ balancer: LoadBalancer) -> SessionCheck? {
    guard let state = lead.serverState, state.value == .down else { return nil }
    return .stops(
      "\(title) hands no connections on to the server, as adminState is Down in the pool of rule \(name: lead.name.value)",
      at: balancer.place(state.range), symptom: .connectionTimeout, rule: .controlPortBlocked,
      onWayThatIsCertain: isCertain)
  }

  /// One that is there may be for something else.
  private static func doubt(_ title: Message, _ ports: Message) -> Message {
    "\(title) has no rule that leads to \(ports), and whether clients come in by it is in no file"
  }

  /// Whether data connections come through to the ports that the server announces.
  func passiveChecks(_ ports: PortSet, control: Port) -> [SessionCheck] {
    guard let balancer else { return [] }
    let isOnTheWay = isCertain || balancer.frontends.contains { $0.arrivingPorts?.contains(control) ?? true }
    let same = balancer.frontends.filter { $0.keepsPorts || !$0.isCertain }
    let missing = ports.subtracting(PortSet(union: same.map { $0.arrivingPorts ?? .any }))
    guard missing.isEmpty else {
      let place = balancer.place(balancer.name.range)
      guard isOnTheWay else {
        return [SessionCheck(.unknown, Self.doubt(title, "TCP \(Simulation.brief(missing))"), at: place)]
      }
      return [
        SessionCheck(
          .blocked, "\(title) has no rules that lead TCP \(Simulation.brief(missing)) to the same ports",
          at: place, symptom: .otherMachine, rule: .loadBalancerRangeMissing)
      ]
    }
    if let doubt = same.first(where: { !$0.isCertain }) {
      let reason: Message = "what rule \(name: doubt.name.value) of \(title) does cannot be told from the file"
      return [SessionCheck(.unknown, reason, at: balancer.place(doubt.name.range))]
    }
    if let check = drained(same, ports, balancer) ?? parted(same, ports, control, balancer) { return [check] }
    return [SessionCheck(.passes, "\(title) leads the passive ports to the same ports", at: place)]
  }
}

extension LoadBalancerPath {
  /// That somebody has taken the server out of a pool to which rules for passive ports lead, and no other rule leads there.
  private func drained(_ data: [LoadBalancer.Frontend], _ ports: PortSet, _ balancer: LoadBalancer) -> SessionCheck? {
    let open = data.filter { $0.serverState?.value != .down }
    let lost = ports.subtracting(PortSet(union: open.map { $0.arrivingPorts ?? .any }))
    let rule = data.first { $0.serverState?.value == .down && !($0.arrivingPorts ?? .any).isDisjoint(with: lost) }
    guard let rule, let state = rule.serverState else { return nil }
    return .stops(
      "\(title) hands no connections to TCP \(Simulation.brief(lost)) on to the server, as adminState is Down in the pool of rule \(name: rule.name.value)",
      at: balancer.place(state.range), symptom: .otherMachine, rule: .loadBalancerRangeMissing,
      onWayThatIsCertain: isCertain)
  }

  /// That data connections may get to another machine than their control connection.
  private func parted(
    _ data: [LoadBalancer.Frontend], _ ports: PortSet, _ control: Port, _ balancer: LoadBalancer
  ) -> SessionCheck? {
    let leads = data.filter { !($0.arrivingPorts ?? .any).isDisjoint(with: ports) }
    guard let parting = balancer.parting(control: lead(to: control), data: leads) else { return nil }
    let rule = parting.rule
    let reason: Message =
      if let control = parting.control {
        "rules \(name: control.name.value) and \(name: rule.name.value) of \(title) may lead control and data connections to two machines"
      } else if leads.contains(rule) {
        "rule \(name: rule.name.value) of \(title) may lead data connections to another machine"
      } else {
        "rule \(name: rule.name.value) of \(title) may lead control connections to another machine than data connections"
      }
    return SessionCheck(.unknown, reason, at: balancer.place(rule.name.range))
  }
}

extension LoadBalancer.Frontend {
  /// Whether all of what it does can be told from the file.
  var isCertain: Bool { isForTCP && hasKnownPorts }
}
