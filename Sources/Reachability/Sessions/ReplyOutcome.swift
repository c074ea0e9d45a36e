public import IISConfiguration
public import Inet
public import Text

/// What comes of the address in a site's replies to PASV, for clients somewhere, whatever filters let through.
public struct ReplyOutcome: Sendable {
  /// The clients that connect elsewhere with it or give up, at one of the site's bindings.
  public fileprivate(set) var failing = NamedClients()
  /// The clients of which it hangs on something that no file tells.
  public fileprivate(set) var undecided = NamedClients()
  /// What that is; nothing where there is no such client.
  public fileprivate(set) var doubt: Message?

  /// Whether no client is led astray, as far as anything is documented of it.
  public var isSound: Bool { failing.isEmpty && undecided.isEmpty }
}

/// Some clients, and what they are called in a sentence: put together once, as thousands of findings may name them.
public struct NamedClients: Sendable {
  private var all = ""
  private var withTLS = ""

  /// Whether there are none.
  public var isEmpty: Bool { all.isEmpty }

  /// The short names of those that a site concerns, `curl, WinSCP`: where TLS plays a part, those that may use it.
  public func names(for site: FTPSite) -> String { site.usesTLS ? withTLS : all }

  fileprivate mutating func append(_ client: FTPClient) {
    Self.append(client, to: &all)
    if client.mayUseTLS { Self.append(client, to: &withTLS) }
  }

  private static func append(_ client: FTPClient, to names: inout String) {
    names += (names.isEmpty ? "" : ", ") + client.shortName
  }
}

/// What comes of sites' replies to PASV; each thing is worked out once, as thousands of sites may share an address.
public struct ReplyOutcomes: Sendable {
  /// All that an outcome hangs on, beside the server.
  private struct Question: Hashable {
    let origin: ClientNetwork
    let external: ExternalAddress
    let bindings: [LocalAddress]
    let denied: [String]
  }

  /// What of a site an outcome hangs on; that of the last one is kept, as rules ask for several networks.
  private struct Traits {
    let site: Int
    let bindings: [LocalAddress]
    let denied: [String]
  }

  private let server: Server
  private var known: [Question: ReplyOutcome] = [:]
  private var last: Traits?
  /// The first two sites that start and serve a network well.
  private var serving: [ClientNetwork: [Int]] = [:]

  /// Those of a server.
  public init(_ server: Server) { self.server = server }

  /// What comes of a site's replies for clients somewhere.
  public mutating func outcome(of site: FTPSite, from origin: ClientNetwork) -> ReplyOutcome {
    let traits = traits(of: site)
    let question = Question(
      origin: origin, external: site.externalAddress.value, bindings: traits.bindings, denied: traits.denied)
    if let outcome = known[question] { return outcome }
    let routes = traits.bindings.map { address in
      PassiveRoute(
        CommandFilter(site), DialedAddress(site, address, server, from: origin), origin: origin,
        intent: server.deployment.externalAddress)
    }
    var outcome = ReplyOutcome()
    for client in FTPClient.all { outcome.add(client, routes.map { $0.target(client) }) }
    known[question] = outcome
    return outcome
  }

  private mutating func traits(of site: FTPSite) -> Traits {
    if let last, last.site == site.site.index { return last }
    let bindings = site.bindings.compactMap(\.endpoint?.address).filter { address in
      if case .v4(let number) = address { number.scope != .loopback } else { address == .any }
    }.map { $0.standIn(besides: site.announcedAddress) }.distinct
    let filters = !site.commandRules.isEmpty || !site.allowsUnlistedCommands.value
    let traits = Traits(
      site: site.site.index, bindings: bindings,
      denied: filters ? CommandFilter(site).denied(of: ["PASV", "EPSV"]) : [])
    last = traits
    return traits
  }

  /// The clients whom a site is for, as far as anybody says: those that are meant to connect, but for those whom another
  /// site serves, where this one serves others well.
  ///
  /// So a server has one site for the Internet and one for private networks.
  public mutating func networks(of site: FTPSite) -> [ClientNetwork] {
    let networks = server.networksInQuestion
    guard !server.deployment.sources.isEmpty, server.configuration.startingSites.count > 1,
      (networks + [.internet, .privateNetwork]).contains(where: { serves(site, $0) })
    else { return networks }
    return networks.filter { network in !isServed(by: site, network) }
  }

  /// Whether another site serves a network well, and this one does not.
  private mutating func isServed(by site: FTPSite, _ network: ClientNetwork) -> Bool {
    if serves(site, network) { return false }
    if serving[network] == nil {
      var found: [Int] = []
      for other in server.configuration.startingSites where found.isEmpty {
        if serves(other, network) { found.append(other.site.index) }
      }
      serving[network] = found
    }
    return serving[network]?.contains { $0 != site.site.index } ?? false
  }

  /// Whether a site leads no client of a network astray, and has a binding that such clients may reach.
  private mutating func serves(_ site: FTPSite, _ network: ClientNetwork) -> Bool {
    let isReachable = site.bindings.contains { binding in
      switch binding.endpoint?.address {
      case .any?: true
      case .v4(let address)?: address.scope != .loopback && (network.isPublic || address.scope != .publicUse)
      case .v6?, nil: false
      }
    }
    return isReachable && outcome(of: site, from: network).isSound
  }
}

extension LocalAddress {
  /// An address that clients do the same with, so that thousands of sites on private addresses are a handful of cases:
  /// they tell apart private networks, and whether the reply names the address that they dialled.
  fileprivate func standIn(besides announced: IPv4Address?) -> LocalAddress {
    guard case .v4(let own) = self, own != announced, own.scope == .privateUse,
      let peer = FTPClient.AccessPath.privatePath.peers.first(where: { $0.privateBlock == own.privateBlock })
    else { return self }
    return .v4(peer == announced ? IPv4Address(rawValue: peer.rawValue ^ 1) : peer)
  }
}

extension ReplyOutcome {
  fileprivate mutating func add(_ client: FTPClient, _ targets: [PassiveTarget]) {
    let isLost = targets.contains { target in
      switch target {
      case .elsewhere, .aborted: true
      case .server, .refused, .unknown: false
      }
    }
    if isLost {
      failing.append(client)
      return
    }
    for case .unknown(let reason, place: .externalAddress, _) in targets {
      undecided.append(client)
      doubt = doubt ?? reason
      return
    }
  }
}

extension Server {
  /// The networks from which clients are meant to connect, as far as they have IPv4; of the Internet and of private ones
  /// where nobody says.
  public var networksInQuestion: [ClientNetwork] {
    guard !deployment.sources.isEmpty else { return [.internet, .privateNetwork] }
    return deployment.sources.flatMap { source -> [ClientNetwork] in
      if let network = ClientNetwork(source) { return [network] }
      let addresses = source.addresses.intersection(.anyV4)
      return addresses.isEmpty ? [] : [.internet, .privateNetwork]
    }.distinct
  }

  /// Whether an address is one on which the site itself is reached: that of all its IPv4 bindings, or of the machine.
  public func isOwnAddress(_ address: IPv4Address, of site: FTPSite) -> Bool {
    if machineAddresses.contains(address) { return true }
    let bound = site.bindings.compactMap(\.endpoint?.address).filter { if case .v6 = $0 { false } else { true } }
    return !bound.isEmpty && bound.allSatisfy { $0 == .v4(address) }
  }
}
