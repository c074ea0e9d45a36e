internal import IISConfiguration
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let floatingIPNotBound = Rule(
    id: "floating-ip-not-bound", topic: .environment, severity: .error,
    summary:
      "A load balancer hands connections on with the address that clients dialled, and the binding is for another.",
    rationale: """
      With `enableFloatingIP` packets reach the machine with the address of the load balancer, which the machine must \
      have on a loopback interface. A binding to the machine's own address does not take them, and clients wait until \
      they time out. FTP has no need of floating IP; it is meant for clusters.

      Take `enableFloatingIP` away from the rule, or bind the site to `*` or to the load balancer's address. It is a \
      note where another binding of the site takes the address.

      Source: \(floatingIPSource).
      """,
    examples: [
      .rejects(
        .site, "<bindings><binding protocol=\"ftp\" bindingInformation=\"▸10.0.0.4:21:◂\" /></bindings>",
        environment: ["lb.json": floatingBalancer(true), "pip.json": address]),
      .rejects(
        .site,
        """
        <bindings><binding protocol="ftp" bindingInformation="▸10.0.0.4:21:◂" />
        <binding protocol="ftp" bindingInformation="20.40.60.80:21:" /></bindings>
        """, .note, environment: ["lb.json": floatingBalancer(true), "pip.json": address],
        caption: "another binding is for the load balancer's address"),
      .accepts(
        .site, "<bindings><binding protocol=\"ftp\" bindingInformation=\"*:21:\" /></bindings>",
        environment: ["lb.json": floatingBalancer(true), "pip.json": address]),
      .accepts(
        .site, "<bindings><binding protocol=\"ftp\" bindingInformation=\"10.0.0.4:21:\" /></bindings>",
        environment: ["lb.json": floatingBalancer(false), "pip.json": address],
        caption: "the load balancer translates the address"),
    ],
    check: .environment { server, context in
      for unbound in server.unboundFloatingAddresses {
        context.report(
          unbound.check.reason, at: unbound.check.place, severity: unbound.isBoundElsewhere ? .note : .error,
          sites: [unbound.site.name], notes: ["clients that dial the load balancer do not reach this binding"],
          help: "take enableFloatingIP away from the rule, or bind to * or to the load balancer's address",
          stops: unbound.isBoundElsewhere
            ? nil
            : StoppedSessions(at: .controlConnection, bindings: [unbound.binding.range], networks: .public))
      }
    })
}

private let address = """
  [{"name": "pip", "ipAddress": "20.40.60.80", "publicIPAllocationMethod": "Static",
    "ipConfiguration": {"id": "/subscriptions/0/loadBalancers/lb/frontendIPConfigurations/front"}}]
  """

private func floatingBalancer(_ isFloating: Bool) -> String {
  """
  [{"name": "lb", "frontendIPConfigurations": [{"name": "front"}], "loadBalancingRules": [
      {"name": "control", "protocol": "Tcp", "frontendPort": 21, "backendPort": 21, "enableFloatingIP": \(isFloating),
       "frontendIPConfiguration": {"id": "/lb/frontendIPConfigurations/front"}}]}]
  """
}
