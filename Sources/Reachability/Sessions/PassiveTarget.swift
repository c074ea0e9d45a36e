internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Text

/// Where a client's passive data connection goes, and why.
enum PassiveTarget: Hashable {
  /// How a client comes to the address that it has dialled.
  enum Way: Hashable {
    /// The reply to EPSV has no address.
    case extended
    /// The reply names it.
    case named(IPv4Address)
    /// The client does not use the other address in the reply.
    case ignored(IPv4Address?)
    /// The client finds the address in the reply wrong.
    case replaced(IPv4Address)
    /// The address in the reply has failed, after a timeout.
    case second(IPv4Address)
  }

  /// To the server.
  case server(Way, peer: IPv4Address)
  /// To this address, which does not lead to the server.
  case elsewhere(IPv4Address, route: DataAddress)
  /// Nowhere: the client gives up, since the reply does not name the address that it has dialled.
  case aborted(IPv4Address, peer: IPv4Address)
  /// Nowhere: the server refuses every command that the client could send.
  case refused
  /// It is not known; how the client chose the address, if it did, has these ways.
  case unknown(Message, place: Knowledge, routes: [DataAddress] = [])

  /// What would have to be known.
  enum Knowledge: Hashable {
    /// Something about the client.
    case client
    /// Something about the external address.
    case externalAddress
  }

  /// The ways in which the client may have chosen the address, for what it does when the connection fails.
  var routes: [DataAddress] {
    switch self {
    case .server(.extended, let peer), .server(.named, let peer), .server(.ignored, let peer): [.use(peer)]
    case .server(.replaced, let peer): [.repaired(peer)]
    case .server(.second(let first), let peer): [.tries(first, then: peer)]
    case .elsewhere(_, let route): [route]
    case .aborted: [.abort]
    case .unknown(_, _, let routes): routes
    case .refused: []
    }
  }

  /// Whether the client comes to the server only because it does not use the address in the reply.
  var isRepaired: Bool {
    switch self {
    case .server(.ignored, _), .server(.replaced, _), .server(.second, _): true
    default: false
    }
  }
}

extension SiteConnections {
  /// What the replies that a binding gives make of clients.
  func route(_ listener: ListenerPath) -> PassiveRoute {
    PassiveRoute(commands, listener.dialed, origin: world.origin, intent: world.server.deployment.externalAddress)
  }
}

/// What a site's replies to PASV make of clients somewhere, whatever filters let through.
struct PassiveRoute {
  private let commands: CommandFilter
  private let dialed: DialedAddress
  private let origin: ClientNetwork
  private let intent: DeploymentOptions.ExternalAddressIntent

  init(
    _ commands: CommandFilter, _ dialed: DialedAddress, origin: ClientNetwork,
    intent: DeploymentOptions.ExternalAddressIntent
  ) {
    self.commands = commands
    self.dialed = dialed
    self.origin = origin
    self.intent = intent
  }

  /// Where a client's passive data connection goes, over all addresses that may be the server's.
  func target(_ client: FTPClient) -> PassiveTarget { Self.target(targets(client)) }

  /// The ways in which the client may choose the address of its connection.
  func routes(_ client: FTPClient) -> [DataAddress] { targets(client).flatMap(\.routes).distinct }

  /// Where the connection goes with each address that may be the server's.
  private func targets(_ client: FTPClient) -> [PassiveTarget] {
    commandTarget(client).map { [$0] } ?? dialed.exchanges.map { target(client, $0) }
  }

  private static func target(_ targets: [PassiveTarget]) -> PassiveTarget {
    guard let first = targets.first else { return .refused }
    if targets.dropFirst().allSatisfy({ $0 == first }) { return first }
    if let unknown = targets.first(where: { if case .unknown = $0 { true } else { false } }) { return unknown }
    let reaching = targets.filter { if case .server = $0 { true } else { false } }
    if reaching.count == targets.count { return reaching.first(where: \.isRepaired) ?? first }
    guard reaching.isEmpty else {
      return .unknown(
        "where the client connects to hangs on the server's own address, which is in no file", place: .externalAddress)
    }
    return first
  }

  /// What is decided by the commands alone: EPSV, or that there is none; nothing where PASV is sent.
  private func commandTarget(_ client: FTPClient) -> PassiveTarget? {
    let peer = dialed.exchanges[0].peer
    guard let known = client.passiveCommands else {
      switch commands.denied(of: ["PASV", "EPSV"]) {
      case []: return nil
      case ["PASV", "EPSV"]: return .refused
      default: return .unknown("which of PASV and EPSV the client sends is not documented", place: .client)
      }
    }
    switch known.first(where: { !commands.denies($0.rawValue.uppercased()) }) {
    case .epsv: return .server(.extended, peer: peer)
    case .pasv: return nil
    case nil: return .refused
    }
  }

  private func target(_ client: FTPClient, _ exchange: DialedAddress.Exchange) -> PassiveTarget {
    let peer = exchange.peer
    guard let reply = exchange.reply else {
      return client.policies.allSatisfy { $0 == .peerAlways }
        ? .server(.ignored(nil), peer: peer)
        : .unknown(
          "the external address is no IPv4 address, and what IIS then announces is not documented",
          place: .externalAddress)
    }
    switch client.dataAddress(reply: reply, peer: peer, answersEPSV: false) {
    case .use(peer): return .server(reply == peer ? .named(reply) : .ignored(reply), peer: peer)
    case .repaired(peer): return .server(.replaced(reply), peer: peer)
    case .use(let address), .repaired(let address): return judge(address, route: .use(address))
    case .tries(let first, then: let second):
      let firstTarget = judge(first, route: .tries(first, then: second))
      if case .elsewhere = firstTarget { return .server(.second(first), peer: peer) }
      return firstTarget
    case .abort: return .aborted(reply, peer: peer)
    case .neverPassive, .unknown:
      return .unknown("what the client does with the address in the reply is not documented", place: .client)
    }
  }

  /// Whether a public address leads to the server that is none of its own.
  private func judgeForeign(_ address: IPv4Address, _ route: DataAddress) -> PassiveTarget {
    guard let other = dialed.addressesElsewhere.first(of: address), !other.isDeadEnd else {
      return .elsewhere(address, route: route)
    }
    return .unknown(
      "the client connects to \(address), \(other.clause), and whether that hands connections on is in no file",
      place: .externalAddress, routes: [route])
  }

  /// Whether an address that is not the dialled one leads to the server.
  private func judge(_ address: IPv4Address, route: DataAddress) -> PassiveTarget {
    let elsewhere = PassiveTarget.elsewhere(address, route: route)
    if origin.isUnknown {
      return .unknown(
        "the client connects to \(address), and where that leads from \(origin.phrase) is not known",
        place: .externalAddress, routes: [route])
    }
    switch (origin.isPublic, address.scope) {
    case (true, .publicUse):
      guard dialed.publicAddresses.contains(address) else { return judgeForeign(address, route) }
      return .unknown(
        "the client connects to \(address), another address of the server, and whether IIS listens there is not documented",
        place: .externalAddress, routes: [route])
    case (false, .publicUse):
      if !dialed.publicAddresses.isEmpty, !dialed.publicAddresses.contains(address) { return elsewhere }
      return .unknown(
        "the client connects to the public address \(address), and whether that leads back to the server is in no file",
        place: .externalAddress, routes: [route])
    case (false, .privateUse):
      if dialed.privateAddresses.contains(address) {
        return .unknown(
          "the client connects to \(address), another address of the server, and whether IIS listens there is not documented",
          place: .externalAddress, routes: [route])
      }
      guard dialed.privateAddresses.isEmpty, intent != .placeholder else {
        return elsewhere
      }
      return .unknown(
        "the client connects to \(address), the external address, and whether that is the server's own is in no file",
        place: .externalAddress, routes: [route])
    default: return elsewhere
    }
  }
}
