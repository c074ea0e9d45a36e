internal import IISConfiguration
internal import Inet
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let externalAddressStale = Rule(
    id: "external-address-stale", topic: .externalAddress, severity: .error,
    fixValue: .publicAddress,
    summary: "The external address is public but none of the server's public addresses, as given by `--public-ip`.",
    rationale: """
      PASV replies send clients to an address at which this server no longer is. The logon works, then every listing \
      hangs or is refused. That happens after a dynamic address has changed, after a move of the machine, and where \
      the value is inherited from `<siteDefaults>` and was meant for another server.

      Set it to the present public address, and make that address a static one: in Azure, a Standard public IP.

      Sources: \(externalAddressSource); \
      \(articleSource).
      """,
    examples: [
      .rejects(
        .ftpServer, "<firewallSupport externalIp4Address=\"▸104.41.173.83◂\" />",
        with: DeploymentOptions(publicAddresses: [IPv4Address(20, 40, 60, 80)])),
      .accepts(
        .ftpServer, "<firewallSupport externalIp4Address=\"104.41.173.83\" />",
        with: DeploymentOptions(publicAddresses: [IPv4Address(20, 40, 60, 80), IPv4Address(104, 41, 173, 83)])),
      .accepts(
        .ftpServer, "<firewallSupport externalIp4Address=\"104.41.173.83\" />",
        caption: "without --public-ip nothing is known"),
      .accepts(
        .ftpServer, "<firewallSupport externalIp4Address=\"192.168.1.1\" />",
        with: DeploymentOptions(publicAddresses: [IPv4Address(20, 40, 60, 80)]),
        caption: "private: external-address-private"),
    ],
    check: .site { site, context in
      let deployment = context.deployment
      guard let address = site.announcedPublicAddress, site.answersIPv4 else { return }
      if !context.server.hasPublicAddresses { context.misses(.publicAddress) }
      guard let first = deployment.publicAddresses.first, !deployment.publicAddresses.contains(address) else { return }
      let isOnly = deployment.publicAddresses.count == 1
      let known = deployment.publicAddresses.map(\.description).joined(separator: ", ")
      context.report(
        "the external address is \(address), the server's public \(isOnly ? "address is" : "addresses are") \(code: known)",
        at: site.externalAddress.range,
        notes: [
          "PASV replies tell clients to connect to \(address) for data; nothing answers there, so listings time out"
        ],
        help: "set it to \(isOnly ? "\(first)" : "one of these"), and give the server a static public address",
        fix: context.publicExternalAddress(of: site),
        stops: StoppedSessions(
          at: .dataAddress, dataMode: .passive, clients: .usingTheReplysAddress, networks: .public))
    })
}
