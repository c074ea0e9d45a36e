internal import IISConfiguration
internal import Inet
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let externalAddressUnroutable = Rule(
    id: "external-address-unroutable", topic: .externalAddress, severity: .error,
    fixValue: .publicAddress,
    summary: "The external address is one that no client can reach and that not every client ignores.",
    rationale: """
      A loopback, link-local, carrier-grade NAT (100.64.0.0/10), multicast, reserved or broadcast address leads \
      nowhere. Unlike the private networks of RFC 1918 clients do not agree to ignore it: none takes 100.64.0.0/10 for \
      private, and several take 169.254.0.0/16 at its word, so listings hang. Microsoft's sample shows 169.254.10.10; \
      it is a sample only.

      Set the static public address that clients dial; where a placeholder is wanted, an RFC 1918 address.

      Sources: [IANA special-purpose addresses]\
      (https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml); lftp \
      `src/network.cc`, FileZilla `libfilezilla/lib/iputils.cpp`, WinSCP `FtpControlSocket.cpp`.
      """,
    examples: [
      .rejects(.ftpServer, "<firewallSupport externalIp4Address=\"▸127.0.0.1◂\" />"),
      .rejects(.ftpServer, "<firewallSupport externalIp4Address=\"▸169.254.10.10◂\" />"),
      .rejects(.ftpServer, "<firewallSupport externalIp4Address=\"▸100.64.1.1◂\" />"),
      .rejects(.ftpServer, "<firewallSupport externalIp4Address=\"▸239.1.1.1◂\" />"),
      .rejects(.ftpServer, "<firewallSupport externalIp4Address=\"▸255.255.255.255◂\" />"),
      .accepts(.ftpServer, "<firewallSupport externalIp4Address=\"100.128.0.1\" />"),
      .accepts(
        .ftpServer, "<firewallSupport externalIp4Address=\"10.255.255.254\" />",
        caption: "private: external-address-private"),
    ],
    check: .site { site, context in
      guard let address = site.announcedAddress, site.answersIPv4 else { return }
      switch address.scope {
      case .publicUse, .privateUse: return
      case .unspecified, .loopback, .linkLocal, .carrierGradeNAT, .multicast, .broadcast, .reserved: break
      }
      context.report(
        "the external address \(address) is \(address.scope.phrase)", at: site.externalAddress.range,
        notes: ["PASV replies tell clients to connect there; nothing answers, and not every client ignores it"],
        help: "set it to the static public address that clients dial",
        fix: context.publicExternalAddress(of: site),
        stops: StoppedSessions(at: .dataAddress, dataMode: .passive, clients: .usingTheReplysAddress))
    })
}
