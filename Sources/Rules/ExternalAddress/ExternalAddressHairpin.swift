internal import IISConfiguration
internal import Inet
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let externalAddressHairpin = Rule(
    id: "external-address-hairpin", topic: .externalAddress, severity: .note,
    summary: "Clients in private networks are meant too, and PASV replies send them to the public address.",
    rationale: """
      A site names one external address to all clients: IIS documents no exception for those that reach the server by \
      its private address. Many then connect to the public address from inside, and whether a router, a firewall or \
      Azure leads such a connection back to the server (hairpin NAT) is in no file. EPSV replies name no address, so \
      clients that send EPSV are not concerned, nor are those that ignore the address.

      Give clients in private networks a site of their own to the same folder, on a private address or another port, \
      without an external address. It is said only where `--from` names private networks.

      Sources: \(externalAddressSource); RFC 2428 (EPSV); RFC 4787 section 6 (hairpinning).
      """,
    examples: [
      .rejects(
        .sites, site("A", 1, "*:21:", external: "▸104.41.173.83◂"),
        with: DeploymentOptions(sources: [.internet, .privateNetworks])),
      .accepts(
        .sites, site("A", 1, "*:21:", external: "104.41.173.83"), with: DeploymentOptions(sources: [.internet])),
      .accepts(
        .sites, site("A", 1, "*:21:", external: "104.41.173.83") + site("B", 2, "10.0.0.4:2121:", external: ""),
        with: DeploymentOptions(sources: [.internet, .privateNetworks]),
        caption: "private networks have a site of their own"),
      .accepts(
        .sites, site("A", 1, "*:21:", external: "104.41.173.83"),
        with: DeploymentOptions(
          publicAddresses: [IPv4Address(20, 40, 60, 80)], sources: [.internet, .privateNetworks]),
        caption: "another server's address: external-address-stale"),
    ],
    check: .site { site, context in
      guard !context.deployment.sources.isEmpty, let address = site.announcedPublicAddress, site.answersIPv4
      else { return }
      for network in context.replies.networks(of: site) where !network.isPublic {
        let outcome = context.replies.outcome(of: site, from: network)
        guard let doubt = outcome.doubt else { continue }
        context.report(
          "clients from \(network.phrase) are sent to the public address \(address)", at: site.externalAddress.range,
          notes: ["\(doubt) (\(code: outcome.undecided.names(for: site)))"],
          help: """
            give them a site of their own to the same folder, on a private address or another port, without an external \
            address; or see that the router leads the public address back to the server
            """)
      }
    })

  private static func site(_ name: String, _ id: Int, _ binding: String, external: String) -> String {
    """
    <site name="\(name)" id="\(id)">
      <bindings><binding protocol="ftp" bindingInformation="\(binding)" /></bindings>
      <ftpServer><firewallSupport externalIp4Address="\(external)" /></ftpServer>
    </site>
    """
  }
}
