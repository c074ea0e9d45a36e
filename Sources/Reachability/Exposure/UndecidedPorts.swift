internal import Inet
package import NetworkModel
package import Text

extension ServerContext {
  /// Of which ports it is not known whether they get through, as a sentence; nothing where all is known.
  ///
  /// It is no finding, but silence would look like a pass.
  package func undecidedPorts(_ flow: Flow, from source: IntendedSource) -> Message? {
    let decision = decide(flow)
    if let translation = source.translation { return undecidedPorts(decision, from: source, translation) }
    let settled = decision.blocked.localPorts.union(source.isExact ? PortSet() : decision.allowed.localPorts)
    for part in decision.unknown {
      guard case .unknown(let reason, let decidingRule) = part.verdict else { continue }
      let ports = part.flow.localPorts.subtracting(settled)
      guard !ports.isEmpty else { continue }
      return
        "whether TCP \(ports) gets through \(decidingRule.filter) from \(source.phrase) is not known: \(reason.phrase)"
    }
    return nil
  }

  /// Of which ports it is not known for clients that come with one of several addresses.
  private func undecidedPorts(
    _ decision: FlowDecision, from source: IntendedSource, _ translation: TranslatedSource
  ) -> Message? {
    let settled = decision.stopped(for: translation).localPorts
    for part in decision.blocked + decision.unknown {
      let ports = part.flow.localPorts.subtracting(settled)
      guard !ports.isEmpty else { continue }
      let reason: Message =
        if case .unknown(let reason, _) = part.verdict { reason.phrase } else { translation.doubt }
      return
        "whether TCP \(ports) gets through \(part.verdict.decidingRule.filter) from \(source.phrase) is not known: \(reason)"
    }
    return nil
  }
}
