internal import IISConfiguration
internal import Inet
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let loadBalancerRangeMissing = Rule(
    id: "load-balancer-range-missing", topic: .environment, severity: .error,
    summary: "A load balancer passes the control port on, but not the passive ports as they are.",
    rationale: """
      A rule of Azure Load Balancer passes one port on, so that each passive port needs a rule of its own, with the \
      same port on both sides: IIS announces its own ports and knows nothing of a translation. The port range of an \
      inbound NAT rule hands its ports out to *machines*, one each, all to the same port; it never leads to a range. \
      Data connections to a port without such a rule time out.

      Nor do they where a rule leads them to another pool than control connections, and the server's `adminState` there is \
      Down.

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
            name: "lb", "21, \"backendPort\": 21", "40000, \"backendPort\": 40000", "40001, \"backendPort\": ▸50001◂")
        ]),
      .rejects(
        .server, "<firewallSupport lowDataChannelPort=\"40000\" highDataChannelPort=\"40001\" />",
        environment: [
          "lb.json": balancer(
            name: "lb", "21, \"backendPort\": 21", "40000, \"backendPort\": ▸50000◂", "40001, \"backendPort\": 50001")
        ], caption: "all of them, and one finding"),
      .rejects(
        .configuration, "", environment: ["lb.json": balancer(name: "▸lb◂", "21, \"backendPort\": 21")],
        caption: "without a range IIS takes any port of Windows' dynamic ones"),
      .rejects(
        .file,
        """
        <configuration><system.applicationHost><sites>
        <site name="Past" id="1"><bindings><binding protocol="ftp" bindingInformation="*:21:a.example" /></bindings>
        <ftpServer><firewallSupport externalIp4Address="20.40.60.80" /></ftpServer></site>
        <site name="Behind" id="2"><bindings><binding protocol="ftp" bindingInformation="*:21:b.example" /></bindings>
        <ftpServer><firewallSupport externalIp4Address="20.40.60.90" /></ftpServer></site>
        </sites></system.applicationHost><system.ftpServer>\(exampleRange)</system.ftpServer></configuration>
        """,
        environment: [
          "lb.json": balancer(name: "▸lb◂", "21, \"backendPort\": 21"),
          "pip.json": """
          [{"name": "pip", "ipAddress": "20.40.60.80", "publicIPAllocationMethod": "Static",
            "ipConfiguration": {"id": "/subscriptions/0/networkInterfaces/nic/ipConfigurations/main"}},
           {"name": "pip-lb", "ipAddress": "20.40.60.90", "publicIPAllocationMethod": "Static",
            "ipConfiguration": {"id": "/subscriptions/0/loadBalancers/lb/frontendIPConfigurations/in"}}]
          """,
        ], caption: "data connections of one of the sites go past it"),
      .rejects(
        .server, "<firewallSupport lowDataChannelPort=\"40000\" highDataChannelPort=\"40000\" />",
        environment: ["lb.json": pools(control: "None", data: "▸Down◂"), "nic.json": machine],
        caption: "data goes to a pool out of which somebody has taken the server"),
      .accepts(
        .server, "<firewallSupport lowDataChannelPort=\"40000\" highDataChannelPort=\"40000\" />",
        environment: ["lb.json": pools(control: "Down", data: "Down"), "nic.json": machine],
        caption: "out of both: control-port-blocked speaks"),
      .accepts(
        .server, "<firewallSupport lowDataChannelPort=\"40000\" highDataChannelPort=\"40000\" />",
        environment: [
          "lb.json": balancer(name: "lb", "21, \"backendPort\": 21"),
          "lb-2.json": balancer(name: "lb-2", "40000, \"backendPort\": 40000"),
        ], caption: "on a second load balancer"),
      .accepts(
        .file,
        """
        <configuration><system.applicationHost><sites><site name="FTP" id="1">
        <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
        <ftpServer><firewallSupport externalIp4Address="20.40.60.80" /></ftpServer>
        </site></sites></system.applicationHost><system.ftpServer>\(exampleRange)</system.ftpServer></configuration>
        """,
        environment: [
          "lb.json": balancer(name: "lb", "21, \"backendPort\": 21"),
          "pip.json": """
          [{"name": "pip", "ipAddress": "20.40.60.80", "publicIPAllocationMethod": "Static",
            "ipConfiguration": {"id": "/subscriptions/0/networkInterfaces/nic/ipConfigurations/main"}}]
          """,
        ], caption: "data connections go to the machine's own public address"),
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
    check: .environment { server, context in
      let sites = server.sitesBehindBalancers
      guard let ports = server.passivePorts?.ports, !sites.isEmpty else { return }
      server.checkBalancers(ports, of: sites, isSet: server.passiveRange != nil, &context)
    })
}

/// A machine that is in a pool for the control port, and in another for the passive port.
private func pools(control: String, data: String) -> String {
  let pools = [(21, "control", control), (40000, "data", data)]
  let rules = pools.map { port, pool, _ in
    """
    {"name": "rule-\(port)", "protocol": "Tcp", "frontendPort": \(port), "backendPort": \(port),
      "backendAddressPool": {"id": "/lb/backendAddressPools/\(pool)"}}
    """
  }
  let members = pools.map { _, pool, state in
    """
    {"name": "\(pool)", "loadBalancerBackendAddresses": [{"ipAddress": "10.0.0.4", "adminState": "\(state)"}]}
    """
  }
  return """
    [{"name": "lb", "loadBalancingRules": [\(rules.joined(separator: ",\n"))],
      "backendAddressPools": [\(members.joined(separator: ",\n"))]}]
    """
}

private let machine = """
  [{"name": "nic", "id": "/subscriptions/0/networkInterfaces/nic", "type": "Microsoft.Network/networkInterfaces",
    "ipConfigurations": [{"privateIPAddress": "10.0.0.4"}]}]
  """

private func balancer(name: String, _ ports: String...) -> String {
  let rules = ports.enumerated().map { index, ports in
    "  {\"name\": \"rule-\(index)\", \"protocol\": \"Tcp\", \"frontendPort\": \(ports)}"
  }
  return "[{\"name\": \"\(name)\", \"inboundNatRules\": [\n\(rules.joined(separator: ",\n"))\n]}]"
}

extension ServerContext {
  /// The sites at which clients on the Internet come in by a load balancer, or may.
  fileprivate var sitesBehindBalancers: [FTPSite] {
    guard !environment.loadBalancers.isEmpty else { return [] }
    return sites.filter(server.isBehindBalancer)
  }

  /// Of ports that no range names, a rule may be about something else: then only what is missing is spoken of.
  fileprivate func checkBalancers(
    _ range: PortSet, of concerned: [FTPSite], isSet: Bool, _ context: inout RuleContext
  ) {
    let all = environment.loadBalancers
    let entrances = all.filter { !$0.frontends(to: controlPorts).isEmpty }
    guard let first = entrances.first else { return }
    var told = PortSet()
    for balancer in entrances where isSet {
      told = told.union(reportTranslated(balancer, range, &context)).union(reportHandedOut(balancer, range, &context))
    }
    reportDrained(entrances, range, of: concerned, &context)
    // What a template does not tell may be the rule that seems to be missing.
    let frontends = all.flatMap(\.frontends)
    let missing = range.subtracting(told).subtracting(PortSet(union: frontends.map(\.keptPorts)))
    guard !missing.isEmpty, frontends.allSatisfy(\.hasKnownPorts) else { return }
    context.report(
      "\(first.title) passes the control port on, but not passive \(missing.phrase)",
      at: first.place(first.name.range), sites: concerned.count == sites.count ? [] : concerned.map(\.name),
      notes: ["data connections to these ports go nowhere, so listings time out"],
      help: "make a rule for each passive port, or give the machine a public address of its own",
      stops: StoppedSessions(
        at: .dataConnection, sites: Set(concerned.map(\.site.index)), dataMode: .passive,
        clients: .withoutFallbackAfterFailure, networks: .public))
  }

  /// Speaks of passive ports that lead to a pool out of which somebody has taken the server, though it is in that of the
  /// control ports.
  private func reportDrained(
    _ entrances: [LoadBalancer], _ range: PortSet, of concerned: [FTPSite], _ context: inout RuleContext
  ) {
    let open = PortSet(
      union: environment.loadBalancers.flatMap(\.frontends).filter { $0.serverState?.value != .down }.map(\.keptPorts))
    for balancer in entrances {
      guard balancer.frontends(to: controlPorts).allSatisfy({ $0.serverState?.value != .down }) else { continue }
      let drained = balancer.frontends.filter { $0.serverState?.value == .down }
      let lost = PortSet(union: drained.map(\.keptPorts)).intersection(range).subtracting(open)
      guard !lost.isEmpty, let state = drained.first(where: { !$0.keptPorts.isDisjoint(with: lost) })?.serverState
      else { continue }
      context.report(
        "\(balancer.title) hands no connections to passive \(lost.phrase) on to the server: adminState is Down",
        at: balancer.place(state.range), sites: concerned.count == sites.count ? [] : concerned.map(\.name),
        notes: ["control connections go to the server by another pool, and data connections to other machines"],
        help: "set adminState of the server to None in that pool too",
        stops: StoppedSessions(
          at: .dataConnection, sites: Set(concerned.map(\.site.index)), dataMode: .passive,
          clients: .withoutFallbackAfterFailure, networks: .public))
    }
  }

  /// Speaks of passive ports that become others on their way, and says which.
  private func reportTranslated(_ balancer: LoadBalancer, _ range: PortSet, _ context: inout RuleContext) -> PortSet {
    let frontends = balancer.frontends.filter { !$0.translatedPorts.isDisjoint(with: range) }
    guard let back = frontends.first?.backendPort else { return PortSet() }
    let ports = PortSet(union: frontends.map(\.translatedPorts))
    context.report(
      "\(balancer.title) turns passive \(ports.phrase) into \(ports.count == 1 ? "\(back.value)" : "others")",
      at: balancer.place(back.range),
      notes: [
        ports.count == 1
          ? "IIS announces its own ports, so clients dial \(ports) for what listens on \(ports)"
          : "IIS announces its own ports, so clients dial the port on which the machine listens"
      ],
      help: ports.count == 1
        ? "give the rule the same port on both sides" : "give each rule the same port on both sides")
    return ports
  }

  /// Speaks of passive ports that lead to one port of several machines, and says which.
  private func reportHandedOut(_ balancer: LoadBalancer, _ range: PortSet, _ context: inout RuleContext) -> PortSet {
    var told = PortSet()
    for rule in balancer.frontends {
      guard let frontend = rule.frontendRange else { continue }
      let ports = PortSet(frontend.value).intersection(range)
      guard !ports.isEmpty else { continue }
      context.report(
        "NAT rule \(quoted: rule.name.value) of \(balancer.title) hands passive \(ports.phrase) out to machines",
        at: balancer.place(frontend.range),
        notes: ["each port of such a range leads to one port of one machine, never to the same port"],
        help: "make one rule for each passive port, with the same port on both sides")
      told = told.union(ports)
    }
    return told
  }
}

extension PortSet {
  fileprivate var phrase: Message { count == 1 ? "port \(self)" : "ports \(self)" }
}
