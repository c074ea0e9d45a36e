import IISConfiguration
import Inet
import NetworkModel

/// A text as a file would have it, at a place that does not matter.
func written<Value: Hashable & Sendable>(_ value: Value) -> Located<Value> {
  Located(value, at: ByteRange(0, 0))
}

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
