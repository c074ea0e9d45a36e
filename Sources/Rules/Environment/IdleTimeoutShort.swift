internal import Inet
internal import Linter
internal import Reachability

extension Rule {
  static let idleTimeoutShort = Rule(
    id: "idle-timeout-short", topic: .environment, severity: .note,
    summary: "A public address or a load balancer forgets connections after 4 minutes without traffic.",
    rationale: """
      During a transfer the control connection is silent. A file that takes longer than the timeout arrives, and then \
      the client waits in vain for `226 Transfer complete`, or finds the connection reset. 4 minutes is the default of \
      Azure, 30 the most.

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
      .accepts(
        .server, exampleRange,
        environment: [
          "pip.json": """
          [{"name": "pip", "ipAddress": "20.40.60.80", "publicIPAllocationMethod": "Static", "idleTimeoutInMinutes": 30}]
          """
        ]),
    ],
    check: .scene { scene, report in
      for address in scene.environment.publicIPAddresses where !address.isForOutboundOnly {
        reportTimeout(
          address.idleTimeout, "public address \(printable(address.name.value))", address.path, &report)
      }
      for balancer in scene.environment.loadBalancers {
        let rules = balancer.rules.map { ($0.name, $0.backendPort, $0.idleTimeout) }
        let natRules = balancer.natRules.map { ($0.name, $0.backendPort, $0.idleTimeout) }
        for (name, port, timeout) in rules + natRules {
          guard let port, port.value == 0 || scene.controlPorts.contains(Port(exactly: port.value) ?? 0) else {
            continue
          }
          reportTimeout(
            timeout, "rule \(quoted(name.value)) of load balancer \(printable(balancer.name.value))", balancer.path,
            &report)
        }
      }
    })
}

private func reportTimeout(_ timeout: Located<Int>?, _ thing: String, _ path: String, _ report: inout Report) {
  guard let timeout, timeout.value <= 4 else { return }
  report.add(
    "\(thing) forgets connections after \(timeout.value) minutes without traffic",
    at: EnvironmentPlace(path, timeout.range),
    notes: ["the control connection is silent during a transfer, and is lost in one that takes longer"],
    help: "raise the idle timeout to up to 30 minutes, or let clients send keepalives")
}
