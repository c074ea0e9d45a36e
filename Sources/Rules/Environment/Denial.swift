internal import IISConfiguration
internal import Inet
internal import NetworkModel

extension ServerContext {
  /// Connections from clients to some ports.
  func flow(from addresses: IPAddressSet, to ports: PortSet, at address: LocalAddress) -> Flow {
    Flow(
      .inbound, remoteAddresses: addresses, remotePorts: .client,
      localAddresses: localAddresses(address, for: addresses),
      localPorts: ports)
  }

  /// What becomes of connections at some stations.
  func decide(_ flow: Flow, at hops: [FilterHop]) -> FlowDecision { filters.decide(flow, at: hops) }

  /// What becomes of connections at all stations.
  func decide(_ flow: Flow) -> FlowDecision { decide(flow, at: filters.hops(flow.direction)) }

  /// Windows Firewall, if a file tells of it.
  var windowsFirewall: WindowsFirewallFilter? { filters.sources.lazy.compactMap { $0 as? WindowsFirewallFilter }.first }

  /// What stops connections, each station asked for itself, so that all are named at once.
  ///
  /// A port counts only if it is stopped for certain: for some of the clients where each is meant, else for all.
  func denials(_ flow: Flow, isExact: Bool) -> [Denial] {
    let hops = filters.hops(flow.direction)
    let each = hops.flatMap { decide(flow, at: [$0]).denials(isExact: isExact) }
    return each.isEmpty && hops.count > 1 ? decide(flow, at: hops).denials(isExact: isExact) : each
  }

  /// Where a ruling stands; for a default of Windows that is written nowhere, the file of the firewall.
  func place(of decidingRule: DecidingRule) -> Location? {
    decidingRule.place
      ?? environment.files.first { $0.kind == .windowsFirewall }.map { Location($0.path, ByteRange(0, 0)) }
  }
}
