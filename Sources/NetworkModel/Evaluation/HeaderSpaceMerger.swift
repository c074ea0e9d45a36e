/// Joins boxes that differ in the first axis only.
struct HeaderSpaceMerger {
  private var order: [FirstMatchEvaluation.Box] = []
  private var firsts: [[Range<Int>]] = []
  private var known: [FirstMatchEvaluation.Box: Int] = [:]

  init(capacity: Int) {
    order.reserveCapacity(capacity)
    firsts.reserveCapacity(capacity)
    known.reserveCapacity(capacity)
  }

  mutating func add(_ box: FirstMatchEvaluation.Box, _ runs: [Range<Int>]) {
    if let index = known[box] {
      firsts[index].append(contentsOf: runs)
    } else {
      known[box] = order.count
      order.append(box)
      firsts.append(runs)
    }
  }

  var boxes: [FirstMatchEvaluation.Box] {
    zip(order, firsts).map { FirstMatchEvaluation.Box(decider: $0.decider, runs: [$1] + $0.runs) }
  }
}
