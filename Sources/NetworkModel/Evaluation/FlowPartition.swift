/// Takes a flow to pieces along the rules of a filter, so that one rule or the default decides on each.
///
/// Each axis (addresses and ports of both sides) is cut where a rule begins or ends, so that sets become runs of small
/// numbers. All axes but one are then split into the fewest groups whose members meet the same rules; on the last, the one
/// with the most cuts, rules paint what no earlier rule has painted. That takes time in proportion to the rules
/// for each group, and never takes the space to pieces box by box.
struct FlowPartition {
  /// What decides on a piece, by the index of the rule.
  enum Decider: Hashable {
    case rule(Int)
    case doubt(Int)
    case fallback
    /// Nothing: the budget was spent before.
    case overlap
  }

  /// A part of the flow with one decider.
  struct Piece {
    let flow: Flow
    let decider: Decider
  }

  /// The pieces in the order of the rules, then that of the default, and last what there was no budget for.
  let pieces: [Piece]

  init(_ flow: Flow, rules: [FilterRule], fallback: FilterAction, budget: inout FlowBudget) {
    budget.spend(rules.count)
    guard !budget.isSpent else {
      pieces = [Piece(flow: flow, decider: .overlap)]
      return
    }
    let claims = Self.claims(on: flow, rules)
    let axes = FlowAxes(flow, claims)
    var painter = FirstMatchEvaluation(axes: axes, claims: claims, rules: rules, fallback: fallback, budget: budget)
    pieces = painter.split(Array(claims.indices), level: 0)
      .sorted { Self.rank($0.decider, rules.count) < Self.rank($1.decider, rules.count) }
      .map { Piece(flow: axes.flow($0.runs), decider: $0.decider) }
    budget = painter.budget
  }

  /// A part of the flow that a rule is about, for sure or perhaps.
  struct Claim {
    let rule: Int
    let flow: Flow
    let isCertain: Bool
  }

  /// The claims in order, up to the first rule that takes all that is left.
  private static func claims(on flow: Flow, _ rules: [FilterRule]) -> [Claim] {
    var claims: [Claim] = []
    var doubted: [String: [Flow]] = [:]
    for index in rules.indices {
      guard let possible = rules[index].possible.intersection(flow) else { continue }
      if rules[index].isCertain {
        claims.append(Claim(rule: index, flow: possible, isCertain: true))
        if possible == flow { break }
        continue
      }
      let certain = rules[index].certain?.intersection(flow)
      if let certain { claims.append(Claim(rule: index, flow: certain, isCertain: true)) }
      if certain == flow { break }
      guard certain != possible else { continue }
      if let condition = rules[index].condition {
        // Whenever this rule matches, an earlier one on the same condition has decided. Few are compared, as each is with each.
        let earlier = doubted[condition, default: []]
        if earlier.contains(where: possible.isSubset) { continue }
        if earlier.count < 8 { doubted[condition] = earlier + [possible] }
      }
      claims.append(Claim(rule: index, flow: possible, isCertain: false))
    }
    return claims
  }

  private static func rank(_ decider: Decider, _ count: Int) -> Int {
    switch decider {
    case .rule(let index), .doubt(let index): index
    case .fallback: count
    case .overlap: count + 1
    }
  }
}
