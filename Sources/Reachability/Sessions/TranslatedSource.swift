package import IISConfiguration
package import Inet
internal import NetworkModel
package import Text

/// What filters and the server see of clients behind something that puts an address of its own in the place of theirs.
package struct TranslatedSource: Hashable, Sendable {
  /// What does so: `Azure Firewall`.
  package let translator: Message
  /// The addresses of which each connection has one, if files tell.
  package let known: IPAddressSet?
  /// Where it stands, if it stands in a file.
  package let place: Location?

  /// The addresses of which each connection may have one: where no file tells, those of private networks.
  package var possible: IPAddressSet { known ?? IPAddressSet.privateUse.intersection(.anyV4) }

  /// What is not known of it, as a sentence that goes on.
  var doubt: Message {
    known.map { "\(translator) comes from any of \($0)" }
      ?? "from which of its addresses \(translator) comes is in no file"
  }
}

extension FlowDecision {
  /// What certainly stops connections of which each comes from one of the flow's clients, it not being known which: what
  /// stops a port for all of them.
  func stopped(for source: TranslatedSource) -> [FlowPart] {
    guard source.known != nil else { return [] }
    let open = (allowed + unknown).localPorts
    return blocked.compactMap { part in
      var flow = part.flow
      flow.localPorts = flow.localPorts.subtracting(open)
      return flow.localPorts.isEmpty ? nil : FlowPart(flow, part.verdict)
    }
  }
}
