/// How much work decisions may take, so that rules made to overlap in every way end in a doubt instead of a wait.
///
/// The unit is about one rule looked at in one place. Rules that differ in two ways, say in sources and ports, never need
/// so much; in three or four ways their overlaps may multiply. What is left when the budget is spent is unknown.
public struct FlowBudget: Sendable {
  private let share: Int
  private let least: Int
  private var left: Int
  private var reserve: Int

  /// The work for a decision on filters that have so many rules together.
  public init(rules: Int) {
    share = 600_000 + 4_000 * rules
    // Enough for what multiplies nothing, as every rule is looked at a few times.
    least = 2_000 + 24 * rules
    left = share
    reserve = 12 * share
  }

  /// So much work for one decision.
  package init(work: Int) {
    share = work
    least = 0
    left = work
    reserve = work
  }

  /// The work for decisions at some filters, one after the other: a dozen may be hard, all others have to be easy.
  public init(_ hops: [FilterHop]) {
    self.init(rules: hops.reduce(0) { $0 + $1.ruleCount })
  }

  /// Begins the next of several decisions.
  public mutating func begin() {
    left = min(share, max(least, reserve))
  }

  /// Whether nothing is left.
  var isSpent: Bool { left <= 0 }

  /// Whether so much work leaves something.
  func affords(_ work: Int) -> Bool { left > work }

  /// The work that was done since.
  func work(since before: FlowBudget) -> Int { before.left - left }

  /// Takes note of work.
  mutating func spend(_ work: Int) {
    left -= work
    reserve -= work
  }
}
