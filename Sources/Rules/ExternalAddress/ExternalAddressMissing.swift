internal import IISConfiguration
internal import Inet
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let externalAddressMissing = Rule(
    id: "external-address-missing", topic: .externalAddress, severity: .note,
    fixValue: .publicAddress,
    summary: "No external address is set, so PASV replies name the server's own address.",
    rationale: """
      In passive mode the server tells the client in a 227 reply which address to connect to. With no \
      `externalIp4Address` that is the server's own address. Behind NAT, as on every Azure VM, this is \
      a private one, which a client on the Internet cannot reach: some clients then use the address that they dialled, \
      others (PHP, GNU Wget, Perl) hang. EPSV replies name no address, so clients that send EPSV are not concerned.

      Where the server has a static public address, set `externalIp4Address` to it, in the site's \
      `<ftpServer><firewallSupport>`. Without NAT in front of the server nothing is to be done: say \
      `--external-address none`. Nothing is said either where all clients that are meant are in private networks, or \
      where another site serves those on the Internet.

      Sources: \(externalAddressSource); \
      \(articleSource).
      """,
    examples: [
      .rejects(
        .site,
        """
        <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
        ▸<ftpServer◂ />
        """),
      .rejects(
        .site, "▸<bindings◂><binding protocol=\"ftp\" bindingInformation=\"10.0.0.4:21:\" /></bindings>", .warning,
        with: DeploymentOptions(platform: .azure), caption: "an Azure VM is always behind NAT"),
      .rejects(
        .site,
        """
        <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
        ▸<ftpServer◂><firewallSupport externalIp4Address="" /></ftpServer>
        """, .warning, with: DeploymentOptions(publicAddresses: [IPv4Address(20, 40, 60, 80)])),
      .accepts(
        .site, "<bindings><binding protocol=\"ftp\" bindingInformation=\"*:21:\" /></bindings>",
        with: DeploymentOptions(externalAddress: .none)),
      .accepts(
        .site, "<bindings><binding protocol=\"ftp\" bindingInformation=\"104.41.173.83:21:\" /></bindings>",
        caption: "the server has its public address itself"),
      .accepts(
        .site, "<bindings><binding protocol=\"ftp\" bindingInformation=\"*:21:\" /></bindings>",
        with: DeploymentOptions(sources: [.privateNetworks]), caption: "clients dial the address that replies name"),
      .accepts(
        .site, "<bindings><binding protocol=\"ftp\" bindingInformation=\"[2001:db8::4]:21:\" /></bindings>",
        caption: "there is no PASV on IPv6"),
      .accepts(
        .sites,
        """
        <site name="FTP" id="1">
          <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
        </site>
        <siteDefaults>
          <ftpServer><firewallSupport externalIp4Address="104.41.173.83" /></ftpServer>
        </siteDefaults>
        """),
    ],
    check: .site { site, context in
      let deployment = context.deployment
      guard site.externalAddress.value == .unset, site.answersIPv4, deployment.externalAddress != .none,
        !isReachableAsItIs(site), !site.isRedirected,
        context.replies.networks(of: site).contains(where: {
          $0.isPublic && !context.replies.outcome(of: site, from: $0).isSound
        })
      else { return }
      let isTranslated = deployment.platform == .azure || !deployment.publicAddresses.isEmpty
      let only = deployment.publicAddresses.count == 1 ? deployment.publicAddresses.first : nil
      context.report(
        "no external address is set", at: site.settingsRange, severity: isTranslated ? .warning : .note,
        notes: [
          """
          PASV replies name the server's own address; behind NAT clients on the Internet either \
          ignore it or hang
          """
        ],
        help: only.map { "set externalIp4Address in <ftpServer><firewallSupport> to \($0)" }
          ?? """
          behind NAT set externalIp4Address to the static public address; without it say \
          --external-address none
          """,
        fix: context.publicExternalAddress(of: site))
    })
}

/// Whether the addresses that the site is bound to can be announced as they are: all loopback, or all public.
private func isReachableAsItIs(_ site: FTPSite) -> Bool {
  let scopes = site.bindings.compactMap { binding -> AddressScope? in
    switch binding.endpoint?.address {
    case .v4(let address): address.scope
    case .v6: nil
    case .any, nil: .privateUse
    }
  }
  return scopes.allSatisfy { $0 == .loopback || $0 == .publicUse }
}
