internal import IISConfiguration
internal import Inet
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let passiveRangeInvalid = Rule(
    id: "passive-range-invalid", topic: .passivePorts, severity: .error,
    fixValue: .passiveRange,
    summary: "The passive ports are no range: the wrong way round, one of them zero, or below 1025.",
    rationale: """
      The schema only checks that each port lies between 0 and 65535, so IIS loads a range that cannot work; what it \
      then does is not documented. The configuration reference allows 1025–65535 (and 0–0 for none), the walkthrough \
      1024–65535: 1024 is therefore a warning. A single port, such as 6001–6001, is valid.

      Set the first port in `lowDataChannelPort` and the last in `highDataChannelPort`, and restart `ftpsvc`.

      Sources: \(passivePortsSource); \(firewallSettingsSource).
      """,
    examples: [
      .rejects(.server, "<firewallSupport lowDataChannelPort=\"▸50100◂\" highDataChannelPort=\"50000\" />"),
      .rejects(.server, "<firewallSupport lowDataChannelPort=\"50000\" highDataChannelPort=\"▸0◂\" />"),
      .rejects(.server, "▸<firewallSupport◂ lowDataChannelPort=\"50000\" />"),
      .rejects(.server, "<firewallSupport lowDataChannelPort=\"▸20◂\" highDataChannelPort=\"21\" />"),
      .rejects(
        .server, "<firewallSupport lowDataChannelPort=\"▸1024◂\" highDataChannelPort=\"2000\" />", .warning,
        caption: "Microsoft's documents disagree about 1024"),
      .accepts(.server, "<firewallSupport lowDataChannelPort=\"1025\" highDataChannelPort=\"2000\" />"),
      .accepts(.server, "<firewallSupport lowDataChannelPort=\"6001\" highDataChannelPort=\"6001\" />"),
      .accepts(
        .server, "<firewallSupport lowDataChannelPort=\"70000\" highDataChannelPort=\"50100\" />",
        caption: "70000 is no port at all: invalid-value"),
    ],
    check: .server { configuration, context in
      let server = configuration.server
      let (low, high) = (server.lowDataChannelPort, server.highDataChannelPort)
      switch server.passivePorts {
      case .invalid(.reversed):
        context.report(
          "the passive port range is the wrong way round: \(low.value) to \(high.value)", at: low.range,
          help: high.value > 1024
            ? "swap lowDataChannelPort and highDataChannelPort, and restart ftpsvc" : choice,
          fix: context.wantedPassiveRange ?? swapped(low.value, high.value, context), stops: passiveSessions)
      case .invalid(.oneIsZero):
        let (zero, name) = low.value == 0 ? (low, "lowDataChannelPort") : (high, "highDataChannelPort")
        context.report(
          zero.isSet ? "\(code: name) is 0, and the other passive port is not" : "\(code: name) is not set, so it is 0",
          at: zero.range ?? server.firewallSupportRange,
          notes: ["what IIS does with half a range is not documented"],
          help: "set both ports, or both to 0 for Windows' dynamic ports, and restart ftpsvc",
          fix: context.wantedPassiveRange,
          stops: passiveSessions)
      case .invalid(.tooLow):
        context.report(
          "the passive port range begins at \(low.value), below 1025", at: low.range,
          notes: ["ports up to 1024 belong to other services; IIS documents 1025–65535"],
          help: choice, fix: context.wantedPassiveRange, stops: passiveSessions)
      case .range(let range) where range.first == 1024:
        context.report(
          "the passive port range begins at 1024", at: low.range, severity: .warning,
          notes: ["one of Microsoft's documents allows 1024, the other begins at 1025"],
          help: "begin at 1025 or above, and restart ftpsvc", fix: context.wantedPassiveRange)
      default: break
      }
    })
}

/// The two ports the other way round, where they are a range then.
private func swapped(_ first: Int64, _ last: Int64, _ context: RuleContext) -> Fix? {
  guard last > 1024, let low = Port(exactly: last), let high = Port(exactly: first) else { return nil }
  return PortRange(low, high).flatMap { context.passivePorts($0, "swap the two ports") }
}

private let choice: Message =
  "choose a range above 1024, for instance 50000–50100, open it in every firewall, and restart ftpsvc"

private let passiveSessions = StoppedSessions(
  at: .dataConnection, dataMode: .passive, clients: .withoutFallbackAfterFailure)
