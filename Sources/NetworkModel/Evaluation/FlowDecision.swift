public import Inet
internal import Text

/// Connections that have one verdict.
public struct FlowPart: Hashable, Sendable {
  /// The connections.
  public let flow: Flow
  /// What becomes of them.
  public let verdict: FilterVerdict

  /// Some connections and what becomes of them.
  public init(_ flow: Flow, _ verdict: FilterVerdict) {
    self.flow = flow
    self.verdict = verdict
  }
}

/// What becomes of the connections of a flow: the flow, taken to pieces that do not overlap, each with one verdict.
public struct FlowDecision: Hashable, Sendable {
  /// The pieces, in the order of the filters and of their rules, defaults last; together they are the flow.
  public let parts: [FlowPart]

  /// A decision made of pieces that do not overlap.
  public init(_ parts: [FlowPart]) {
    self.parts = parts
  }

  /// Whether all of it gets through.
  public var isAllowed: Bool { parts.allSatisfy(\.verdict.isAllowed) }

  /// The pieces that get through.
  public var allowed: [FlowPart] { parts.filter(\.verdict.isAllowed) }

  /// The pieces that are stopped.
  public var blocked: [FlowPart] { parts.filter(\.verdict.isBlocked) }

  /// The pieces of which it is not known.
  public var unknown: [FlowPart] { parts.filter(\.verdict.isUnknown) }

  /// Whether all was decided: not so where too many rules overlap.
  public var isComplete: Bool {
    !parts.contains { if case .unknown(.tooManyOverlaps, _) = $0.verdict { true } else { false } }
  }
}

extension FlowDecision {
  /// The decision for a server that has one of the flow's local addresses, it not being known which.
  ///
  /// What holds for all of them still holds; where two would differ it is not known.
  public func forOneLocalAddress(of flow: Flow) -> FlowDecision {
    var budget = FlowBudget(rules: parts.count)
    return forOneLocalAddress(of: flow, within: &budget)
  }

  /// The decision for a server that has one of the flow's local addresses; unknown, too, where that takes more work than
  /// there is budget for.
  public func forOneLocalAddress(of flow: Flow, within budget: inout FlowBudget) -> FlowDecision {
    guard parts.contains(where: { $0.flow.localAddresses != flow.localAddresses }) else { return self }
    let rivals = rivals(of: flow)
    let rules = rivals.map { own in rivals.filter { !$0.verdict.isAlike(own.verdict) }.flatMap(\.rules) }
    var decided: [FlowPart] = []
    for part in parts {
      guard part.flow.localAddresses != flow.localAddresses,
        let kind = rivals.firstIndex(where: { $0.verdict.isAlike(part.verdict) })
      else {
        decided.append(part)
        continue
      }
      for piece in FlowPartition(part.flow, rules: rules[kind], fallback: .allow, budget: &budget).pieces {
        decided.append(FlowPart(piece.flow, part.verdict.forOneLocalAddress(piece.decider)))
      }
    }
    return FlowDecision(decided)
  }

  /// Verdicts of one kind, and for which clients and ports one of them holds at some local address.
  private struct Rivals {
    let verdict: FilterVerdict
    var flows: Set<Flow> = []
    var rules: [FilterRule] = []
  }

  private func rivals(of flow: Flow) -> [Rivals] {
    var rivals: [Rivals] = []
    for part in parts {
      let kind = rivals.firstIndex { $0.verdict.isAlike(part.verdict) } ?? rivals.count
      if kind == rivals.count { rivals.append(Rivals(verdict: part.verdict)) }
      var anywhere = part.flow
      anywhere.localAddresses = flow.localAddresses
      guard rivals[kind].flows.insert(anywhere).inserted else { continue }
      rivals[kind].rules.append(FilterRule(part.verdict.decidingRule.origin, .block, anywhere))
    }
    return rivals
  }
}

extension FilterVerdict {
  /// The verdict for a server with one local address, by what else may hold at another.
  fileprivate func forOneLocalAddress(_ decider: FlowPartition.Decider) -> FilterVerdict {
    switch decider {
    case .fallback: self
    case .rule, .doubt:
      .unknown(reason: .untold("it depends on the server's own address, which is in no file"), at: decidingRule)
    case .overlap: .unknown(reason: .tooManyOverlaps, at: decidingRule)
    }
  }
}

extension Sequence where Element == FlowPart {
  /// The server's ports that occur in any of the pieces: `decision.blocked.localPorts`.
  public var localPorts: PortSet { PortSet(union: map(\.flow.localPorts)) }

  /// The server's addresses that occur in any of the pieces.
  var localAddresses: IPAddressSet { IPAddressSet(union: map(\.flow.localAddresses)) }

  /// The ports on the other side that occur in any of the pieces.
  public var remotePorts: PortSet { PortSet(union: map(\.flow.remotePorts)) }

  /// The addresses on the other side that occur in any of the pieces.
  public var remoteAddresses: IPAddressSet { IPAddressSet(union: map(\.flow.remoteAddresses)) }
}
