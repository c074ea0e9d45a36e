internal import Inet
package import NetworkModel
internal import Text

extension FlowDecision {
  /// Clients that are stopped on ports that others reach, whatever ports they come from; by what stops them.
  ///
  /// Who gets through comes before who does not in a filter of its own, and what that stops is shut out: filters cope
  /// with thousands of clients that differ in addresses and ports, and know when it is too much to work out.
  package var shutOut: [Denial] {
    let open = allowed.localPorts
    let passing = (allowed + unknown).map { $0.rule(.allow) }
    var order: [DecidingRule] = []
    var stopped: [DecidingRule: [FlowPart]] = [:]
    for part in blocked where !part.flow.localPorts.isDisjoint(with: open) {
      let decidingRule = part.verdict.decidingRule
      if stopped[decidingRule] == nil { order.append(decidingRule) }
      stopped[decidingRule, default: []].append(part)
    }
    var budget = FlowBudget(rules: parts.count)
    let isPlain = differsInClientsAndPortsAlone
    return order.compactMap { decidingRule in
      let parts = stopped[decidingRule] ?? []
      if isPlain {
        let ports = parts.localPorts.intersection(open)
        return Denial(decidingRule: decidingRule, ports: ports, from: parts.remoteAddresses)
      }
      let nothing = FilterDefault(.allow, decidingRule.origin)
      let filter = PacketFilter(
        id: decidingRule.origin.filter, name: "", rules: passing + parts.map { $0.rule(.block) },
        inboundDefault: nothing, outboundDefault: nothing)
      let flow = Flow(
        parts.first?.flow.direction ?? .inbound, remoteAddresses: parts.remoteAddresses,
        localPorts: parts.localPorts.intersection(open))
      budget.begin()
      let rest = filter.decide(flow, within: &budget).blocked
      return rest.isEmpty
        ? nil : Denial(decidingRule: decidingRule, ports: rest.localPorts, from: rest.remoteAddresses)
    }
  }

  /// Whether the clients' ports and the server's addresses are the same in all parts, for IPv4 and for IPv6, so that no client gets
  /// through to a port on which another part stops it.
  private var differsInClientsAndPortsAlone: Bool {
    [IPAddressSet.anyV4, .anyV6].allSatisfy { family in
      let flows = parts.map(\.flow).filter { !$0.remoteAddresses.isDisjoint(with: family) }
      return flows.allSatisfy {
        $0.remotePorts == flows[0].remotePorts && $0.localAddresses == flows[0].localAddresses
      }
    }
  }
}

extension FlowPart {
  /// The clients and ports of the part, from any port and to any address of the server, as a rule.
  fileprivate func rule(_ action: FilterAction) -> FilterRule {
    FilterRule(
      verdict.decidingRule.origin, action,
      Flow(flow.direction, remoteAddresses: flow.remoteAddresses, localPorts: flow.localPorts))
  }
}
