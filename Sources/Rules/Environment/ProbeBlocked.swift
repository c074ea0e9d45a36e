internal import IISConfiguration
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let probeBlocked = Rule(
    id: "probe-blocked", topic: .environment, severity: .error,
    summary: "The probe of a load balancer does not get through to the server, which then gets no connections.",
    rationale: """
      A load balancer asks each machine again and again whether it is well, from 168.63.129.16 and at the port of the \
      probe. A machine that does not answer is taken out, and clients who dial the load balancer find nobody, although \
      everything is open for them. Azure lets probes in by itself (`AllowAzureLoadBalancerInBound`); a deny rule for all \
      sources comes before that, and Windows Firewall knows nothing of it: a rule that lets in named clients alone \
      stops probes. What listens at the port of the probe is not looked at.

      Allow the tag `AzureLoadBalancer` in the security group, before the rule that denies, and 168.63.129.16 in \
      Windows Firewall.

      Source: \(probeSource).
      """,
    examples: [
      .rejects(
        .server, exampleRange,
        environment: [
          "lb.json": probedBalancer(port: 21),
          "nsg.json": securityGroup(
            securityRule("FTP", 300, ports: "21 40000-40199"),
            securityRule("▸No-Others◂", 4000, ports: "*", source: "*", access: "Deny")),
        ]),
      .rejects(
        .server, exampleRange, with: DeploymentOptions(sources: [ClientSource("203.0.113.0/24")].compactMap(\.self)),
        environment: [
          "lb.json": probedBalancer(port: 21),
          "firewall.reg": firewallExport(
            firewallRule("FTP", "LPort=21|LPort2_10=40000-40199|RA4=203.0.113.0/255.255.255.0")
          ).replacing("[HKEY", with: "[▸HKEY"),
        ], caption: "Windows Firewall lets in one partner, and no probe"),
      .rejects(
        .server, exampleRange,
        environment: [
          "lb.json": probedBalancer(port: 21, probe: 8080),
          "admin-rules.json": adminRules(adminRule("▸deny-8080◂", "Deny", "8080")),
          "nsg.json": securityGroup(securityRule("FTP", ports: "21 40000-40199")),
        ], caption: "the probe asks at another port, which a security admin rule closes"),
      .accepts(
        .server, exampleRange,
        environment: [
          "lb.json": probedBalancer(port: 21),
          "nsg.json": securityGroup(securityRule("FTP", ports: "21 40000-40199")),
        ], caption: "Azure's own rule lets probes in"),
      .accepts(
        .server, exampleRange,
        environment: [
          "lb.json": probedBalancer(port: 21),
          "nsg.json": securityGroup(
            securityRule("FTP", 300, ports: "21 40000-40199"),
            securityRule("Probes", 310, ports: "21", source: "AzureLoadBalancer"),
            securityRule("No-Others", 4000, ports: "*", source: "*", access: "Deny")),
        ]),
      .accepts(
        .server, exampleRange,
        environment: [
          "lb.json": probedBalancer(port: 443),
          "nsg.json": securityGroup(
            securityRule("FTP", 300, ports: "21 40000-40199"),
            securityRule("No-Others", 4000, ports: "*", source: "*", access: "Deny")),
        ], caption: "the load balancer is for something else"),
    ],
    check: .environment { server, context in
      for blocked in server.blockedProbes {
        let rule = blocked.denial.decidingRule
        context.report(
          """
          the probe \(quoted: blocked.probe.name.value) of \(blocked.balancer.title) to TCP \(blocked.denial.ports) does \
          not get through \(rule.filter): \(server.phrase(of: rule))
          """,
          at: server.place(of: rule),
          notes: ["the load balancer takes the machine for dead, and hands no connections on to it"],
          help: server.remedy(blocked.denial, from: blocked.source, isMeant: true),
          stops: blocked.bindings.isEmpty
            ? nil : StoppedSessions(at: .controlConnection, bindings: blocked.bindings, networks: .public))
      }
    })
}

/// A load balancer with a rule for a port, and a probe for the same, or another.
private func probedBalancer(port: Int, probe: Int? = nil) -> String {
  """
  [{"name": "lb", "loadBalancingRules": [
      {"name": "in", "protocol": "Tcp", "frontendPort": \(port), "backendPort": \(port), "probe": {"id": "/lb/probes/tcp"}}],
    "probes": [{"name": "tcp", "protocol": "Tcp", "port": \(probe ?? port)}]}]
  """
}
