internal import IISConfiguration
internal import Inet
internal import Linter
internal import Text

extension Rule {
  static let passiveRangeTooWide = Rule(
    id: "passive-range-too-wide", topic: .passivePorts, severity: .note, concern: .hardening, settings: [mostPorts],
    fixValue: .passiveRange,
    summary: "The passive port range has more than 5,000 ports, all of which firewalls must open.",
    rationale: """
      What the range allows, every firewall on the way must let in from every client: a wide range exposes whatever \
      else listens there. A few ports for each client that is connected at the same time are enough.

      Narrow the range here, in Windows Firewall and in the network security group alike, and restart `ftpsvc`.

      Source: \(firewallSettingsSource).
      """,
    examples: [
      .rejects(.server, "<firewallSupport lowDataChannelPort=\"▸5000◂\" highDataChannelPort=\"51000\" />"),
      .rejects(.server, "<firewallSupport lowDataChannelPort=\"▸10000◂\" highDataChannelPort=\"15000\" />"),
      .accepts(.server, "<firewallSupport lowDataChannelPort=\"10000\" highDataChannelPort=\"14999\" />"),
    ],
    check: .server { configuration, context in
      guard case .range(let range) = configuration.server.passivePorts, range.count > context.value(of: mostPorts)
      else { return }
      context.report(
        "the passive port range has \(range.count) ports", at: configuration.server.lowDataChannelPort.range,
        notes: ["every one of them must be open to clients, whatever else listens there"],
        help: "narrow it to a few ports for each client that is connected at the same time, and restart ftpsvc",
        fix: context.wantedPassiveRange)
    })
}

private let mostPorts = RuleSetting(
  "ports", of: "passive-range-too-wide", "the most ports that a range may have", standard: 5000, in: 1...64_511)
