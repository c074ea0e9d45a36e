internal import IISConfiguration
internal import Inet
internal import NetworkModel

/// What stops connections, and which.
struct Denial: Sendable {
  let decidingRule: DecidingRule
  var ports: PortSet
  var from: IPAddressSet
}

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

  /// The profiles of Windows Firewall of which one is active, as far as files tell.
  var possibleProfiles: [WindowsFirewallProfile.Kind] { environment.possibleProfiles }

  /// Windows Firewall as a station.
  var windowsStage: FilterHop? {
    environment.windowsFirewall?.hop(active: possibleProfiles, localSubnet: environment.localSubnet)
  }

  /// What becomes of connections at all stations.
  func decide(_ flow: Flow) -> FlowDecision { decide(flow, at: filters.hops(flow.direction)) }

  /// What stops connections, each station asked for itself, so that all are named at once.
  ///
  /// A port counts only if it is stopped for certain: for some of the clients where each is meant, else for all.
  func denials(_ flow: Flow, isExact: Bool) -> [Denial] {
    let hops = filters.hops(flow.direction)
    let each = hops.flatMap { Self.denials(decide(flow, at: [$0]), isExact) }
    return each.isEmpty && hops.count > 1 ? Self.denials(decide(flow, at: hops), isExact) : each
  }

  private static func denials(_ decision: FlowDecision, _ isExact: Bool) -> [Denial] {
    let open = isExact ? PortSet() : (decision.allowed + decision.unknown).localPorts
    var order: [DecidingRule] = []
    var found: [DecidingRule: [FlowPart]] = [:]
    for part in decision.blocked where !part.flow.localPorts.isSubset(of: open) {
      let decidingRule = part.verdict.decidingRule
      if found[decidingRule] == nil { order.append(decidingRule) }
      found[decidingRule, default: []].append(part)
    }
    return order.map { decidingRule in
      let parts = found[decidingRule] ?? []
      return Denial(decidingRule: decidingRule, ports: parts.localPorts.subtracting(open), from: parts.remoteAddresses)
    }
  }

  /// Where a ruling stands; for a default of Windows that is written nowhere, the file of the firewall.
  func place(of decidingRule: DecidingRule) -> Location? {
    decidingRule.place
      ?? environment.windowsFirewall?.place.map { Location($0.path, ByteRange(0, 0)) }
  }
}
