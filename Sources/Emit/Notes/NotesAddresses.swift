internal import IISConfiguration
internal import Inet
internal import Reachability
internal import Text

/// The part of the notes about the public address, and for which clients passive mode works with it.
struct NotesAddresses {
  let plan: FirewallPlan

  var text: String {
    var parts = ["## Public address", Self.introduction, sitesTable]
    parts += kinds.flatMap { kind in [kind.heading, clientTable(kind.advertisement), remark(on: kind.advertisement)] }
    parts += [Self.unknownClients, MarkdownText.list(Self.facts)]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private static let introduction = """
    The reply to PASV names the address for the data connection: the site's `externalIp4Address`, or the server's own \
    private address where none is set. What clients make of that differs. EPSV (RFC 2428) names no address, and IIS \
    answers it; clients that try it first are safe with any setting.
    """

  private static let facts = [
    """
    Set `externalIp4Address` to the static public address that clients dial. It belongs to a site; the passive port range \
    belongs to the whole server, and a change of it needs a restart of the service `ftpsvc`.
    """,
    """
    A Standard public IP is always static, and closed until a network security group allows traffic to it. Basic ones, \
    which could change when the machine was deallocated, were retired on 30 September 2025.
    """,
    """
    The address that the server shows to the Internet when it has no public IP of its own (default outbound access) is \
    Microsoft's and can change. It is no external address; nor is that of a NAT gateway, which serves outgoing connections only.
    """,
    """
    If clients dial by both paths, give each its own site, or let a DNS name lead both to the same path: a site has one \
    external address.
    """,
  ]

  private static let unknownClients: String = {
    let names = FTPClient.all.filter { $0.hasUnknownPolicy }.map(\.shortName)
    return
      "What these do with the address is not documented: \(names.inWords). Test them, or make sure "
      + "that the reply names the address that they dial."
  }()
}

// MARK: - Sites

extension NotesAddresses {
  private var sitesTable: String {
    MarkdownText.table(
      ["Site", "Bindings", "`externalIp4Address`", "Which is"],
      plan.sites.map { site in
        let value = site.externalAddress.value.text
        return [
          MarkdownText.code(site.name), MarkdownText.codes(site.bindings.map(\.information.value)),
          value.isEmpty ? "not set" : MarkdownText.code(value) + inheritance(site),
          value.isEmpty ? site.advertisement.ownPhrase : site.advertisement.phrase,
        ]
      })
  }

  private func inheritance(_ site: FTPSite) -> String {
    site.externalAddress.origin == .siteDefaults ? " (from `siteDefaults`)" : ""
  }
}

extension PASVAdvertisement {
  fileprivate var phrase: String {
    switch self {
    case .publicAddress: "a public address: right for clients that dial it"
    case .placeholder: "a private address (RFC 1918)"
    case .ownAddress: "none"
    case .unusable: "**no address that clients could use**; see `ftpsgate lint`"
    case .none: "without effect: the site listens on IPv6 alone, where clients use EPSV"
    }
  }

  /// What is named where nothing is set.
  fileprivate var ownPhrase: String {
    switch self {
    case .publicAddress(let address): "none: replies name \(address), to which the site is bound"
    case .placeholder, .ownAddress, .unusable: "none: replies name the server's private address"
    case .none: "none, and none is needed: the site listens on IPv6 alone, where clients use EPSV"
    }
  }
}

// MARK: - Clients

extension NotesAddresses {
  /// Announcements that clients treat alike, and what stands above their table.
  private struct Kind {
    let advertisement: PASVAdvertisement
    let heading: String
  }

  private var kinds: [Kind] {
    let announcements = plan.sites.map(\.advertisement)
    let publics = announcements.filter { if case .publicAddress = $0 { true } else { false } }.distinct
    var kinds: [Kind] = []
    if let first = publics.first {
      kinds.append(
        Kind(
          advertisement: first,
          heading: "### Clients, where the reply names \(publics.summary(or: "the public address"))"))
    }
    for placeholder in announcements.filter({ if case .placeholder = $0 { true } else { false } }).distinct.prefix(5) {
      kinds.append(
        Kind(advertisement: placeholder, heading: "### Clients, where the reply names \([placeholder].summary(or: ""))")
      )
    }
    if announcements.contains(.ownAddress) {
      kinds.append(Kind(advertisement: .ownAddress, heading: "### Clients, where no external address is set"))
    }
    return kinds
  }

  /// Clients with the same fate share a row; those without TLS are left out where a site uses it.
  private func clientTable(_ advertisement: PASVAdvertisement) -> String {
    var rows: [(outcome: [String], names: [String])] = []
    for client in FTPClient.all where client.mayUseTLS || !plan.usesTLS {
      guard !client.hasUnknownPolicy else { continue }
      let outcome = FTPClient.AccessPath.allCases.map { accessPath in
        DataPathText.phrase(client.dataPaths(to: advertisement, on: accessPath), advertisement)
      }
      if let index = rows.firstIndex(where: { $0.outcome == outcome }) {
        rows[index].names.append(client.shortName)
      } else {
        rows.append((outcome, [client.shortName]))
      }
    }
    let easy = rows.filter { $0.outcome.allSatisfy { $0 == DataPathText.works } }
    let rest = rows.filter { !$0.outcome.allSatisfy { $0 == DataPathText.works } }
    return MarkdownText.table(
      ["Passive mode of these clients", "dialling the public address", "dialling the private address"],
      (easy + rest).map { [$0.names.joined(separator: ", ")] + $0.outcome })
  }

  private func remark(on advertisement: PASVAdvertisement) -> String {
    switch advertisement {
    case .publicAddress:
      """
      Clients dial the private address from the virtual network, or through a VPN or ExpressRoute. Those that then connect \
      to the public one for data need a way there, and arrive with another address than their control connection. IIS \
      compares the two (`matchClientAddressForPasv`, on by default) and refuses data connections from elsewhere.
      """
    case .placeholder(let address):
      """
      The placeholder works only with clients that see that it cannot be reached and know better. Clients on the Internet \
      that take it at its word look for \(address) in their own network. The static public address is right for every \
      client that dials it.
      """
    case .ownAddress:
      """
      Clients on the Internet depend on knowing better than the reply. If they are to connect, set the static public \
      address as `externalIp4Address`; if all clients are in the virtual network, leave it as it is.
      """
    case .unusable, .none: ""
    }
  }
}

extension [PASVAdvertisement] {
  /// The addresses, up to five; else a phrase.
  fileprivate func summary(or phrase: String) -> String {
    let addresses = compactMap { advertisement in
      switch advertisement {
      case .publicAddress(let address), .placeholder(let address): address.description
      case .ownAddress, .unusable, .none: nil
      }
    }
    return addresses.count > 5 ? phrase : addresses.inWords
  }
}
