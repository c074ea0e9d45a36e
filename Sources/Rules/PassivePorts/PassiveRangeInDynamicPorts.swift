internal import IISConfiguration
internal import Inet
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let passiveRangeInDynamicPorts = Rule(
    id: "passive-range-in-dynamic-ports", topic: .passivePorts, severity: .note,
    fixValue: .passiveRange,
    summary: "The passive port range overlaps the ports from which Windows serves outgoing connections.",
    rationale: """
      Windows hands out 49152–65535 to every program that connects somewhere, unless `netsh int ipv4 set dynamicport` \
      moved them; with `--environment`, what `netsh int ipv4 show dynamicport tcp` prints is taken. Now and then such a connection holds a port that IIS wants, or a service such as Hyper-V has \
      reserved a block there, and a transfer fails with 425. Many servers live with it.

      Reserve the range as an administered exclusion, which keeps other programs out of it: `netsh int ipv4 add \
      excludedportrange protocol=tcp startport=50000 numberofports=101`. Or choose a range outside.

      Source: Microsoft KB 929851, "The default dynamic port range for TCP/IP has changed".
      """,
    examples: [
      .rejects(.server, "<firewallSupport lowDataChannelPort=\"▸50000◂\" highDataChannelPort=\"50100\" />"),
      .rejects(.server, "<firewallSupport lowDataChannelPort=\"49000\" highDataChannelPort=\"▸49200◂\" />"),
      .accepts(.server, "<firewallSupport lowDataChannelPort=\"49051\" highDataChannelPort=\"49151\" />"),
      .rejects(
        .server, "<firewallSupport lowDataChannelPort=\"▸10000◂\" highDataChannelPort=\"10100\" />",
        environment: ["dynamic.txt": dynamicPorts(10000, 20000)], caption: "netsh tells which ports are dynamic"),
      .accepts(
        .server, "<firewallSupport lowDataChannelPort=\"50000\" highDataChannelPort=\"50100\" />",
        environment: ["dynamic.txt": dynamicPorts(10000, 20000)]),
      .accepts(
        .server, "<firewallSupport lowDataChannelPort=\"50000\" highDataChannelPort=\"50100\" />",
        environment: [
          "excluded.txt": """
          Protocol tcp Port Exclusion Ranges

          Start Port    End Port
          ----------    --------
               50000       50100     *
          """
        ], caption: "an administrator has reserved them"),
    ],
    check: .server { configuration, context in
      let deployment = context.deployment
      let server = configuration.server
      guard case .range(let range) = server.passivePorts else { return }
      let outgoing = deployment.outgoingPorts
      let taken = PortSet(range).intersection(outgoing).subtracting(deployment.reservedPorts)
      guard !taken.isEmpty else { return }
      context.report(
        "the passive port range overlaps Windows' dynamic ports, \(outgoing)",
        at: taken.contains(range.first) ? server.lowDataChannelPort.range : server.highDataChannelPort.range,
        notes: ["outgoing connections of any program can hold a port that a transfer needs"],
        help: """
          reserve it: netsh int ipv4 add excludedportrange protocol=tcp startport=\(range.first) \
          numberofports=\(range.count); or choose a range outside \(outgoing)
          """,
        fix: context.wantedPassiveRange)
    })
}

private func dynamicPorts(_ first: Int, _ count: Int) -> String {
  """
  Protocol tcp Dynamic Port Range
  ---------------------------------
  Start Port      : \(first)
  Number of Ports : \(count)
  """
}
