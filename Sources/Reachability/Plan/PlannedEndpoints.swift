internal import IISConfiguration
internal import Inet
internal import NetworkModel

/// What must be open for an endpoint: its control port and the passive range in, and active data out.
struct PlannedEndpoints {
  /// Who may be on the other side.
  let remote: RemoteSide
  /// The ports that a load balancer probes.
  let probePorts: PortSet
  /// The passive data ports.
  let passivePorts: PortRange
  /// Where the passive data ports come from, as a phrase.
  let rangeOrigin: String
  /// Whether the server may open data connections itself.
  let hasActiveMode: Bool

  /// The openings for one binding.
  func openings(for endpoint: BindingEndpoint, origin: String) -> [Opening] {
    func opening(
      _ direction: FlowDirection, _ ports: PortRange, _ purpose: Opening.Purpose, _ origin: String
    ) -> Opening {
      // Without an answer to its probes a load balancer leads nobody here.
      let isProbed = direction == .inbound && !PortSet(ports).isDisjoint(with: probePorts)
      return Opening(
        direction: direction, localPorts: ports, localAddress: endpoint.address,
        remote: isProbed ? remote.union(RemoteSide(ServiceTags.azureHost)) : remote, purpose: purpose,
        origins: [origin])
    }
    let control = opening(
      .inbound, PortRange(endpoint.port), endpoint.isImplicitPort ? .implicitControl : .explicitControl, origin)
    let passive = opening(.inbound, passivePorts, .passiveData, rangeOrigin)
    // RFC 959 leaves nothing below port 1 to send active data from.
    guard hasActiveMode, endpoint.port > 1 else { return [control, passive] }
    let source = PortRange(endpoint.port - 1)
    return [control, opening(.outbound, source, .activeData(controlPort: endpoint.port), origin), passive]
  }
}
