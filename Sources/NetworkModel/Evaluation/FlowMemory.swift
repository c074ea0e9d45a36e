internal import Inet

/// What was decided at some hops, so that nobody has to decide it again.
///
/// What is known takes the same work from a budget as finding it out would: what is left of a budget, and so what is
/// unknown for want of it, does not depend on who asked before.
package struct FlowMemory: Sendable {
  private struct Entry {
    let decision: FlowDecision
    let work: Int
  }

  private let hops: [FilterHop]
  private var known: [Flow: Entry] = [:]

  /// Nothing that these hops have decided yet.
  package init(_ hops: [FilterHop]) {
    self.hops = hops
  }

  /// What becomes of connections at the hops, for a server that has one of the flow's local addresses.
  package mutating func decideForOneAddress(_ flow: Flow, within budget: inout FlowBudget) -> FlowDecision {
    FlowDecision(flow.byFamily.flatMap { decide($0, within: &budget).parts })
  }

  private mutating func decide(_ flow: Flow, within budget: inout FlowBudget) -> FlowDecision {
    budget.begin()
    if let entry = known[flow], budget.affords(entry.work) {
      budget.spend(entry.work)
      return entry.decision
    }
    let before = budget
    let decision = hops.decide(flow, within: &budget).forOneLocalAddress(of: flow, within: &budget)
    if !budget.isSpent { known[flow] = Entry(decision: decision, work: budget.work(since: before)) }
    return decision
  }
}

extension Flow {
  /// The connections with IPv4 and those with IPv6, as no connection goes from one to the other.
  var byFamily: [Flow] {
    [IPAddressSet.anyV4, .anyV6].compactMap { family in
      var part = self
      part.remoteAddresses = remoteAddresses.intersection(family)
      part.localAddresses = localAddresses.intersection(family)
      return part.isEmpty ? nil : part
    }
  }
}
