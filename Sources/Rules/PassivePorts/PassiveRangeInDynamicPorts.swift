internal import Inet
internal import Linter

extension Rule {
  static let passiveRangeInDynamicPorts = Rule(
    id: "passive-range-in-dynamic-ports", topic: .passivePorts, severity: .note,
    summary: "The passive port range overlaps 49152–65535, from which Windows serves outgoing connections.",
    rationale: """
      Windows hands out 49152–65535 to every program that connects somewhere, unless `netsh int ipv4 set dynamicport` \
      moved them. Now and then such a connection holds a port that IIS wants, or a service such as Hyper-V has \
      reserved a block there, and a transfer fails with 425. Many servers live with it.

      Reserve the range as an administered exclusion, which keeps other programs out of it: `netsh int ipv4 add \
      excludedportrange protocol=tcp startport=50000 numberofports=101`. Or choose a range below 49152.

      Source: Microsoft KB 929851, "The default dynamic port range for TCP/IP has changed".
      """,
    examples: [
      .rejects(.server, "<firewallSupport lowDataChannelPort=\"▸50000◂\" highDataChannelPort=\"50100\" />"),
      .rejects(.server, "<firewallSupport lowDataChannelPort=\"49000\" highDataChannelPort=\"▸49200◂\" />"),
      .accepts(.server, "<firewallSupport lowDataChannelPort=\"49051\" highDataChannelPort=\"49151\" />"),
    ],
    check: .server { configuration, _, report in
      let server = configuration.server
      guard case .range(let range) = server.passivePorts, range.overlaps(.windowsDynamic) else { return }
      let begins = range.first >= PortRange.windowsDynamic.first
      report.add(
        "the passive port range overlaps Windows' dynamic ports, \(PortRange.windowsDynamic)",
        at: begins ? server.lowDataChannelPort.range : server.highDataChannelPort.range,
        notes: ["outgoing connections of any program can hold a port that a transfer needs"],
        help: "reserve it: netsh int ipv4 add excludedportrange protocol=tcp startport=\(range.first) "
          + "numberofports=\(range.count); or choose a range below 49152")
    })
}
