/// One station on a connection's way.
public enum FilterStage: Hashable, Sendable {
  /// A packet filter.
  case filter(PacketFilter)
  /// One of several packet filters, and it is not known which; the reason says why. Where all agree, what they decide
  /// is said of them under one name.
  case oneOf([PacketFilter], name: String, reason: String)
}

extension FilterStage {
  /// Of more filters than these it is not worked out what all of them agree on.
  static let mostCandidates = 32

  /// How many rules there are at the station.
  var ruleCount: Int {
    switch self {
    case .filter(let filter): filter.rules.count
    case .oneOf(let filters, _, _): filters.reduce(0) { $0 + $1.rules.count }
    }
  }

  /// What becomes of a flow here; of several possible filters, what all of them agree on.
  public func decide(_ flow: Flow) -> FlowDecision {
    var budget = FlowBudget([self])
    return decide(flow, within: &budget)
  }

  /// What becomes of a flow here; unknown where that takes more work than there is budget for.
  public func decide(_ flow: Flow, within budget: inout FlowBudget) -> FlowDecision {
    switch self {
    case .filter(let filter): return filter.decide(flow, within: &budget)
    case .oneOf(let filters, let name, let reason):
      guard let first = filters.first, !flow.isEmpty else { return FlowDecision([]) }
      guard filters.count <= Self.mostCandidates else {
        let ruling = FilterRuling(filter: name, rule: "which of them it is", isDefault: true, place: nil)
        return FlowDecision([FlowPart(flow, .unknown(reason: reason, at: ruling))])
      }
      var parts = first.decide(flow, within: &budget).parts
      for filter in filters.dropFirst() {
        parts = parts.flatMap { part in
          filter.decide(part.flow, within: &budget).parts.map {
            FlowPart($0.flow, part.verdict.agreed(with: $0.verdict, reason))
          }
        }
      }
      return FlowDecision(parts.map { FlowPart($0.flow, $0.verdict.renamed(name)) })
    }
  }
}

extension Sequence where Element == FilterStage {
  /// What becomes of a flow that has to pass all stations in their order; the first that stops it has the word.
  ///
  /// A later station that certainly stops what an earlier one may let through has it, too. Where there is no station
  /// nothing decides, and there are no parts.
  public func decide(_ flow: Flow) -> FlowDecision {
    var budget = FlowBudget(Array(self))
    return decide(flow, within: &budget)
  }

  /// What becomes of a flow that has to pass all stations; unknown where that takes more work than there is budget for.
  public func decide(_ flow: Flow, within budget: inout FlowBudget) -> FlowDecision {
    var parts: [FlowPart]?
    for stage in self {
      guard let before = parts else {
        parts = stage.decide(flow, within: &budget).parts
        continue
      }
      parts = before.flatMap { part in
        part.verdict.isBlocked
          ? [part]
          : stage.decide(part.flow, within: &budget).parts.map {
            FlowPart($0.flow, part.verdict.followed(by: $0.verdict))
          }
      }
    }
    return FlowDecision(parts ?? [])
  }
}

extension FilterVerdict {
  /// The verdict as one of several filters that agree; what is not known hangs on one of them.
  fileprivate func renamed(_ filter: String) -> FilterVerdict {
    switch self {
    case .allowed(let ruling): .allowed(by: ruling.renamed(filter))
    case .blocked(let ruling): .blocked(by: ruling.renamed(filter))
    case .unknown: self
    }
  }

  /// The verdict where either this or another one holds.
  fileprivate func agreed(with other: FilterVerdict, _ reason: String) -> FilterVerdict {
    switch (self, other) {
    case (.allowed, .allowed), (.blocked, .blocked), (.unknown, _): self
    case (_, .unknown): other
    case (.allowed, .blocked): .unknown(reason: reason, at: other.ruling)
    case (.blocked, .allowed): .unknown(reason: reason, at: ruling)
    }
  }

  /// The verdict of this and then another filter.
  fileprivate func followed(by other: FilterVerdict) -> FilterVerdict {
    isUnknown && !other.isBlocked ? self : other
  }
}
