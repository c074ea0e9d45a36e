internal import IISConfiguration
internal import Inet
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let externalAddressDynamic = Rule(
    id: "external-address-dynamic", topic: .externalAddress, severity: .warning,
    summary: "The external address is right today, but it is assigned dynamically and will change.",
    rationale: """
      `--public-ip-allocation dynamic` says so, or a public address in a file of `--environment`. \
      A dynamic public address is released when the machine is deallocated, and a new one comes with the next start. \
      The external address then sends clients to a stranger, and FTPS breaks without a change to the server.

      Make the address static. In Azure a Standard public IP is always static; the Basic SKU, which had dynamic \
      addresses, was retired on 30 September 2025.

      Source: [Public IP addresses in Azure]\
      (https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses).
      """,
    examples: [
      .rejects(
        .ftpServer, "<firewallSupport externalIp4Address=\"▸104.41.173.83◂\" />",
        with: DeploymentOptions(publicAddresses: [IPv4Address(104, 41, 173, 83)], allocation: .dynamic)),
      .accepts(
        .ftpServer, "<firewallSupport externalIp4Address=\"104.41.173.83\" />",
        with: DeploymentOptions(publicAddresses: [IPv4Address(104, 41, 173, 83)], allocation: .static)),
      .accepts(
        .ftpServer, "<firewallSupport externalIp4Address=\"104.41.173.83\" />",
        with: DeploymentOptions(publicAddresses: [IPv4Address(20, 40, 60, 80)], allocation: .dynamic),
        caption: "already wrong: external-address-stale"),
      .rejects(
        .ftpServer, "<firewallSupport externalIp4Address=\"▸104.41.173.83◂\" />",
        environment: ["pip.json": publicAddress("Dynamic")], caption: "a file says how it is assigned"),
      .accepts(
        .ftpServer, "<firewallSupport externalIp4Address=\"104.41.173.83\" />",
        environment: ["pip.json": publicAddress("Static")]),
    ],
    check: .site { site, context in
      let deployment = context.deployment
      guard !deployment.dynamicAddresses.isEmpty, let address = site.announcedAddress,
        deployment.dynamicAddresses.contains(address), site.answersIPv4
      else { return }
      context.report(
        "the external address \(address) is assigned dynamically", at: site.externalAddress.range,
        notes: ["it changes when the machine is deallocated, and PASV replies then name a stranger's address"],
        help: "give the server a static public address")
    })
}

private func publicAddress(_ allocation: String) -> String {
  "[{\"name\": \"pip\", \"ipAddress\": \"104.41.173.83\", \"publicIPAllocationMethod\": \"\(allocation)\"}]"
}
