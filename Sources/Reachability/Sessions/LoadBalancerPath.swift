internal import IISConfiguration
internal import Inet
internal import NetworkModel

/// A load balancer between clients and the server, as far as files tell of it.
struct LoadBalancerPath: Sendable {
  /// What a report calls it: `load balancer lb`.
  let title: String
  /// Where it stands, if it stands in a file.
  let place: Location?
  /// What it does; nothing where no file has it, or where it cannot be told which of several it is.
  let balancer: LoadBalancer?
}

extension Simulation {
  /// The load balancer on the way to a dialled address; nothing where there is none.
  func balancer(for dialed: DialedAddress) -> LoadBalancerPath? {
    guard origin.isPublic, let environment = server.environment, let peer = dialed.exchanges.first?.peer else {
      return nil
    }
    let resource = environment.publicIPAddresses.first { $0.address?.value == .v4(peer) }
    if let holder = resource?.holder {
      let parts = holder.value.split(separator: "/")
      guard let kind = parts.firstIndex(where: { $0.lowercased() == "loadbalancers" }), kind + 1 < parts.count
      else { return nil }
      let name = String(parts[kind + 1])
      let known = environment.loadBalancers.first { $0.name.value.lowercased() == name.lowercased() }
      return LoadBalancerPath(
        title: "load balancer \(printable(name))", place: resource?.place(holder.range), balancer: known)
    }
    guard let first = environment.loadBalancers.first, !server.machineAddresses.contains(peer) else { return nil }
    guard environment.loadBalancers.count == 1 else {
      return LoadBalancerPath(title: "one of several load balancers", place: nil, balancer: nil)
    }
    return LoadBalancerPath(
      title: "load balancer \(printable(first.name.value))", place: first.place(first.name.range), balancer: first)
  }
}

extension LoadBalancerPath {
  /// Whether control connections come through to a port of the machine.
  func controlChecks(_ port: Port) -> [SessionCheck] {
    guard let balancer else { return [SessionCheck(.unknown, "what \(title) does is in no file", at: place)] }
    let leads = balancer.leads.filter { $0.back == nil || $0.back?.contains(port) == true }
    if let lead = leads.first(where: \.isCertain) {
      return [
        SessionCheck(
          .passes, "\(title): rule \(printable(lead.name.value)) leads to TCP \(port)",
          at: balancer.place(lead.name.range))
      ]
    }
    if let lead = leads.first {
      let reason = "what rule \(printable(lead.name.value)) of \(title) does cannot be told from the file"
      return [SessionCheck(.unknown, reason, at: balancer.place(lead.name.range))]
    }
    return [
      SessionCheck(
        .blocked, "\(title) has no rule that leads to TCP \(port)", at: balancer.place(balancer.name.range),
        symptom: .connectionTimeout)
    ]
  }

  /// Whether data connections come through to the ports that the server announces.
  func passiveChecks(_ ports: PortSet) -> [SessionCheck] {
    guard let balancer else { return [] }
    let same = balancer.leads.filter { $0.isSame || !$0.isCertain }
    let missing = ports.subtracting(PortSet(union: same.map { $0.back ?? .any }))
    guard missing.isEmpty else {
      return [
        SessionCheck(
          .blocked, "\(title) has no rules that lead TCP \(Simulation.brief(missing)) to the same ports",
          at: balancer.place(balancer.name.range), symptom: .otherMachine)
      ]
    }
    if let doubt = same.first(where: { !$0.isCertain }) {
      let reason = "what rule \(printable(doubt.name.value)) of \(title) does cannot be told from the file"
      return [SessionCheck(.unknown, reason, at: balancer.place(doubt.name.range))]
    }
    if balancer.pools.contains(where: { $0.members > 1 }),
      let rule = same.first(where: { !$0.staysWithOneMachine && !($0.back ?? .any).isDisjoint(with: ports) })
    {
      return [
        SessionCheck(
          .unknown, "rule \(printable(rule.name.value)) of \(title) may lead data connections to another machine",
          at: balancer.place(rule.name.range))
      ]
    }
    return [SessionCheck(.passes, "\(title) leads the passive ports to the same ports", at: place)]
  }
}

/// Where one rule of a load balancer leads.
private struct Frontend {
  let name: Located<String>
  /// The ports of the machine; nothing for any.
  let back: PortSet?
  /// Whether clients dial the same ports.
  let isSame: Bool
  /// Whether all of this can be told from the file.
  let isCertain: Bool
  let staysWithOneMachine: Bool
}

extension LoadBalancer {
  fileprivate var leads: [Frontend] {
    rules.filter { $0.coversTCP != false }.map { rule in
      let back = Self.ports(rule.backendPort?.value == 0 ? rule.frontendPort : rule.backendPort)
      let isSame = rule.frontendPort?.value == rule.backendPort?.value || rule.backendPort?.value == 0
      return Frontend(
        name: rule.name, back: back, isSame: isSame,
        isCertain: rule.coversTCP == true && rule.frontendPort != nil && rule.backendPort != nil,
        staysWithOneMachine: rule.keepsClientsTogether == true)
    }
      + natRules.filter { $0.coversTCP != false }.map { rule in
        // A range fans out over machines, all to one port.
        let isRange = rule.frontendRange != nil
        return Frontend(
          name: rule.name, back: Self.ports(rule.backendPort),
          isSame: !isRange && rule.frontendPort?.value == rule.backendPort?.value,
          isCertain: rule.coversTCP == true && rule.backendPort != nil && (isRange || rule.frontendPort != nil),
          staysWithOneMachine: !isRange)
      }
  }

  /// The ports of a number; nothing for 0, which stands for all, and for what is no port.
  private static func ports(_ number: Located<Int>?) -> PortSet? {
    number.flatMap { Port(exactly: $0.value) }.flatMap { $0 == 0 ? nil : PortSet($0) }
  }
}
