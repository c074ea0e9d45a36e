public import Inet

/// What stops connections, and which.
public struct Denial: Hashable, Sendable {
  /// The rule or default that stops them.
  public let decidingRule: DecidingRule
  /// The server's ports that it stops.
  public var ports: PortSet
  /// The addresses on the other side whose connections it stops.
  public var from: IPAddressSet

  /// Connections that a rule or default stops.
  public init(decidingRule: DecidingRule, ports: PortSet, from: IPAddressSet) {
    self.decidingRule = decidingRule
    self.ports = ports
    self.from = from
  }
}

extension FlowDecision {
  /// What stops connections, by what stops them.
  ///
  /// A port counts only if it is stopped for certain: for some of the clients where each is meant, else for all.
  public func denials(isExact: Bool) -> [Denial] { denials(sparing: isExact ? PortSet() : openToSome) }

  /// What stops some of the clients, where others get through.
  public var partialDenials: [Denial] {
    let open = openToSome
    return denials(sparing: PortSet()).filter { !$0.ports.isDisjoint(with: open) }
  }

  /// The ports that some client reaches, or may, whichever of its own ports it connects from.
  private var openToSome: PortSet {
    let open = allowed + unknown
    // As pieces do not overlap, the rest of what is stopped is other clients or other ports of the server.
    let (remotePorts, localAddresses) = (open.remotePorts, open.localAddresses)
    let blocked = blocked.filter {
      !remotePorts.isSubset(of: $0.flow.remotePorts) || !localAddresses.isSubset(of: $0.flow.localAddresses)
    }
    return PortSet(
      union: open.map { part in
        let stopped = blocked.filter { part.flow.remoteAddresses.isSubset(of: $0.flow.remoteAddresses) }
        return part.flow.localPorts.subtracting(PortSet(union: stopped.map(\.flow.localPorts)))
      })
  }

  private func denials(sparing open: PortSet) -> [Denial] {
    var order: [DecidingRule] = []
    var found: [DecidingRule: [FlowPart]] = [:]
    for part in blocked where !part.flow.localPorts.isSubset(of: open) {
      let decidingRule = part.verdict.decidingRule
      if found[decidingRule] == nil { order.append(decidingRule) }
      found[decidingRule, default: []].append(part)
    }
    return order.map { decidingRule in
      let parts = found[decidingRule] ?? []
      return Denial(decidingRule: decidingRule, ports: parts.localPorts.subtracting(open), from: parts.remoteAddresses)
    }
  }
}
