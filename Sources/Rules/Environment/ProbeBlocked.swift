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
      stops probes. A probe by HTTP at a port of an FTP site gets no status 200, and so no answer that counts. Whether \
      anything answers at a port where no FTP site listens is not known.

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
          "lb.json": probedBalancer(port: 21, probe: "8080"),
          "admin-rules.json": adminRules(adminRule("▸deny-8080◂", "Deny", "8080")),
          "nsg.json": securityGroup(securityRule("FTP", ports: "21 40000-40199")),
        ], caption: "the probe asks at another port, which a security admin rule closes"),
      .rejects(
        .server, exampleRange, environment: ["lb.json": probedBalancer(port: 21, probe: "▸21◂", by: "Http")],
        caption: "an FTP site answers no HTTP"),
      .rejects(
        .server, exampleRange, .warning,
        environment: [
          "lb.json": probedBalancer(port: 21, front: "10.0.0.10"),
          "nsg.json": securityGroup(
            securityRule("FTP", 300, ports: "21 40000-40199"),
            securityRule("▸No-Others◂", 4000, ports: "*", source: "*", access: "Deny")),
        ], caption: "clients of an internal load balancer may dial the server itself as well"),
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
          at: server.place(of: rule), severity: weight(blocked.dependents),
          notes: ["the load balancer takes the machine for dead, and hands no connections on to it"],
          help: server.remedy(blocked.denial, from: blocked.source, isMeant: true),
          stops: stopped(blocked.dependents))
      }
      for probe in server.missingProbes { context.remark(probe.sentence) }
      for (probe, dependents) in server.unansweredProbes {
        guard probe.isCertain else {
          context.remark(probe.sentence)
          continue
        }
        context.report(
          probe.sentence, at: probe.place, severity: weight(dependents),
          notes: ["the load balancer takes the machine for dead, and hands no connections on to it"],
          help: "make it a probe by TCP", stops: stopped(dependents))
      }
    })
}

/// Clients of an internal load balancer may dial the server itself as well.
private func weight(_ dependents: ServerContext.ProbeDependents) -> Severity {
  dependents.isInternal ? .warning : .error
}

private func stopped(_ dependents: ServerContext.ProbeDependents) -> StoppedSessions? {
  let bindings = dependents.bindings
  return bindings.isEmpty
    ? nil : StoppedSessions(at: .controlConnection, bindings: bindings, networks: .public)
}

/// A load balancer with a rule for a port, and a probe for the same, or another.
private func probedBalancer(port: Int, probe: String? = nil, by word: String = "Tcp", front: String? = nil) -> String {
  let fronts = front.map { ", \"frontendIPConfigurations\": [{\"name\": \"in\", \"privateIPAddress\": \"\($0)\"}]" }
  return """
    [{"name": "lb", "loadBalancingRules": [
        {"name": "in", "protocol": "Tcp", "frontendPort": \(port), "backendPort": \(port), "probe": {"id": "/lb/probes/tcp"}}],
      "probes": [{"name": "tcp", "protocol": "\(word)", "port": \(probe ?? "\(port)")}]\(fronts ?? "")}]
    """
}
