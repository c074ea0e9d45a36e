internal import IISConfiguration
internal import Inet
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let passiveRangeUnset = Rule(
    id: "passive-range-unset", topic: .passivePorts, severity: .warning,
    fixValue: .passiveRange,
    summary: "No passive port range is set, so Windows picks data ports from its whole dynamic range.",
    rationale: """
      Every listing and every transfer in passive mode opens a connection of its own, to a port that IIS picks. With \
      no range, or 0–0, that is any of Windows' dynamic ports, 49152–65535 unless `netsh int ipv4 set dynamicport` \
      moved them. A firewall cannot follow: it cannot read the encrypted control channel, so either all 16,384 ports \
      are open or listings hang after the logon. In Azure the network security group closes them all: an error.

      Set `lowDataChannelPort` and `highDataChannelPort` in `<system.ftpServer><firewallSupport>`, for instance to \
      50000 and 50100, open the same range in Windows Firewall and the network security group, and restart `ftpsvc`.

      Sources: \(passivePortsSource); Microsoft KB 929851 (the \
      dynamic range); \(firewallSettingsSource).
      """,
    examples: [
      .rejects(.server, "▸<firewallSupport◂ />"),
      .rejects(.server, "▸<firewallSupport◂ lowDataChannelPort=\"0\" highDataChannelPort=\"0\" />"),
      .rejects(
        .configuration, "▸<system.ftpServer◂ />", .error, with: DeploymentOptions(platform: .azure),
        caption: "in Azure the network security group closes the dynamic ports"),
      .accepts(.server, "<firewallSupport lowDataChannelPort=\"50000\" highDataChannelPort=\"50100\" />"),
      .accepts(
        .server, "<firewallSupport lowDataChannelPort=\"50000\" />",
        caption: "one port without the other is passive-range-invalid"),
    ],
    check: .server { configuration, context in
      let deployment = context.deployment
      let server = configuration.server
      guard server.passivePorts == .unset, !server.isRedirected else { return }
      context.report(
        "no passive port range is set", at: server.firewallSupportRange,
        severity: deployment.platform == .azure ? .error : .warning,
        notes: [
          """
          IIS takes data ports from Windows' dynamic ports, \(PortRange.windowsDynamic) by default; a firewall would \
          have to open them all
          """
        ],
        help: """
          set lowDataChannelPort and highDataChannelPort, for instance to 50000 and 50100, open them in every \
          firewall, and restart ftpsvc
          """,
        fix: context.wantedPassiveRange)
    })
}
