internal import IISConfiguration
internal import Inet
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let externalAddressPrivate = Rule(
    id: "external-address-private", topic: .externalAddress, severity: .warning,
    summary: "The external address is a private one (RFC 1918), which only some clients know to ignore.",
    rationale: """
      The trick is known: put a private address into PASV replies, and WinSCP and FileZilla, seeing that it cannot be \
      reached, use the address that they dialled. It works only where the client dials a public address, and only with \
      some clients. PHP, GNU Wget and Perl take any address at its word and hang. WinSCP, FileZilla and lftp do the same \
      when they reach the server by a private address, through a VPN or from the virtual network. And where the address \
      is that of a common home router, such as 192.168.1.1, clients connect to a machine in their own network.

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
      .accepts(.ftpServer, "<firewallSupport externalIp4Address=\"172.32.0.4\" />"),
      .accepts(.ftpServer, "<firewallSupport externalIp4Address=\"104.41.173.83\" />"),
    ],
    check: .site { site, context in
      let deployment = context.deployment
      guard let address = site.announcedAddress, address.scope == .privateUse, site.answersIPv4
      else { return }
      context.report(
        "the external address \(address) is private", at: site.externalAddress.range,
        severity: deployment.externalAddress == .placeholder ? .note : .warning,
        notes: commonNotes[FailingClients(address, encrypted: site.usesTLS)] ?? [],
        help: help(deployment))
    })
}

/// What decides which clients fail: the network of RFC 1918 that a placeholder is of, whether it is the address of a
/// common router, and whether TLS plays a part.
private struct FailingClients: Hashable {
  let network: UInt8
  let router: IPv4Address?
  let encrypted: Bool

  init(_ address: IPv4Address, encrypted: Bool) {
    network = address.octets.0
    router = commonRouters.contains(address) ? address : nil
    self.encrypted = encrypted
  }
}

/// Which clients fail, worked out once for each network with an address that is hardly anybody's, and once for each
/// common router's address in it.
private let commonNotes: [FailingClients: [Message]] = {
  var notes: [FailingClients: [Message]] = [:]
  for placeholder in [IPv4Address(10, 255, 255, 254), IPv4Address(172, 31, 255, 254), IPv4Address(192, 168, 255, 254)] {
    for encrypted in [false, true] {
      let common = commonNotes(placeholder, encrypted: encrypted)
      notes[FailingClients(placeholder, encrypted: encrypted)] = common
      for router in commonRouters where router.octets.0 == placeholder.octets.0 {
        notes[FailingClients(router, encrypted: encrypted)] =
          common + [
            """
            \(router) is a common router's address: clients that take it at its word connect to a machine in their own \
            network
            """
          ]
      }
    }
  }
  return notes
}()

private func commonNotes(_ placeholder: IPv4Address, encrypted: Bool) -> [Message] {
  func names(_ path: FTPClient.AccessPath) -> String {
    FTPClient.failing(placeholder: placeholder, on: path).filter { !encrypted || $0.mayUseTLS }.map(\.shortName)
      .joined(separator: ", ")
  }
  return [
    "clients that dial a public address and take this one at its word hang: \(code: names(.publicPath))",
    "clients that reach the server by a private address hang: \(code: names(.privatePath))",
    """
    no external address at all serves clients on the Internet alike, and clients on the private path better where \
    the server's own address is private
    """,
  ]
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

private let commonRouters: Set<IPv4Address> = [
  IPv4Address(192, 168, 0, 1), IPv4Address(192, 168, 1, 1), IPv4Address(192, 168, 1, 254), IPv4Address(10, 0, 0, 1),
  IPv4Address(10, 0, 0, 138),
]
