internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Text

extension Server {
  /// Whether the server's answers take the way by which clients come; none where files tell of nothing against it.
  ///
  /// Azure keeps the state of a connection at the way in: answers that leave through an appliance or a gateway are dropped
  /// there (Azure documentation, "Virtual network traffic routing", on asymmetric routing).
  func returnChecks(
    _ dialed: DialedAddress, from origin: ClientNetwork, behind inboundNAT: InboundNAT?
  ) -> [SessionCheck] {
    guard let environment, let routes = environment.routes, let peer = dialed.exchanges.first?.peer else { return [] }
    // What Azure Firewall hands on comes back to it, as it puts an address of its own in place of the client's.
    if case .azureFirewall = inboundNAT { return [] }
    let astray = routes.astray(origin)
    guard let first = astray.parts.first else {
      guard let doubtful = routes.doubtful, origin.isPublic else { return [] }
      return [
        SessionCheck(
          .unknown, "whether answers take the route \(quoted: doubtful.text.value) cannot be told from the file",
          at: doubtful.place)
      ]
    }
    let reason: Message =
      "answers to \(astray.isPartial ? "some of the clients" : "clients") \(first.phrase) (route \(name: first.text.value))"
    let isCertain = !origin.isPublic || (dialed.isNamed(peer) && environment.leadsStraightIn(peer) == true)
    guard isCertain, routes.doubtful == nil else {
      return [
        SessionCheck(
          .unknown, "\(reason), and whether clients come in that way, too, is in no file", at: first.place,
          rule: .asymmetricRoute)
      ]
    }
    return [
      SessionCheck(
        .blocked, reason, at: first.place, symptom: .connectionTimeout, rule: .asymmetricRoute,
        isPartial: astray.isPartial)
    ]
  }
}

extension ServerRoutes {
  /// The routes that lead answers to clients astray, and whether other clients get theirs.
  ///
  /// Clients in private networks come through appliances and gateways, and get their answers so; only what is dropped counts for
  /// them, and of "private networks" as a whole Azure's own routes say nothing.
  fileprivate func astray(_ origin: ClientNetwork) -> (parts: [Route], isPartial: Bool) {
    let parts = parts(of: origin.addresses)
    let bad = parts.filter { route, _ in
      switch route.nextHop {
      case .appliance, .gateway: origin.isPublic
      case .nowhere: origin.isPublic ? true : isEffective && origin != .privateNetwork
      case .internet, .network, nil: false
      }
    }
    let lost = bad.reduce(IPAddressSet()) { $0.union($1.addresses) }
    return (bad.map(\.route), !origin.addresses.isSubset(of: lost))
  }
}

extension Route {
  /// What becomes of answers, as a sentence goes on.
  fileprivate var phrase: Message {
    switch nextHop {
    case .appliance: "leave through an appliance, and not by the way in"
    case .gateway: "leave through a gateway, and not by the way in"
    default: "are dropped"
    }
  }
}
