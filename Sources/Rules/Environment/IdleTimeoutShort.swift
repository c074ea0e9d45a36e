internal import IISConfiguration
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let idleTimeoutShort = Rule(
    id: "idle-timeout-short", topic: .environment, severity: .note, settings: [shortTimeout],
    summary: "A public address or a load balancer forgets connections after 4 minutes without traffic.",
    rationale: """
      During a transfer the control connection is silent. A file that takes longer than the timeout arrives, and then \
      the client waits in vain for `226 Transfer complete`, or finds the connection reset. 4 minutes is the default of \
      Azure; 30 are the most for a public address, 100 for the rules of a load balancer.

      Raise the timeout, or let clients send NOOP or TCP keepalives during transfers.

      Source: \(idleTimeoutSource).
      """,
    examples: [
      .rejects(
        .server, exampleRange,
        environment: [
          "pip.json": """
          [{"name": "pip", "ipAddress": "20.40.60.80", "publicIPAllocationMethod": "Static", "idleTimeoutInMinutes": ▸4◂}]
          """
        ]),
      .rejects(
        .server, exampleRange,
        environment: [
          "lb.json": """
          [{"name": "lb", "inboundNatRules": [{"name": "control", "protocol": "Tcp", "frontendPort": 21, "backendPort": 21,
            "idleTimeoutInMinutes": ▸4◂}]}]
          """
        ]),
      .rejects(
        .server, exampleRange,
        environment: [
          "lb.json": """
          [{"name": "lb", "inboundNatRules": [{"name": "control", "protocol": "Tcp", "frontendPort": 21, "backendPort": 21,
            "idleTimeoutInMinutes": ▸4◂}, {"name": "other", "protocol": "Tcp", "frontendPort": 2121, "backendPort": 21,
            "idleTimeoutInMinutes": 4}]}]
          """
        ], caption: "two rules of one load balancer, and one finding"),
      .accepts(
        .server, exampleRange,
        environment: [
          "lb.json": """
          [{"name": "lb", "inboundNatRules": [{"name": "other", "protocol": "Udp", "frontendPort": 21, "backendPort": 21,
            "idleTimeoutInMinutes": 4}]}]
          """
        ], caption: "no rule for TCP"),
      .accepts(
        .server, exampleRange,
        environment: [
          "pip.json": """
          [{"name": "pip", "ipAddress": "20.40.60.80", "publicIPAllocationMethod": "Static", "idleTimeoutInMinutes": 4,
            "ipConfiguration": {"id": "/subscriptions/0/loadBalancers/lb/frontendIPConfigurations/front"}}]
          """
        ], caption: "held by a load balancer, whose rules have timeouts of their own"),
      .accepts(
        .server, exampleRange,
        environment: [
          "pip.json": """
          [{"name": "pip", "ipAddress": "20.40.60.80", "publicIPAllocationMethod": "Static", "idleTimeoutInMinutes": 30}]
          """
        ]),
    ],
    check: .environment { server, context in
      let limit = context.value(of: shortTimeout)
      for address in server.environment.publicIPAddresses where !address.isOfLoadBalancer {
        guard let timeout = address.idleTimeout, timeout.value <= limit else { continue }
        report(timeout, most: 30, "public address \(name: address.name.value) forgets", address.path, &context)
      }
      for balancer in server.environment.loadBalancers {
        let rules = balancer.frontends(to: server.controlPorts).filter { ($0.idleTimeout?.value ?? .max) <= limit }
        guard let timeout = rules.first?.idleTimeout else { continue }
        let names: [Message] = rules.map { "\(quoted: $0.name.value)" }
        report(
          timeout, most: 100,
          rules.count == 1
            ? "rule \(list: names) of \(balancer.title) forgets" : "rules \(list: names) of \(balancer.title) forget",
          balancer.path, &context)
      }
    })
}

/// The shortest timeout that Azure knows.
private let shortTimeout = RuleSetting(
  "minutes", of: "idle-timeout-short", "a timeout of so many minutes, or of fewer, is short", standard: 4, in: 4...100)

private func report(
  _ timeout: Located<Int>, most: Int, _ phrase: Message, _ path: String, _ context: inout RuleContext
) {
  context.report(
    "\(phrase) connections after \(timeout.value) minutes without traffic", at: Location(path, timeout.range),
    notes: ["the control connection is silent during a transfer, and is lost in one that takes longer"],
    help: "raise the idle timeout to up to \(most) minutes, or let clients send keepalives")
}

extension PublicIPAddress {
  /// Whether a load balancer holds it, whose rules have timeouts of their own.
  fileprivate var isOfLoadBalancer: Bool { holder?.value.lowercased().contains("/loadbalancers/") ?? false }
}
