internal import Inet
internal import Linter
internal import Reachability

extension Rule {
  static let loadBalancerRangeMissing = Rule(
    id: "load-balancer-range-missing", topic: .environment, severity: .error,
    summary: "A load balancer passes the control port on, but not the passive ports as they are.",
    rationale: """
      A rule of Azure Load Balancer passes one port on, so that each passive port needs a rule of its own, with the \
      same port on both sides: IIS announces its own ports and knows nothing of a translation. The port range of an \
      inbound NAT rule hands its ports out to *machines*, one each, all to the same port; it never leads to a range. \
      Data connections to a port without such a rule time out.

      Make one rule a port, or all of them in one with HA ports behind an internal load balancer; simpler is a public \
      address on the machine's own network interface, without a load balancer.

      Source: \(distributionSource).
      """,
    examples: [
      .rejects(
        .server, "<firewallSupport lowDataChannelPort=\"40000\" highDataChannelPort=\"40001\" />",
        environment: ["lb.json": balancer(name: "▸lb◂", "21, \"backendPort\": 21", "40000, \"backendPort\": 40000")]),
      .rejects(
        .server, "<firewallSupport lowDataChannelPort=\"40000\" highDataChannelPort=\"40001\" />",
        environment: [
          "lb.json": balancer(
            name: "▸lb◂", "21, \"backendPort\": 21", "40000, \"backendPort\": 40000", "40001, \"backendPort\": ▸50001◂")
        ]),
      .accepts(
        .server, "<firewallSupport lowDataChannelPort=\"40000\" highDataChannelPort=\"40001\" />",
        environment: [
          "lb.json": balancer(
            name: "lb", "21, \"backendPort\": 21", "40000, \"backendPort\": 40000", "40001, \"backendPort\": 40001")
        ]),
      .accepts(
        .server, exampleRange, environment: ["lb.json": balancer(name: "lb", "443, \"backendPort\": 443")],
        caption: "the load balancer is for something else"),
    ],
    check: .scene { scene, report in
      guard let range = scene.passiveRange else { return }
      for balancer in scene.environment.loadBalancers { scene.check(balancer, PortSet(range), &report) }
    })
}

private func balancer(name: String, _ ports: String...) -> String {
  let rules = ports.enumerated().map { index, ports in
    "  {\"name\": \"rule-\(index)\", \"protocol\": \"Tcp\", \"frontendPort\": \(ports)}"
  }
  return "[{\"name\": \"\(name)\", \"inboundNatRules\": [\n\(rules.joined(separator: ",\n"))\n]}]"
}

extension ServerScene {
  fileprivate func check(_ balancer: LoadBalancer, _ range: PortSet, _ report: inout Report) {
    let links = balancer.links
    guard links.contains(where: { $0.leads(to: controlPorts) }) else { return }
    let title = "load balancer \(printable(balancer.name.value))"
    var open: [PortSet] = []
    for link in links {
      guard let front = link.front, let back = link.back else { continue }
      if front.value == 0 {
        open.append(.any)
      } else if let port = Port(exactly: front.value) {
        if back.value == front.value || back.value == 0 {
          open.append(PortSet(port))
        } else if range.contains(port) {
          report.add(
            "\(title) turns passive port \(port) into \(back.value)", at: balancer.place(back.range),
            notes: ["IIS announces its own ports, so clients dial \(port) for what listens on \(port)"],
            help: "give the rule the same port on both sides")
        }
      }
    }
    for rule in balancer.natRules where rule.coversTCP != false {
      guard let ports = rule.frontendRange, !PortSet(ports.value).isDisjoint(with: range) else { continue }
      report.add(
        "NAT rule \(quoted(rule.name.value)) of \(title) hands passive ports \(ports.value) out to machines",
        at: balancer.place(ports.range),
        notes: ["each port of such a range leads to one port of one machine, never to the same port"],
        help: "make one rule for each passive port, with the same port on both sides")
    }
    // What a template does not tell may be the rule that seems to be missing.
    let missing = range.subtracting(PortSet(union: open))
    guard !missing.isEmpty, links.allSatisfy({ $0.front != nil && $0.back != nil }) else { return }
    report.add(
      "\(title) passes the control port on, but not passive ports \(missing)",
      at: balancer.place(balancer.name.range),
      notes: ["data connections to these ports go nowhere, so listings time out"],
      help: "make a rule for each passive port, or give the machine a public address of its own")
  }
}

/// One port that a load balancer passes on.
private struct Link {
  let front: Located<Int>?
  let back: Located<Int>?

  func leads(to ports: PortSet) -> Bool { back.flatMap { Port(exactly: $0.value) }.map(ports.contains) ?? false }
}

extension LoadBalancer {
  fileprivate var links: [Link] {
    rules.filter { $0.coversTCP != false }.map { Link(front: $0.frontendPort, back: $0.backendPort) }
      + natRules.filter { $0.coversTCP != false && $0.frontendRange == nil }
      .map { Link(front: $0.frontendPort, back: $0.backendPort) }
  }
}
