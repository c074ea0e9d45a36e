internal import IISConfiguration
internal import Inet
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let publicAddressMismatch = Rule(
    id: "public-address-mismatch", topic: .environment, severity: .error,
    summary: "An external address is public and is none of the environment's public addresses.",
    rationale: """
      PASV replies send clients to an address that the server does not have: the logon works, then every listing \
      hangs, unless the client ignores the address. Clients that are told to use the passive address, such as PHP's \
      and wget, never get through. Addresses of NAT gateways do not count, as nothing comes in there. Where \
      `--public-ip` is given, `external-address-stale` compares with that instead.

      Set the external address to the public address that clients dial, and keep that address static. An address that no \
      file knows, such as that of a router of somebody else's, can be right all the same: say it with `--public-ip`.

      Sources: \(externalAddressSource); \(articleSource).
      """,
    examples: [
      .rejects(
        .ftpServer, "<firewallSupport externalIp4Address=\"104.41.173.83\" />",
        environment: ["pip.json": publicAddress("▸20.40.60.80◂")]),
      .rejects(
        .ftpServer, "<firewallSupport externalIp4Address=\"20.40.60.80\" />",
        environment: ["pip.json": publicAddress("▸20.40.60.80◂", of: "virtualNetworkGateways/gw")],
        caption: "the address is that of a gateway to other networks"),
      .accepts(
        .ftpServer, "<firewallSupport externalIp4Address=\"20.40.60.80\" />",
        environment: ["pip.json": publicAddress("20.40.60.80", of: "applicationGateways/agw")],
        caption: "whether a gateway for applications hands FTP on is in no file"),
      .accepts(
        .ftpServer, "<firewallSupport externalIp4Address=\"20.40.60.80\" />",
        environment: ["pip.json": publicAddress("20.40.60.80")]),
      .accepts(
        .ftpServer, "<firewallSupport externalIp4Address=\"10.255.255.254\" />",
        environment: ["pip.json": publicAddress("20.40.60.80")], caption: "private: external-address-private"),
      .accepts(
        .ftpServer, "<firewallSupport externalIp4Address=\"20.40.60.80\" />",
        environment: [
          "server.json": "{\"ftpsgateEnvironment\": 1, \"addresses\": [{\"address\": \"198.51.100.7\"}]}"
        ], caption: "the machine's own addresses tell nothing of NAT in front of it"),
    ],
    check: .environment { server, context in
      guard server.deployment.publicAddresses.isEmpty else { return }
      let known = server.publicAddresses
      let first = known?.first(where: \.isResource)
      for site in server.sites {
        guard let address = site.announcedPublicAddress, site.answersIPv4,
          known?.contains(where: { $0.address == address }) != true, !server.isDialledAtFirewall(address)
        else { continue }
        let other = server.environment.addressesElsewhere.first(of: address)
        if let other, !other.isDeadEnd {
          context.remark(
            "whether the external address \(address) leads to the server is not known: \(other.sentence)")
        } else if let place = other?.place ?? first?.place {
          report(address, of: site, server, known ?? [], at: place, other, &context)
        }
      }
    })

  private static func report(
    _ address: IPv4Address, of site: FTPSite, _ server: ServerContext, _ known: [KnownAddress], at place: Location,
    _ other: AddressElsewhere?, _ context: inout RuleContext
  ) {
    let names: Message = "\(code: known.map(\.address.description).joined(separator: ", "))"
    context.report(
      other.map { "the external address \(address) is not the server's: \($0.sentence)" }
        ?? "the external address \(address) is none of the server's public addresses (\(names))",
      at: place, severity: Severity.error.capped(for: site), sites: [site.name],
      notes: [
        """
        PASV replies tell clients to connect to \(address) for data; this server does not answer there, so \
        listings time out
        """
      ],
      help: known.isEmpty
        ? "set externalIp4Address to the address that clients dial"
        : known.count == 1
          ? "set externalIp4Address to \(names) if that is what clients dial"
          : "set externalIp4Address to the one of these that clients dial",
      stops: StoppedSessions(
        at: .dataAddress, sites: [site.site.index], dataMode: .passive, clients: .usingTheReplysAddress,
        networks: .public))
  }
}

private func publicAddress(_ address: String, of holder: String = "networkInterfaces/nic-ftp") -> String {
  """
  [{"name": "pip-ftp", "ipAddress": "\(address)", "publicIPAllocationMethod": "Static",
    "ipConfiguration": {"id": "/subscriptions/0/\(holder)/ipConfigurations/ipconfig1"}}]
  """
}

/// A public address, and whether it is one that Azure assigns; addresses of interfaces alone tell nothing of NAT.
private typealias KnownAddress = (address: IPv4Address, place: Location, isResource: Bool)

extension ServerContext {
  /// The public IPv4 addresses on which clients may come in; nothing if there is one that no file tells.
  fileprivate var publicAddresses: [KnownAddress]? {
    if environment.hasUntoldPublicAddress { return nil }
    var found: [KnownAddress] = []
    for resource in environment.publicIPAddresses {
      guard let address = resource.address else { continue }
      if case .v4(let value) = address.value { found.append((value, resource.place(address.range), true)) }
    }
    for own in environment.addresses {
      if case .v4(let value) = own.address.value, value.scope == .publicUse {
        found.append((value, Location(own.path, own.address.range), false))
      }
    }
    return found
  }
}

extension ServerContext {
  /// Whether Azure Firewall, or one of whose addresses no file tells, takes connections at an address.
  fileprivate func isDialledAtFirewall(_ address: IPv4Address) -> Bool {
    environment.azureFirewallRules.contains { $0.dialledAddresses?.contains(.v4(address)) ?? true }
  }
}
