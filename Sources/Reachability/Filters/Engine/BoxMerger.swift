/// Joins boxes that differ in the first axis only.
struct BoxMerger {
  private var order: [FlowPainter.Box] = []
  private var firsts: [[Range<Int>]] = []
  private var known: [FlowPainter.Box: Int] = [:]

  init(capacity: Int) {
    order.reserveCapacity(capacity)
    firsts.reserveCapacity(capacity)
    known.reserveCapacity(capacity)
  }

  mutating func add(_ box: FlowPainter.Box, _ runs: [Range<Int>]) {
    if let index = known[box] {
      firsts[index].append(contentsOf: runs)
    } else {
      known[box] = order.count
      order.append(box)
      firsts.append(runs)
    }
  }

  var boxes: [FlowPainter.Box] {
    zip(order, firsts).map { FlowPainter.Box(decider: $0.decider, runs: [$1] + $0.runs) }
  }
}
