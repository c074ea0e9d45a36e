internal import IISConfiguration
internal import Inet
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let sessionAffinityMissing = Rule(
    id: "session-affinity-missing", topic: .environment, severity: .error,
    summary: "A load balancer spreads the connections of one client over several machines.",
    rationale: """
      By default a load balancer chooses a machine for each connection by both addresses and both ports. A data \
      connection then reaches another machine than the control connection: it is refused, or times out. With the \
      distribution `SourceIP` all connections of one client go to one machine.

      `SourceIP` chooses by the two addresses, and `SourceIPProtocol` by these and the protocol, so that both choose machines \
      apart from each other: the rules of the control ports and of the passive ports need the same one.

      Set `--load-distribution SourceIP` on the rules of the control ports and of the passive ports alike.

      Source: \(distributionSource).
      """,
    examples: [
      .rejects(
        .server, exampleRange,
        environment: ["lb.json": spread(control: "▸Default◂", data: "Default", members: twoMachines)],
        caption: "one finding for one load balancer"),
      .rejects(
        .server, exampleRange,
        environment: ["lb.json": spread(control: "SourceIP", data: "▸Default◂", members: twoMachines)]),
      .rejects(
        .server, exampleRange,
        environment: ["lb.json": spread(control: "SourceIP", data: "▸SourceIPProtocol◂", members: twoMachines)],
        caption: "two ways to choose"),
      .accepts(
        .server, exampleRange,
        environment: ["lb.json": spread(control: "SourceIP", data: "SourceIP", members: twoMachines)]),
      .accepts(
        .server, exampleRange,
        environment: ["lb.json": spread(control: "Default", data: "Default", members: "{\"id\": \"vm1\"}")],
        caption: "one machine"),
      .accepts(
        .server, exampleRange, environment: ["lb.json": spread(control: "Default", members: twoMachines)],
        caption: "no passive port is spread; NAT rules may lead each machine's own"),
    ],
    check: .environment { server, context in
      for balancer in server.environment.loadBalancers {
        guard let (parting, machines) = server.parting(of: balancer) else { continue }
        let rule = parting.rule
        context.report(
          parting.control.map { control in
            """
            rules \(quoted: control.name.value) and \(quoted: rule.name.value) of \(balancer.title) choose one of \
            \(machines) machines in two ways
            """
          } ?? """
            rule \(quoted: rule.name.value) of \(balancer.title) spreads the connections \
            of one client over \(machines) machines
            """,
          at: balancer.place(rule.distribution?.range ?? rule.name.range),
          notes: ["a data connection may reach another machine than the control connection, which does not know it"],
          help: "set the distribution of the control ports' and the passive ports' rules to SourceIP")
      }
    })
}

extension ServerContext {
  /// The first rule that parts data connections from their control connections: both go to one pool of several machines.
  ///
  /// Passive ports that NAT rules lead to one machine each, with a range for each machine, are a way that works.
  fileprivate func parting(of balancer: LoadBalancer) -> (LoadBalancer.Parting, machines: Int)? {
    for pool in balancer.pools where pool.size > 1 {
      let control = balancer.frontends(to: controlPorts).filter { $0.leads(to: pool) }
      let data = balancer.frontends(to: passiveRange.map { PortSet($0) } ?? PortSet()).filter { $0.leads(to: pool) }
      guard !control.isEmpty, !data.isEmpty else { continue }
      if let rule = (control + data).first(where: { $0.keepsClientsTogether == false }) {
        return (LoadBalancer.Parting(rule: rule, control: nil), pool.size)
      }
      for first in control where first.affinity != nil {
        let other = data.first { $0.affinity != nil && $0.affinity != first.affinity }
        if let other { return (LoadBalancer.Parting(rule: other, control: first), pool.size) }
      }
    }
    return nil
  }
}

extension LoadBalancer.Frontend {
  fileprivate func leads(to pool: LoadBalancer.Pool) -> Bool { pools.contains { $0.name == pool.name.value } }
}

private let twoMachines = "{\"id\": \"vm1\"}, {\"id\": \"vm2\"}"

private func spread(control: String, data: String? = nil, members: String) -> String {
  let rules = [(21, control)] + (data.map { [(40000, $0)] } ?? [])
  let texts = rules.map { port, distribution in
    """
    {"name": "rule-\(port)", "protocol": "Tcp", "frontendPort": \(port), "backendPort": \(port),
      "loadDistribution": "\(distribution)", "backendAddressPool": {"id": "/lb/backendAddressPools/pool"}}
    """
  }
  return """
    [{"name": "lb", "loadBalancingRules": [\(texts.joined(separator: ",\n"))],
      "backendAddressPools": [{"name": "pool", "backendIPConfigurations": [\(members)]}]}]
    """
}
