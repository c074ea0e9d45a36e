internal import Inet
internal import Linter
internal import Reachability

/// What stops connections, and which.
struct Blockade: Sendable {
  let ruling: FilterRuling
  var ports: PortSet
  var from: IPAddressSet
}

extension ServerScene {
  /// Connections from clients to some ports.
  func flow(from addresses: IPAddressSet, to ports: PortSet, at address: LocalAddress) -> Flow {
    Flow(
      .inbound, remoteAddresses: addresses, remotePorts: .client,
      localAddresses: localAddresses(address, for: addresses),
      localPorts: ports)
  }

  /// What becomes of connections at some stations.
  func decide(_ flow: Flow, at stages: [FilterStage]) -> FlowDecision { filters.decide(flow, at: stages) }

  /// The profiles of Windows Firewall of which one is active, as far as files tell.
  var possibleProfiles: [WindowsFirewallProfile.Kind] { environment.possibleProfiles }

  /// Windows Firewall as a station.
  var windowsStage: FilterStage? {
    environment.windowsFirewall?.stage(active: possibleProfiles, localSubnet: environment.localSubnet)
  }

  /// What becomes of connections at all stations.
  func decide(_ flow: Flow) -> FlowDecision { decide(flow, at: filters.stages(flow.direction)) }

  /// What stops connections, each station asked for itself, so that all are named at once.
  ///
  /// A port counts only if it is stopped for certain: for some of the clients where each is meant, else for all.
  func blockades(_ flow: Flow, isExact: Bool) -> [Blockade] {
    let stages = filters.stages(flow.direction)
    let each = stages.flatMap { Self.blockades(decide(flow, at: [$0]), isExact) }
    return each.isEmpty && stages.count > 1 ? Self.blockades(decide(flow, at: stages), isExact) : each
  }

  private static func blockades(_ decision: FlowDecision, _ isExact: Bool) -> [Blockade] {
    let open = isExact ? PortSet() : (decision.allowed + decision.unknown).localPorts
    var order: [FilterRuling] = []
    var found: [FilterRuling: [FlowPart]] = [:]
    for part in decision.blocked where !part.flow.localPorts.isSubset(of: open) {
      let ruling = part.verdict.ruling
      if found[ruling] == nil { order.append(ruling) }
      found[ruling, default: []].append(part)
    }
    return order.map { ruling in
      let parts = found[ruling] ?? []
      return Blockade(ruling: ruling, ports: parts.localPorts.subtracting(open), from: parts.remoteAddresses)
    }
  }

  /// Where a ruling stands; for a default of Windows that is written nowhere, the file of the firewall.
  func place(of ruling: FilterRuling) -> EnvironmentPlace? {
    ruling.place
      ?? environment.files.first { $0.kind == .windowsFirewall }.map { EnvironmentPlace($0.path, ByteRange(0, 0)) }
  }
}
