public import Text

/// A packet filter in no vendor's words: rules in order, of which the first that matches decides, and a default.
///
/// Filters in which blocks beat allows have their blocks before their allows here.
public struct PacketFilter: Hashable, Sendable {
  /// Which filter it is.
  public let id: FilterID
  /// What a report calls it: `network security group nsg-ftp`.
  public let name: Message
  /// The rules of both directions, in the order in which they are asked.
  public let rules: [FilterRule]
  /// What becomes of connections to the server that no rule is about.
  public let inboundDefault: FilterDefault
  /// What becomes of connections from the server that no rule is about.
  public let outboundDefault: FilterDefault

  /// A packet filter.
  public init(
    id: FilterID, name: Message, rules: [FilterRule], inboundDefault: FilterDefault, outboundDefault: FilterDefault
  ) {
    self.id = id
    self.name = name
    self.rules = rules
    self.inboundDefault = inboundDefault
    self.outboundDefault = outboundDefault
  }

  /// What becomes of a flow, decided at once for all of its addresses and ports.
  public func decide(_ flow: Flow) -> FlowDecision {
    var budget = FlowBudget(rules: rules.count)
    return decide(flow, within: &budget)
  }

  /// What becomes of a flow; unknown where that takes more work than there is budget for.
  public func decide(_ flow: Flow, within budget: inout FlowBudget) -> FlowDecision {
    guard !flow.isEmpty else { return FlowDecision([]) }
    let fallback = fallback(flow.direction)
    let pieces = FlowPartition(flow, rules: rules, fallback: fallback.action, budget: &budget).pieces
    return FlowDecision(pieces.map { FlowPart($0.flow, verdict($0.decider, fallback)) })
  }

  /// What becomes of connections that begin on one side and that no rule is about.
  func fallback(_ direction: FlowDirection) -> FilterDefault {
    direction == .inbound ? inboundDefault : outboundDefault
  }

  private func verdict(_ decider: FlowPartition.Decider, _ fallback: FilterDefault) -> FilterVerdict {
    switch decider {
    case .rule(let index):
      return verdict(rules[index].action, rules[index].origin)
    case .doubt(let index):
      let reason = rules[index].doubt ?? "it is not known what the rule matches"
      return .unknown(reason: .untold(reason), at: DecidingRule(filter: name, origin: rules[index].origin))
    case .fallback:
      return verdict(fallback.action, fallback.origin)
    case .overlap:
      let all = RuleOrigin(.undecided, of: id, RuleName(words: "all of its rules"))
      return .unknown(reason: .tooManyOverlaps, at: DecidingRule(filter: name, origin: all))
    }
  }

  private func verdict(_ action: FilterAction, _ origin: RuleOrigin) -> FilterVerdict {
    let decidingRule = DecidingRule(filter: name, origin: origin)
    return action == .allow ? .allowed(by: decidingRule) : .blocked(by: decidingRule)
  }
}

extension [PacketFilter] {
  /// The filters without those that decide all as an earlier one does, whatever their rules are called.
  var distinctInEffect: [PacketFilter] {
    var known: Set<Effect> = []
    return filter { known.insert(Effect($0)).inserted }
  }
}

/// All that makes a filter decide as it does.
private struct Effect: Hashable {
  private struct Rule: Hashable {
    let action: FilterAction
    let certain: Flow?
    let possible: Flow
  }

  private let rules: [Rule]
  private let inboundDefault: FilterAction
  private let outboundDefault: FilterAction

  init(_ filter: PacketFilter) {
    rules = filter.rules.map { Rule(action: $0.action, certain: $0.certain, possible: $0.possible) }
    inboundDefault = filter.inboundDefault.action
    outboundDefault = filter.outboundDefault.action
  }
}
