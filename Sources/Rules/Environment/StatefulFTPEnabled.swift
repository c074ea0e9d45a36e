internal import IISConfiguration
internal import Inet
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let statefulFTPEnabled = Rule(
    id: "stateful-ftp-enabled", topic: .environment, severity: .warning,
    summary: "Stateful FTP inspection of Windows Firewall is on and a site uses TLS.",
    rationale: """
      Windows Firewall reads control connections and opens data ports as they are announced. In an encrypted control \
      connection it can read nothing, so plain FTP works and FTPS hangs at the first listing; the filter has also been \
      seen to cut encrypted control connections. Where rules open the whole passive range the data ports do not depend \
      on it, and this is a note.

      Turn it off: `netsh advfirewall set global StatefulFTP disable`, and open the passive range by a rule.

      Source: \(firewallSettingsSource).
      """,
    examples: [
      .rejects(
        .configuration, "<system.ftpServer>\(exampleRange)</system.ftpServer>",
        environment: [
          "firewall.reg": firewallExport(
            firewallRule("FTP", "LPort=21"), settings: "]\n\"DisableStatefulFTP\"=▸dword:00000000◂")
        ]),
      .rejects(
        .configuration, "<system.ftpServer>\(exampleRange)</system.ftpServer>", .note,
        environment: [
          "firewall.reg": firewallExport(
            firewallRule("FTP", "LPort=21|LPort2_10=40000-40199"),
            settings: "]\n\"DisableStatefulFTP\"=▸dword:00000000◂")
        ]),
      .rejects(
        .configuration, "<system.ftpServer>\(exampleRange)</system.ftpServer>", .note,
        with: DeploymentOptions(sources: [ClientSource("service-tag:AzureCloud")].compactMap(\.self)),
        environment: [
          "firewall.reg": firewallExport(
            firewallRule("FTP", "LPort=21|LPort2_10=40000-40199"),
            settings: "]\n\"DisableStatefulFTP\"=▸dword:00000000◂")
        ], caption: "it is open also where no file tells who the clients are"),
      .accepts(
        .configuration, "<system.ftpServer>\(exampleRange)</system.ftpServer>",
        environment: [
          "firewall.reg": firewallExport(
            firewallRule("FTP", "LPort=21"), settings: "]\n\"DisableStatefulFTP\"=dword:00000001")
        ]),
      .accepts(
        .ftpServer, "<security><ssl controlChannelPolicy=\"SslAllow\" dataChannelPolicy=\"SslAllow\" /></security>",
        environment: [
          "firewall.reg": firewallExport(
            firewallRule("FTP", "LPort=21"), settings: "]\n\"DisableStatefulFTP\"=dword:00000000")
        ], caption: "no site uses TLS"),
    ],
    check: .environment { server, context in
      let secured = server.sites.filter(\.usesTLS)
      guard let firewall = server.environment.windowsFirewall, case .on(let place) = firewall.statefulFTP,
        !secured.isEmpty
      else { return }
      let isOpen = server.opensPassiveRange()
      context.report(
        "stateful FTP inspection is on, and \(secured.count == 1 ? "a site uses" : "\(secured.count) sites use") TLS",
        at: place, severity: isOpen ? .note : .warning, sites: secured.map(\.name),
        notes: [
          isOpen
            ? "the passive range is open without it, but inspection can cut encrypted control connections"
            : "it cannot read encrypted control connections, so it opens no data ports for FTPS"
        ],
        help: isOpen
          ? "run netsh advfirewall set global StatefulFTP disable"
          : "run netsh advfirewall set global StatefulFTP disable, and open the passive range by a rule")
    })
}

extension ServerContext {
  /// Whether the firewall's rules let somebody reach every passive port.
  fileprivate func opensPassiveRange() -> Bool {
    guard let range = passiveRange, let filter = windowsFirewall?.number else { return false }
    // Where no file tells the addresses of those who are meant, anybody is somebody.
    let clients = intendedSources.isEmpty ? [.any] : intendedSources.map(\.addresses)
    return clients.contains { addresses in
      let flow = flow(from: addresses, to: PortSet(range), at: .any)
      return PortSet(range).isSubset(of: decide(flow, at: filter).allowed.localPorts)
    }
  }
}
