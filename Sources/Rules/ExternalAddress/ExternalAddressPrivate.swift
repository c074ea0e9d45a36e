internal import IISConfiguration
internal import Inet
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let externalAddressPrivate = Rule(
    id: "external-address-private", topic: .externalAddress, severity: .warning,
    fixValue: .publicAddress,
    summary: "The external address is a private one (RFC 1918), which only some clients know to ignore.",
    rationale: """
      The trick is known: put a private address into PASV replies, and WinSCP and FileZilla, seeing that it cannot be \
      reached, use the address that they dialled. It works only where the client dials a public address, and only with \
      some clients. PHP, GNU Wget and Perl take any address at its word and hang. WinSCP, FileZilla and lftp do the same \
      when they reach the server by a private address, through a VPN or from the virtual network. And where the address \
      is that of a common home router, such as 192.168.1.1, clients connect to a machine in their own network. Where it \
      is the server's own address, because the site is bound to it or `server.json` has it, clients in private networks \
      are served; so nothing is said with `--from private`.

      Set the static public address that clients dial: it is right for every client. Where that is not possible, no \
      external address at all serves clients on the Internet alike, because the server's own address is private too, \
      and clients on the private path better. If the placeholder is wanted, say `--external-address placeholder`; \
      10.255.255.254 is hardly ever anybody's address.

      Sources: \(articleSource); WinSCP `FtpControlSocket.cpp`; FileZilla \
      `rawtransfer.cpp`; lftp `ftpclass.cc`; PHP `ext/ftp/ftp.c`; GNU Wget `ftp-basic.c`.
      """,
    examples: [
      .rejects(.ftpServer, "<firewallSupport externalIp4Address=\"▸192.168.1.1◂\" />"),
      .rejects(.ftpServer, "<firewallSupport externalIp4Address=\"▸10.0.0.4◂\" />"),
      .rejects(
        .ftpServer, "<firewallSupport externalIp4Address=\"▸10.255.255.254◂\" />", .note,
        with: DeploymentOptions(externalAddress: .placeholder)),
      .rejects(
        .sites,
        """
        <site name="A" id="1"><bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings></site>
        <site name="B" id="2"><bindings><binding protocol="ftp" bindingInformation="*:2121:" /></bindings></site>
        <siteDefaults>
          <ftpServer><firewallSupport externalIp4Address="▸172.16.0.4◂" /></ftpServer>
        </siteDefaults>
        """, caption: "one finding for both sites, at the value that they inherit"),
      .rejects(
        .site, own("▸10.0.0.4◂"), caption: "the site's own address, for clients on the Internet"),
      .accepts(
        .site, own("10.0.0.4"), with: DeploymentOptions(sources: [.privateNetworks]),
        caption: "the site's own address, which clients in private networks dial"),
      .rejects(
        .site, own("▸10.0.0.5◂"), .note, with: DeploymentOptions(sources: [.privateNetworks]),
        caption: "they dial another one, and whether this one is the server's too is in no file"),
      .accepts(.ftpServer, "<firewallSupport externalIp4Address=\"172.32.0.4\" />"),
      .accepts(.ftpServer, "<firewallSupport externalIp4Address=\"104.41.173.83\" />"),
    ],
    check: .site { site, context in
      guard let address = site.announcedAddress, address.scope == .privateUse, site.answersIPv4
      else { return }
      let deployment = context.deployment
      let isOwn = context.server.isOwnAddress(address, of: site)
      var notes: [Message] = []
      var isLost = false
      for network in context.replies.networks(of: site) {
        let outcome = context.replies.outcome(of: site, from: network)
        let failing = outcome.failing.names(for: site)
        if !failing.isEmpty {
          isLost = true
          notes.append(
            network.isPublic
              ? "clients that dial a public address and take this one at its word hang: \(code: failing)"
              : "clients that reach the server by a private address hang: \(code: failing)")
        } else if let doubt = outcome.doubt {
          let undecided = outcome.undecided.names(for: site)
          notes.append(
            "for clients that reach the server by a private address it is not known: \(doubt) (\(code: undecided))")
        }
      }
      guard !notes.isEmpty else { return }
      context.report(
        "the external address \(address) is private", at: site.externalAddress.range,
        severity: deployment.externalAddress == .placeholder || !isLost ? .note : .warning,
        notes: notes + advice(address, isOwn: isOwn), help: help(deployment),
        fix: context.publicExternalAddress(of: site))
    })
}

private func advice(_ address: IPv4Address, isOwn: Bool) -> [Message] {
  if isOwn { return ["it is the server's own address, which replies name without an external address too"] }
  var advice: [Message] = [
    """
    no external address at all serves clients on the Internet alike, and clients on the private path better where \
    the server's own address is private
    """
  ]
  if commonRouters.contains(address) {
    advice.append(
      "\(address) is a common router's address: clients that take it at its word connect to a machine in their own network"
    )
  }
  return advice
}

private func help(_ deployment: DeploymentOptions) -> Message {
  if deployment.externalAddress == .placeholder {
    return "set the static public address that clients dial as soon as there is one"
  }
  guard deployment.publicAddresses.count == 1, let address = deployment.publicAddresses.first else {
    return """
      set it to the static public address that clients dial, or say --external-address placeholder if it is \
      private on purpose
      """
  }
  return "set it to \(address), or say --external-address placeholder if it is private on purpose"
}

private func own(_ external: String) -> String {
  """
  <bindings><binding protocol="ftp" bindingInformation="10.0.0.4:21:" /></bindings>
  <ftpServer><firewallSupport externalIp4Address="\(external)" /></ftpServer>
  """
}

private let commonRouters: Set<IPv4Address> = [
  IPv4Address(192, 168, 0, 1), IPv4Address(192, 168, 1, 1), IPv4Address(192, 168, 1, 254), IPv4Address(10, 0, 0, 1),
  IPv4Address(10, 0, 0, 138),
]
