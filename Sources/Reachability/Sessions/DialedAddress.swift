internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Text

/// What clients dial to reach a binding, and what the server's replies to PASV then name.
///
/// An address that no file tells has stand-ins, one for each kind of network that clients tell apart; what differs
/// between these is not known.
struct DialedAddress: Sendable {
  /// What a client dials, and what the reply to PASV names; nothing where the setting is no address.
  struct Exchange: Hashable, Sendable {
    let peer: IPv4Address
    let reply: IPv4Address?
  }

  /// All that may be, at least one.
  private(set) var exchanges: [Exchange]
  /// Where the dialled address comes from, as a check that passes, or why it is not known what is dialled.
  let check: SessionCheck
  /// The public addresses of the server that are known.
  let publicAddresses: [IPv4Address]
  /// The private addresses that the machine itself is known to have.
  let privateAddresses: [IPv4Address]
  /// The public addresses of which files tell that something else holds them.
  let addressesElsewhere: [AddressElsewhere]
  /// What is taken for granted of the dialled address because no file tells it; a sentence's end.
  let assumption: Message?
  private let standIns: Set<IPv4Address>

  init(_ site: FTPSite, _ binding: LocalAddress, _ server: Server, from origin: ClientNetwork) {
    let machine = server.machineAddresses
    privateAddresses = machine.filter { $0.scope == .privateUse }
    publicAddresses = server.dialledAddresses
    addressesElsewhere = server.environment?.addressesElsewhere ?? []
    let bound: IPv4Address? = if case .v4(let address) = binding { address } else { nil }
    var standIns: Set<IPv4Address> = []
    let owns =
      bound.map { [$0] } ?? (privateAddresses.isEmpty ? FTPClient.AccessPath.privatePath.peers : privateAddresses)
    if bound == nil, privateAddresses.isEmpty { standIns.formUnion(owns) }
    let pairs: [(peer: IPv4Address, own: IPv4Address)]
    if origin.isPublic {
      let dialled = Self.publicPeer(site, bound, server)
      check = dialled.check
      if dialled.isUnnamed { standIns.insert(dialled.peer) }
      assumption = dialled.isAssumed ? dialled.check.reason : nil
      pairs = Self.ownAddresses(dialled.peer, bound, owns, machine, isKnown: !privateAddresses.isEmpty, server)
        .map { (dialled.peer, $0) }
    } else {
      check = Self.privateCheck(bound, privateAddresses)
      assumption = bound == nil && privateAddresses.isEmpty ? check.reason : nil
      pairs = owns.map { ($0, $0) }
    }
    switch site.externalAddress.value {
    case .unset: exchanges = pairs.map { Exchange(peer: $0.peer, reply: $0.own) }
    case .address(let address): exchanges = pairs.map { Exchange(peer: $0.peer, reply: address) }
    case .invalid: exchanges = pairs.map { Exchange(peer: $0.peer, reply: nil) }
    }
    exchanges = exchanges.distinct
    self.standIns = standIns
  }

  /// Whether an address is one that something tells, and not a stand-in.
  func isNamed(_ address: IPv4Address) -> Bool { !standIns.contains(address) }

  /// An address in a sentence; one that only stands for others by what it is.
  func text(_ address: IPv4Address) -> Message {
    guard standIns.contains(address) else { return "\(address)" }
    return address.scope == .publicUse ? "the server's public address" : "the server's private address"
  }
}

// MARK: - Where addresses come from

extension DialedAddress {
  /// A public address that clients dial.
  private struct PublicPeer {
    let peer: IPv4Address
    let check: SessionCheck
    /// Whether no file tells that it is the server's.
    var isAssumed = false
    /// Whether it only stands for one that nothing tells.
    var isUnnamed = false
  }

  private static func publicPeer(
    _ site: FTPSite, _ bound: IPv4Address?, _ server: Server
  ) -> PublicPeer {
    if let bound, bound.scope == .publicUse {
      return PublicPeer(peer: bound, check: SessionCheck(.passes, "clients dial \(bound), the binding's own address"))
    }
    let external = site.announcedPublicAddress
    let leading = server.publicAddresses(leadingTo: bound)
    if let first = leading.first ?? server.dialledAddresses.first {
      let peer = external.flatMap { leading.contains($0) ? $0 : nil } ?? first
      let place = server.publicAddresses.first { $0.address == peer }?.place
      if let other = server.environment?.addressesElsewhere.first(of: peer) {
        // The user says that it is the server's, and a file that it is not.
        return PublicPeer(
          peer: peer, check: SessionCheck(.unknown, "clients dial \(peer), \(other.clause)", at: other.place))
      }
      let reason: Message = "clients dial \(peer), a public address of the server"
      return PublicPeer(peer: peer, check: SessionCheck(.passes, reason, at: place))
    }
    if let external, server.environment?.addressesElsewhere.first(of: external) == nil {
      let reason: Message =
        "clients are taken to dial the external address \(external), as nothing tells the public address"
      return PublicPeer(
        peer: external, check: SessionCheck(.passes, reason, at: server.place(site.externalAddress.range)),
        isAssumed: true)
    }
    return PublicPeer(
      peer: FTPClient.AccessPath.publicPath.peers[0],
      check: SessionCheck(.passes, "clients are taken to dial a public address that nothing tells"), isAssumed: true,
      isUnnamed: true)
  }

  private static func privateCheck(_ bound: IPv4Address?, _ known: [IPv4Address]) -> SessionCheck {
    if let bound {
      guard bound.scope == .publicUse else {
        return SessionCheck(.passes, "clients dial \(bound), the binding's own address")
      }
      return SessionCheck(
        .unknown, "the site listens on \(bound) only, and whether private networks have a way there is in no file")
    }
    return SessionCheck(
      .passes,
      known.isEmpty
        ? "clients are taken to dial a private address of the server that nothing tells"
        : "clients dial \(list: known.map { "\($0)" }), the server's own")
  }

  /// The addresses on which the machine itself may be reached by clients on the Internet: without NAT the dialled one.
  private static func ownAddresses(
    _ peer: IPv4Address, _ bound: IPv4Address?, _ own: [IPv4Address], _ machine: [IPv4Address], isKnown: Bool,
    _ server: Server
  ) -> [IPv4Address] {
    if bound != nil { return own }
    if machine.contains(peer) { return [peer] }
    if let translated = server.translatedAddresses[peer] { return [translated] }
    if isKnown { return own }
    if server.deployment.externalAddress == .none { return [peer] }
    return server.isInAzure ? own : [peer] + own
  }
}
