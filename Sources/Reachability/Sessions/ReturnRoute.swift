internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Text

/// Whether the server's answers to clients of one network take the way by which these come in; found once for all sites.
///
/// Azure keeps the state of a connection at the way in: answers that leave through an appliance or a gateway are dropped
/// there (Azure documentation, "Virtual network traffic routing", on asymmetric routing).
struct ReturnRoute: Sendable {
  private let environment: ServerEnvironment
  private let origin: ClientNetwork
  private let fault: RouteFault?
  /// Whether files tell of nothing against it, whatever clients dial.
  let isClear: Bool

  /// The way of answers to clients; nothing where no file tells of the server's environment.
  init?(_ environment: ServerEnvironment?, to origin: ClientNetwork) {
    guard let environment, !origin.isUnknown else { return nil }
    self.environment = environment
    self.origin = origin
    fault = RouteFault.first(of: environment.routes.map { environment.fault(of: $0, for: origin) })
    isClear = fault == nil && !environment.networkInterfaces.contains(where: \.isSecondary)
  }

  /// What stops answers or may stop them, for clients who dial an address; none where files tell of nothing against it.
  func checks(_ dialed: DialedAddress, behind inboundNAT: InboundNAT?) -> [SessionCheck] {
    guard !isClear, let peer = dialed.exchanges.first?.peer else { return [] }
    return gatewayChecks(peer) + routeChecks(dialed, peer, behind: inboundNAT)
  }

  private func routeChecks(
    _ dialed: DialedAddress, _ peer: IPv4Address, behind inboundNAT: InboundNAT?
  ) -> [SessionCheck] {
    guard let fault else { return [] }
    // What Azure Firewall hands on comes back to it, as it puts an address of its own in place of the client's.
    if case .azureFirewall = inboundNAT { return [] }
    switch fault.effect {
    case .unknown: return [Self.doubt(fault.reason, fault.place)]
    case .lost: return [Self.loss(fault)]
    case .lostWhereClientsComeStraightIn:
      guard dialed.isNamed(peer), environment.leadsStraightIn(peer) == true else {
        return [Self.doubt("\(fault.reason), and whether clients come in that way, too, is in no file", fault.place)]
      }
      return [Self.loss(fault)]
    }
  }

  /// Windows has a gateway on a machine's primary interface only, until somebody adds a route (Azure documentation, "Create
  /// and manage a Windows virtual machine that has multiple NICs").
  private func gatewayChecks(_ peer: IPv4Address) -> [SessionCheck] {
    guard origin != .privateNetwork, let inlet = environment.inlet(for: peer), inlet.isSecondary else { return [] }
    let neighbours = environment.subnets.filter { subnet in inlet.subnets.contains { $0.isSame(as: subnet.id) } }
    guard !origin.addresses.isSubset(of: IPAddressSet(neighbours.flatMap(\.prefixes))) else { return [] }
    return [
      Self.doubt(
        """
        Azure gives no gateway to \(quoted: inlet.name.value), which is not the machine's primary network interface, and \
        whether Windows has a route from there to clients is in no file
        """, Location(inlet.path, inlet.name.range))
    ]
  }

  private static func doubt(_ reason: Message, _ place: Location?) -> SessionCheck {
    SessionCheck(.unknown, reason, at: place, rule: .asymmetricRoute)
  }

  private static func loss(_ fault: RouteFault) -> SessionCheck {
    SessionCheck(
      .blocked, fault.reason, at: fault.place, symptom: .connectionTimeout, rule: .asymmetricRoute,
      isPartial: fault.isPartial)
  }
}
