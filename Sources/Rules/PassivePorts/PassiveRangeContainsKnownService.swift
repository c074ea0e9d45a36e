internal import IISConfiguration
internal import Inet
internal import Linter
internal import Text

extension Rule {
  static let passiveRangeContainsKnownService = Rule(
    id: "passive-range-contains-known-service", topic: .passivePorts, severity: .warning,
    fixValue: .passiveRange,
    summary: "The passive port range contains the port of a well-known service.",
    rationale: """
      Opening the range opens these ports too: SQL Server (1433), Remote Desktop (3389), WinRM (5985–5986, 47001) or \
      Web Deploy (8172) on the same machine become reachable from wherever the range is. Ports 5060–5061 belong to \
      SIP: routers with a SIP helper rewrite or drop what passes there, so one transfer in a hundred hangs. Ranges \
      such as 5000–5100, copied from many guides, contain them.

      Choose a range without them, for instance 50000–50100.

      Sources: [FluentFTP issue 712](https://github.com/robinrodricks/FluentFTP/issues/712) (SIP helpers); \
      [service ports of Windows](https://learn.microsoft.com/troubleshoot/windows-server/networking/service-overview-and-network-port-requirements).
      """,
    examples: [
      .rejects(.server, "<firewallSupport lowDataChannelPort=\"▸5000◂\" highDataChannelPort=\"5100\" />"),
      .rejects(.server, "<firewallSupport lowDataChannelPort=\"▸1025◂\" highDataChannelPort=\"5984\" />"),
      .accepts(.server, "<firewallSupport lowDataChannelPort=\"5062\" highDataChannelPort=\"5200\" />"),
      .accepts(.server, "<firewallSupport lowDataChannelPort=\"50000\" highDataChannelPort=\"50100\" />"),
    ],
    check: .server { configuration, context in
      guard case .range(let range) = configuration.server.passivePorts else { return }
      let inside = knownServices.filter { range.overlaps($0.ports) }
      guard !inside.isEmpty else { return }
      context.report(
        "the passive port range contains \(code: inside.map(\.title).joined(separator: ", "))",
        at: configuration.server.lowDataChannelPort.range,
        notes: inside.map(\.consequence).distinct,
        help: "choose a range without them, for instance 50000–50100, open it in every firewall, and restart ftpsvc",
        fix: context.wantedPassiveRange)
    })
}

private struct KnownService {
  let ports: PortRange
  let name: String
  let consequence: Message

  var title: String { "\(ports) (\(name))" }
}

private let knownServices: [KnownService] = {
  let exposed: Message = "a firewall that opens the range opens these services too"
  let rewritten: Message = "routers with a SIP helper break data connections on 5060 and 5061"
  let table: [(Port, Port, String, Message)] = [
    (1433, 1433, "SQL Server", exposed), (3389, 3389, "Remote Desktop", exposed), (5060, 5061, "SIP", rewritten),
    (5985, 5986, "WinRM", exposed), (8172, 8172, "Web Deploy", exposed), (47001, 47001, "WinRM", exposed),
  ]
  return table.compactMap { first, last, name, consequence in
    PortRange(first, last).map { KnownService(ports: $0, name: name, consequence: consequence) }
  }
}()
