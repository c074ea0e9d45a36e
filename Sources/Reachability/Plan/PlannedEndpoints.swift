internal import IISConfiguration
public import Inet
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
      _ direction: FlowDirection, _ ports: PortRange, from remote: RemoteSide, _ purpose: Opening.Purpose,
      _ origin: String
    ) -> Opening {
      Opening(
        direction: direction, localPorts: ports, localAddress: endpoint.address, remote: remote, purpose: purpose,
        origins: [origin])
    }
    let port = PortRange(endpoint.port)
    var openings = [
      opening(
        .inbound, port, from: probePorts.contains(endpoint.port) ? remote.union(Self.probes) : remote,
        endpoint.isImplicitPort ? .implicitControl : .explicitControl, origin),
      opening(.inbound, passivePorts, from: remote, .passiveData, rangeOrigin),
    ]
    for probed in probedDataPorts(beside: endpoint) {
      openings.append(opening(.inbound, probed, from: Self.probes, .passiveData, "a probe of a load balancer"))
    }
    // RFC 959 leaves nothing below port 1 to send active data from.
    if hasActiveMode, endpoint.port > 1 {
      openings.append(
        opening(
          .outbound, PortRange(endpoint.port - 1), from: remote, .activeData(controlPort: endpoint.port), origin))
    }
    return openings
  }

  /// The ports of the passive range that a load balancer probes, over IPv4.
  ///
  /// Without an answer it leads nobody here, and no other port of the range is its business.
  private func probedDataPorts(beside endpoint: BindingEndpoint) -> [PortRange] {
    if case .v6 = endpoint.address { return [] }
    return probePorts.intersection(PortSet(passivePorts)).subtracting(PortSet(endpoint.port)).ranges
  }

  private static let probes = RemoteSide(ServiceTags.azureHost)
}

extension FirewallPlan {
  /// The ports that a load balancer probes and at which no opening is.
  public var probedPortsOfOthers: PortSet {
    surroundings.probePorts.subtracting(PortSet(openings.filter { $0.direction == .inbound }.map(\.localPorts)))
  }
}
