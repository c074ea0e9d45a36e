internal import Inet
internal import Linter
internal import Reachability

extension Rule {
  static let sessionAffinityMissing = Rule(
    id: "session-affinity-missing", topic: .environment, severity: .error,
    summary: "A load balancer spreads the connections of one client over several machines.",
    rationale: """
      By default a load balancer chooses a machine for each connection by both addresses and both ports. A data \
      connection then reaches another machine than the control connection: it is refused, or times out. With the \
      distribution `SourceIP` all connections of one client go to one machine.

      Set `--load-distribution SourceIP` on the rules of the control ports and of the passive ports alike.

      Source: \(distributionSource).
      """,
    examples: [
      .rejects(
        .server, exampleRange,
        environment: ["lb.json": spread(distribution: "▸Default◂", members: "{\"id\": \"vm1\"}, {\"id\": \"vm2\"}")]),
      .accepts(
        .server, exampleRange,
        environment: ["lb.json": spread(distribution: "SourceIP", members: "{\"id\": \"vm1\"}, {\"id\": \"vm2\"}")]),
      .accepts(
        .server, exampleRange, environment: ["lb.json": spread(distribution: "Default", members: "{\"id\": \"vm1\"}")],
        caption: "one machine"),
    ],
    check: .scene { scene, report in
      for balancer in scene.environment.loadBalancers {
        for rule in balancer.rules where rule.coversTCP != false && rule.keepsClientsTogether == false {
          guard let port = rule.backendPort.flatMap({ Port(exactly: $0.value) }),
            port == 0 || scene.controlPorts.contains(port)
          else { continue }
          let names = Set(rule.pools.map { $0.value.split(separator: "/").last.map(String.init) ?? "" })
          let machines = balancer.pools.filter { names.contains($0.name.value) }.map(\.members).max() ?? 0
          guard machines > 1 else { continue }
          report.add(
            "rule \(quoted(rule.name.value)) of load balancer \(printable(balancer.name.value)) spreads the connections "
              + "of one client over \(machines) machines",
            at: balancer.place(rule.distribution?.range ?? rule.name.range),
            notes: ["a data connection may reach another machine than the control connection, which does not know it"],
            help: "set the distribution of the control ports' and the passive ports' rules to SourceIP")
        }
      }
    })
}

private func spread(distribution: String, members: String) -> String {
  """
  [{"name": "lb", "loadBalancingRules": [{"name": "control", "protocol": "Tcp", "frontendPort": 21, "backendPort": 21,
    "loadDistribution": "\(distribution)", "backendAddressPool": {"id": "/lb/backendAddressPools/pool"}}],
    "backendAddressPools": [{"name": "pool", "backendIPConfigurations": [\(members)]}]}]
  """
}
