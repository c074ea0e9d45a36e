public import Text

/// One station on a connection's way.
public enum FilterHop: Hashable, Sendable {
  /// A packet filter.
  case filter(PacketFilter)
  /// One of several packet filters, and it is not known which.
  case oneOf([PacketFilter], Choice)

  /// What a report says of a filter that is one of several.
  public struct Choice: Hashable, Sendable {
    /// What they are called where all agree: `Windows Firewall, every profile`.
    public let all: Message
    /// What the one is called where they do not: `Windows Firewall`.
    public let one: Message
    /// Why it is not known which it is.
    public let reason: Message

    /// What is said of one of several filters.
    public init(all: Message, one: Message, reason: Message) {
      self.all = all
      self.one = one
      self.reason = reason
    }
  }
}

extension FilterHop {
  /// Of more filters than these it is not worked out what all of them agree on.
  static let mostCandidates = 32

  /// The filters that may be the one at the station.
  var filters: [PacketFilter] {
    switch self {
    case .filter(let filter): [filter]
    case .oneOf(let filters, _): filters
    }
  }

  /// How many rules there are at the station.
  var ruleCount: Int { filters.reduce(0) { $0 + $1.rules.count } }

  /// What becomes of a flow here; of several possible filters, what all of them agree on.
  public func decide(_ flow: Flow) -> FlowDecision {
    var budget = FlowBudget([self])
    return decide(flow, within: &budget)
  }

  /// What becomes of a flow here; unknown where that takes more work than there is budget for.
  public func decide(_ flow: Flow, within budget: inout FlowBudget) -> FlowDecision {
    switch self {
    case .filter(let filter): return filter.decide(flow, within: &budget)
    case .oneOf(let filters, let choice):
      guard let first = filters.first, !flow.isEmpty else { return FlowDecision([]) }
      guard filters.count <= Self.mostCandidates else {
        let which = RuleOrigin(.undecided, of: first.id, RuleName(words: "which of them it is"))
        let decidingRule = DecidingRule(filter: choice.one, origin: which)
        return FlowDecision([FlowPart(flow, .unknown(reason: .untold(choice.reason), at: decidingRule))])
      }
      var parts = first.decide(flow, within: &budget).parts
      for filter in filters.dropFirst() {
        parts = parts.flatMap { part in
          filter.decide(part.flow, within: &budget).parts.map {
            FlowPart($0.flow, part.verdict.agreed(with: $0.verdict, choice))
          }
        }
      }
      return FlowDecision(parts.map { FlowPart($0.flow, $0.verdict.renamed(choice.all)) })
    }
  }
}

extension Sequence where Element == FilterHop {
  /// What becomes of a flow that has to pass all filters in their order; the first that stops it has the word.
  ///
  /// A later station that certainly stops what an earlier one may let through has it, too. Where there is no station
  /// nothing decides, and there are no parts.
  public func decide(_ flow: Flow) -> FlowDecision {
    var budget = FlowBudget(Array(self))
    return decide(flow, within: &budget)
  }

  /// What becomes of a flow that has to pass all filters; unknown where that takes more work than there is budget for.
  public func decide(_ flow: Flow, within budget: inout FlowBudget) -> FlowDecision {
    var parts: [FlowPart]?
    for hop in self {
      guard let before = parts else {
        parts = hop.decide(flow, within: &budget).parts
        continue
      }
      parts = before.flatMap { part in
        part.verdict.isBlocked
          ? [part]
          : hop.decide(part.flow, within: &budget).parts.map {
            FlowPart($0.flow, part.verdict.followed(by: $0.verdict))
          }
      }
    }
    return FlowDecision(parts ?? [])
  }
}

extension [FilterHop] {
  /// What becomes of connections at some filters, for a server that has one of the flow's local addresses.
  ///
  /// IPv4 and IPv6 are decided one after the other, as no connection goes from one to the other.
  public func decideForOneAddress(_ flow: Flow, within budget: inout FlowBudget) -> FlowDecision {
    var memory = FlowMemory(self)
    return memory.decideForOneAddress(flow, within: &budget)
  }
}

extension FilterVerdict {
  /// The verdict as one of several filters that agree; what is not known hangs on one of them.
  fileprivate func renamed(_ filter: Message) -> FilterVerdict {
    switch self {
    case .allowed(let decidingRule): .allowed(by: decidingRule.renamed(filter))
    case .blocked(let decidingRule): .blocked(by: decidingRule.renamed(filter))
    case .unknown: self
    }
  }

  /// The verdict where either this or another one holds.
  fileprivate func agreed(with other: FilterVerdict, _ choice: FilterHop.Choice) -> FilterVerdict {
    switch (self, other) {
    case (.allowed, .allowed), (.blocked, .blocked), (.unknown, _): self
    case (_, .unknown): other
    case (.allowed, .blocked): .unknown(reason: .untold(choice.reason), at: other.decidingRule.renamed(choice.one))
    case (.blocked, .allowed): .unknown(reason: .untold(choice.reason), at: decidingRule.renamed(choice.one))
    }
  }

  /// The verdict of this and then another filter.
  fileprivate func followed(by other: FilterVerdict) -> FilterVerdict {
    isUnknown && !other.isBlocked ? self : other
  }
}
