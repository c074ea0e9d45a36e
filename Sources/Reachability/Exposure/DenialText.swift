internal import Inet
package import NetworkModel
package import Text

extension ServerContext {
  /// What the ruling says, as the end of a sentence.
  package func phrase(of decidingRule: DecidingRule) -> Message {
    decidingRule.origin.isOwnRule
      ? "rule \(decidingRule.origin.name.quoted) blocks it" : "no rule allows it (\(decidingRule.rule))"
  }

  /// What to do so that clients get through to the ports that a denial stops.
  package func remedy(_ denial: Denial, from source: IntendedSource, isMeant: Bool = false) -> Message {
    let deed = filters.source(of: denial.decidingRule).remedy(
      for: denial, opening: "TCP \(denial.ports) in from \(source.origin)", opens: { opens(denial, $0) })
    return deployment.sources.isEmpty && source.translation == nil && !isMeant
      ? "\(deed); or say with --from who is meant to connect" : deed
  }

  /// What is to be known of clients behind something that translates addresses, as notes.
  package func translationNotes(_ source: IntendedSource) -> [Message] {
    guard let translation = source.translation else { return [] }
    return [
      "the server sees an address of \(translation.translator), one of \(source.addresses), in place of the client's"
    ]
  }

  /// Notes on rules that seem to open some of the ports that a default stops, and why they do not: most often one of
  /// these was meant to.
  package func almostMatchingRules(_ denial: Denial) -> [Message] {
    guard !denial.decidingRule.origin.isOwnRule else { return [] }
    return Array(filters.source(of: denial.decidingRule).almostMatchingRules(denial).prefix(2))
  }

  /// Whether a changed filter lets some of the stopped clients through to each of the ports.
  private func opens(_ denial: Denial, _ hop: FilterHop) -> Bool {
    let flow = flow(from: denial.from, to: denial.ports, at: .any)
    return denial.ports.isSubset(of: decide(flow, through: hop).allowed.localPorts)
  }
}
