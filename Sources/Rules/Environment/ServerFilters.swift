internal import NetworkModel
internal import Reachability
internal import Synchronization

/// The filters around a server, and the work that a rule's decisions on them may take.
///
/// A class, as all that a rule asks of its scene shares them: filters are made once, when they are first asked for.
final class ServerFilters: Sendable {
  private struct State {
    var sources: [any PacketFilterSource]?
    var budget: FlowBudget?
  }

  private let environment: ServerEnvironment
  private let state = Mutex(State())

  init(_ environment: ServerEnvironment) {
    self.environment = environment
  }

  /// The filters, in the order in which a connection to the server meets them.
  var sources: [any PacketFilterSource] {
    state.withLock { state in
      let known = state.sources ?? environment.filters
      state.sources = known
      return known
    }
  }

  /// The filter that a ruling is of.
  func source(of decidingRule: DecidingRule) -> any PacketFilterSource { sources[decidingRule.origin.filter.hop] }

  /// The stations of a connection, in the order in which it meets them.
  func hops(_ direction: FlowDirection) -> [FilterHop] {
    let inbound = sources.map(\.hop)
    return direction == .inbound ? inbound : inbound.reversed()
  }

  /// What becomes of connections at some of the stations.
  func decide(_ flow: Flow, at hops: [FilterHop]) -> FlowDecision {
    let all = self.hops(flow.direction)
    return state.withLock { state in
      var budget = state.budget ?? FlowBudget(all)
      defer { state.budget = budget }
      return hops.decideForOneAddress(flow, within: &budget)
    }
  }
}
