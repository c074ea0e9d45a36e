internal import IISConfiguration
internal import Inet
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let excludedPortInRange = Rule(
    id: "excluded-port-in-range", topic: .environment, severity: .warning,
    summary: "Windows has set ports aside that the passive range or a binding needs.",
    rationale: """
      No service can listen on a port of Windows' excluded ranges, unless an administrator has set the range aside, \
      which `netsh` marks with `*`. Hyper-V, containers and NAT reserve such ranges at start-up, and not the same each \
      time. IIS then answers `425 Cannot open data connection` with Windows error 10013 to each transfer that gets \
      such a port. Where the whole passive range or a control port is set aside it is an error.

      Move the passive range to ports outside; or stop the service that reserves them, set the range aside with \
      `netsh int ipv4 add excludedportrange tcp startport=40000 numberofports=200`, and start the service again.

      Sources: [azure-pipelines-tasks issue 5929](https://github.com/microsoft/azure-pipelines-tasks/issues/5929); \
      \(passivePortsSource).
      """,
    examples: [
      .rejects(.server, exampleRange, environment: ["excluded.txt": excluded("     ▸40100       40150◂")]),
      .rejects(.server, exampleRange, .error, environment: ["excluded.txt": excluded("     ▸40000       40999◂")]),
      .rejects(
        .server, exampleRange, .error, environment: ["excluded.txt": excluded("        ▸20          30◂")],
        caption: "the control port 21"),
      .rejects(
        .server, exampleRange, .error,
        environment: ["excluded.txt": excluded("     ▸40000       40059◂\n     40060       40199")],
        caption: "the whole range, in two pieces"),
      .rejects(
        .server, exampleRange,
        environment: ["excluded.txt": excluded("     ▸40100       40150◂\n     40100       40150")],
        caption: "the same for IPv4 and IPv6"),
      .accepts(.server, exampleRange, environment: ["excluded.txt": excluded("     40200       40299")]),
      .accepts(
        .server, exampleRange, environment: ["excluded.txt": excluded("     40000       40199     *")],
        caption: "set aside by an administrator, for FTP"),
    ],
    check: .environment { server, context in
      let excluded = server.environment.excludedPorts.filter { !$0.isAdministered }
      let control = PortSet(server.controls.map { PortRange($0.port) })
      for (ports, place) in excluded.overlaps(with: control) {
        context.report(
          "control port \(ports) is set aside by Windows", at: place, severity: .error,
          notes: ["IIS cannot listen on the port, so the site does not start"],
          help: "find out which service reserves the port, or move the binding",
          stops: server.sessions(on: ports))
      }
      let passive = server.passiveRange.map { PortSet($0) } ?? PortSet()
      let overlaps = excluded.overlaps(with: passive)
      let isAll = !passive.isEmpty && passive.isSubset(of: PortSet(union: overlaps.map(\.ports)))
      for (ports, place) in isAll ? overlaps.prefix(1) : overlaps[...] {
        context.report(
          isAll
            ? "the whole passive range \(passive) is set aside by Windows"
            : "passive \(ports.count == 1 ? "port \(ports) is" : "ports \(ports) are") set aside by Windows",
          at: place, severity: isAll ? .error : .warning,
          notes: ["IIS answers 425 Cannot open data connection to transfers that get one of these ports"],
          help: "move the passive range to ports outside, open those in every firewall, and restart ftpsvc",
          stops: StoppedSessions(at: .dataConnection, dataMode: .passive, clients: .withoutFallbackAfterFailure))
      }
    })
}

extension [ExcludedPorts] {
  /// What each takes of some ports; a port that two of them take, say for IPv4 and for IPv6, counts once.
  fileprivate func overlaps(with ports: PortSet) -> [(ports: PortSet, place: Location)] {
    var left = ports
    var found: [(ports: PortSet, place: Location)] = []
    for excluded in self {
      let taken = PortSet(excluded.range.value).intersection(left)
      guard !taken.isEmpty else { continue }
      found.append((taken, excluded.place))
      left = left.subtracting(taken)
    }
    return found
  }
}

private func excluded(_ line: String) -> String {
  """
  Protocol tcp Port Exclusion Ranges

  Start Port    End Port
  ----------    --------
  \(line)
  """
}
