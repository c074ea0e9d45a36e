internal import IISConfiguration
internal import Inet
internal import Linter
internal import Text

extension Rule {
  static let externalAddressShared = Rule(
    id: "external-address-shared", topic: .externalAddress, severity: .warning,
    summary: "One inherited public address is announced by sites that are bound to different addresses.",
    rationale: """
      Sites that are bound to an address each usually have a public address each as well. An `externalIp4Address` in \
      `<siteDefaults>`, which IIS Manager writes when it is set at the server, is announced by all of them: clients of \
      all sites but one are sent to another site's address, where the data connection is refused or never arrives.

      Set the external address in each site's own `<ftpServer><firewallSupport>`.

      Sources: \(externalAddressSource); \
      \(articleSource), where a reply named an address that was nobody's.
      """,
    examples: [
      .rejects(
        .sites,
        """
        <site name="A" id="1"><bindings><binding protocol="ftp" bindingInformation="10.0.0.4:21:" /></bindings></site>
        <site name="B" id="2"><bindings><binding protocol="ftp" bindingInformation="10.0.0.5:21:" /></bindings></site>
        <siteDefaults>
          <ftpServer><firewallSupport externalIp4Address="▸104.41.173.83◂" /></ftpServer>
        </siteDefaults>
        """),
      .accepts(
        .sites,
        """
        <site name="A" id="1"><bindings><binding protocol="ftp" bindingInformation="10.0.0.4:21:" /></bindings></site>
        <site name="B" id="2"><bindings><binding protocol="ftp" bindingInformation="10.0.0.4:990:" /></bindings></site>
        <siteDefaults>
          <ftpServer><firewallSupport externalIp4Address="104.41.173.83" /></ftpServer>
        </siteDefaults>
        """, caption: "both on one address"),
      .accepts(
        .sites,
        """
        <site name="A" id="1"><bindings><binding protocol="ftp" bindingInformation="10.0.0.4:21:" /></bindings></site>
        <site name="B" id="2">
          <bindings><binding protocol="ftp" bindingInformation="10.0.0.5:21:" /></bindings>
          <ftpServer><firewallSupport externalIp4Address="20.40.60.80" /></ftpServer>
        </site>
        <siteDefaults>
          <ftpServer><firewallSupport externalIp4Address="104.41.173.83" /></ftpServer>
        </siteDefaults>
        """, caption: "site B has its own"),
      .accepts(
        .sites,
        """
        <site name="A" id="1"><bindings>
          <binding protocol="ftp" bindingInformation="10.0.0.4:21:" />
          <binding protocol="ftp" bindingInformation="[2001:db8::4]:21:" />
        </bindings></site>
        <site name="B" id="2"><bindings><binding protocol="ftp" bindingInformation="10.0.0.4:2121:" /></bindings></site>
        <siteDefaults>
          <ftpServer><firewallSupport externalIp4Address="104.41.173.83" /></ftpServer>
        </siteDefaults>
        """, caption: "an IPv6 address has no external address"),
      .accepts(
        .sites,
        """
        <site name="A" id="1"><bindings>
          <binding protocol="ftp" bindingInformation="10.0.0.4:21:" />
          <binding protocol="ftp" bindingInformation="10.0.0.5:21:" />
        </bindings></site>
        <site name="B" id="2"><bindings><binding protocol="ftp" bindingInformation="*:2121:" /></bindings></site>
        <siteDefaults>
          <ftpServer><firewallSupport externalIp4Address="104.41.173.83" /></ftpServer>
        </siteDefaults>
        """, caption: "only one site is bound to addresses of its own"),
    ],
    check: .server { configuration, context in
      let heirs = configuration.startingSites.filter { site in
        site.externalAddress.origin == .siteDefaults && site.announcedPublicAddress != nil && site.answersIPv4
      }
      let bound = Set(heirs.map(\.boundIPv4Addresses).filter { !$0.isEmpty })
      guard bound.count > 1, let first = heirs.first else { return }
      context.report(
        "sites on \(bound.reduce(into: Set()) { $0.formUnion($1) }.count) addresses inherit one external address, \(name: first.externalAddress.value.text)",
        at: first.externalAddress.range, sites: heirs.map(\.name),
        notes: ["clients of all sites but one are sent to another site's address for data"],
        help: "set externalIp4Address in each site's own <ftpServer><firewallSupport>")
    })
}

extension FTPSite {
  /// The IPv4 addresses that the site is bound to; an external address stands for no other.
  fileprivate var boundIPv4Addresses: Set<IPv4Address> {
    Set(
      bindings.compactMap { binding in
        if case .v4(let address) = binding.endpoint?.address { address } else { nil }
      })
  }
}
