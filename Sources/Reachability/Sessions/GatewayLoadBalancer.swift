internal import IISConfiguration
internal import NetworkModel
internal import Text

extension Server {
  /// That connections come through the appliances behind a gateway load balancer first, of which no file tells what they do;
  /// none where files show no such thing at the dialled address (Azure documentation, "Gateway load balancer").
  func gatewayLoadBalancerChecks(_ dialed: DialedAddress, from origin: ClientNetwork) -> [SessionCheck] {
    guard origin.isPublic, let environment, let peer = dialed.exchanges.first?.peer,
      let gateway = environment.gateway(before: peer)
    else { return [] }
    return [
      SessionCheck(
        .unknown,
        "connections to \(peer) come through gateway load balancer \(name: gateway.name), and what is behind it lets through is in no file",
        at: gateway.place)
    ]
  }
}
