import Text
import Inet
import NetworkModel

/// The ports of `21, 990, 40000-40199`; words that are no ports stand for none.
func ports(_ text: String) -> PortSet {
  text.split(separator: ",").reduce(PortSet()) { $0.union(PortTerm.read(String($1)) ?? PortSet()) }
}

/// The addresses of `10.0.0.0/8, 192.0.2.1`.
func addresses(_ text: String) -> IPAddressSet {
  IPAddressSet(text.split(separator: ",").compactMap { IPPrefix($0.drop { $0 == " " }) })
}

/// `allowed 21 by Allow-FTPS` and the like, one for each part, to compare a whole decision at once.
func summary(_ decision: FlowDecision) -> [String] {
  decision.parts.map { part in
    switch part.verdict {
    case .allowed(let decidingRule): "allowed \(part.flow.localPorts) by \(decidingRule.rule)"
    case .blocked(let decidingRule): "blocked \(part.flow.localPorts) by \(decidingRule.rule)"
    case .unknown(_, let decidingRule): "unknown \(part.flow.localPorts) at \(decidingRule.rule)"
    }
  }
}

/// Where something in a filter that stands alone comes from.
private func alone(_ kind: RuleOrigin.Kind, _ name: String) -> RuleOrigin {
  RuleOrigin(kind, of: FilterID(hop: 0), RuleName(name))
}

extension FilterRule {
  init(_ name: String, _ action: FilterAction, _ flow: Flow) {
    self.init(alone(.rule(0), name), action, flow)
  }

  init(
    _ name: String, _ action: FilterAction, certain: Flow?, possible: Flow, doubt: Message?, condition: String? = nil
  ) {
    self.init(
      alone(.rule(0), name), action, certain: certain, possible: possible, doubt: doubt, condition: condition)
  }
}

extension FilterDefault {
  init(_ action: FilterAction, _ name: String) { self.init(action, alone(.policyDefault, name)) }
}

extension PacketFilter {
  init(name: Message, rules: [FilterRule], inboundDefault: FilterDefault, outboundDefault: FilterDefault) {
    self.init(
      id: FilterID(hop: 0), name: name, rules: rules, inboundDefault: inboundDefault, outboundDefault: outboundDefault)
  }
}
