package import NetworkModel
internal import Synchronization

/// The filters around a server, what is known of them, and the work that a rule's decisions on them may take.
///
/// A class, as all that look at a server share them: filters are made once, when somebody first asks for them.
package final class ServerFilters: Sendable {
  private struct Question: Hashable {
    let filter: Int
    let direction: FlowDirection
  }

  private struct State {
    var sources: [any PacketFilterSource]?
    var budget: FlowBudget?
    /// What each filter has decided; last, what all of them have, inbound and outbound.
    var memories: [FlowMemory] = []
    var permitRules: [Question: [PermitRule]] = [:]
    var idleRules: [Question: Set<RuleOrigin>] = [:]

    /// Makes the filters if that is not done.
    mutating func filters(_ environment: ServerEnvironment) -> [any PacketFilterSource] {
      if let sources { return sources }
      let sources = environment.filters
      let hops = sources.map(\.hop)
      memories = hops.map { FlowMemory([$0]) } + [FlowMemory(hops), FlowMemory(hops.reversed())]
      self.sources = sources
      return sources
    }
  }

  private let environment: ServerEnvironment
  private let state = Mutex(State())

  init(_ environment: ServerEnvironment) {
    self.environment = environment
  }

  /// The filters, in the order in which a connection to the server meets them.
  package var sources: [any PacketFilterSource] { state.withLock { $0.filters(environment) } }

  /// The numbers of the filters, in the order in which connections meet them.
  package func numbers(_ direction: FlowDirection) -> [Int] {
    let inbound = Array(sources.indices)
    return direction == .inbound ? inbound : inbound.reversed()
  }

  /// The filter that a ruling is of.
  package func source(of decidingRule: DecidingRule) -> any PacketFilterSource {
    sources[decidingRule.origin.filter.hop]
  }

  /// Begins what one rule asks: its decisions have a budget of their own, so that no rule hangs on which others run.
  package func begin() { state.withLock { $0.budget = nil } }

  /// What becomes of connections at all filters.
  func decide(_ flow: Flow) -> FlowDecision {
    decide(flow) { flow.direction == .inbound ? $0.count - 2 : $0.count - 1 }
  }

  /// What becomes of connections at one filter.
  func decide(_ flow: Flow, at filter: Int) -> FlowDecision { decide(flow) { _ in filter } }

  private func decide(_ flow: Flow, by memory: ([FlowMemory]) -> Int) -> FlowDecision {
    state.withLock { state in
      var budget = state.budget ?? FlowBudget(state.filters(environment).map(\.hop))
      defer { state.budget = budget }
      return state.memories[memory(state.memories)].decideForOneAddress(flow, within: &budget)
    }
  }

  /// What becomes of connections at a filter that was changed.
  func decide(_ flow: Flow, through changed: FilterHop) -> FlowDecision {
    state.withLock { state in
      var budget = state.budget ?? FlowBudget(state.filters(environment).map(\.hop))
      defer { state.budget = budget }
      return [changed].decideForOneAddress(flow, within: &budget)
    }
  }

  /// The rules of one filter that let connections through.
  package func permitRules(of filter: Int, _ direction: FlowDirection) -> [PermitRule] {
    let question = Question(filter: filter, direction: direction)
    return state.withLock { state in
      let found = state.permitRules[question] ?? state.filters(environment)[filter].permitRules(direction)
      state.permitRules[question] = found
      return found
    }
  }

  /// The rules of one filter that certainly decide on no packet.
  package func idleRules(of filter: Int, _ direction: FlowDirection) -> Set<RuleOrigin> {
    let question = Question(filter: filter, direction: direction)
    return state.withLock { state in
      let found = state.idleRules[question] ?? state.filters(environment)[filter].idleRules(direction)
      state.idleRules[question] = found
      return found
    }
  }
}
