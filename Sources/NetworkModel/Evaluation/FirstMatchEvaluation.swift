/// Splits the axes of a flow into groups that meet the same rules, and sweeps over the last two.
struct FirstMatchEvaluation {
  let axes: FlowAxes
  let claims: [FlowPartition.Claim]
  let rules: [FilterRule]
  let fallback: FilterAction
  /// What work is left; when there is none, what is not yet split is left as one box.
  var budget: FlowBudget

  /// A box and what decides on it, in pieces of the axes from some level on.
  struct Box: Hashable {
    let decider: FlowPartition.Decider
    var runs: [[Range<Int>]]
  }

  /// The boxes of the axes from a level on, under some claims.
  mutating func split(_ all: [Int], level: Int) -> [Box] {
    budget.spend(all.count + 8)
    guard !budget.isSpent else { return [rest(level: level)] }
    let claims = untilWhole(all, level: level)
    guard level < axes.order.count else { return [Box(decider: decider(claims), runs: [])] }
    if level >= axes.order.count - 2 { return sweep(claims, level: level) }
    let (groups, others) = groups(claims, axis: axes.order[level])
    var merged = HeaderSpaceMerger(capacity: 2 * groups.count)
    for group in groups {
      for box in split(group.claims, level: level + 1) {
        budget.spend(group.runs.count + box.runs[0].count)
        merged.add(box, group.runs)
      }
    }
    if !others.isEmpty { merged.add(rest(level: level + 1), others) }
    return merged.boxes
  }

  /// What is not decided for want of budget, from a level on.
  private func rest(level: Int) -> Box {
    Box(decider: .overlap, runs: axes.order[min(level, axes.order.count)...].map { axes.whole[$0] })
  }

  /// The claims up to the first that takes everything on the axes that are left.
  private func untilWhole(_ all: [Int], level: Int) -> [Int] {
    let left = axes.order[min(level, axes.order.count)...]
    guard
      let last = all.firstIndex(where: { claim in
        claims[claim].isCertain && left.allSatisfy { axes.runs(of: claim, on: $0) == nil }
      })
    else { return all }
    return Array(all[...last])
  }

  /// What decides where all claims hold: the first certain one, unless one before it may say otherwise.
  private func decider(_ all: [Int]) -> FlowPartition.Decider {
    let certain = all.first { claims[$0].isCertain }
    let action = certain.map { rules[claims[$0].rule].action } ?? fallback
    let doubt = all.first { !claims[$0].isCertain && rules[claims[$0].rule].action != action }
    if let doubt, doubt < certain ?? .max { return .doubt(claims[doubt].rule) }
    return certain.map { .rule(claims[$0].rule) } ?? .fallback
  }

  /// Pieces of an axis that meet the same claims.
  private struct Group {
    var runs: [Range<Int>]
    let claims: [Int]
  }

  /// The groups of an axis, and the pieces that are left when the budget is spent.
  private mutating func groups(_ all: [Int], axis: Int) -> (groups: [Group], rest: [Range<Int>]) {
    var changes: [(piece: Int, claim: Int)] = []
    for (index, claim) in all.enumerated() {
      for run in axes.pieces(of: claim, on: axis) {
        changes.append((run.lowerBound, index))
        changes.append((run.upperBound, index))
      }
    }
    changes.sort { $0.piece < $1.piece }
    var active = [UInt64](repeating: 0, count: all.count / 64 + 1)
    var known: [[UInt64]: Int] = [:]
    var groups: [Group] = []
    var rest: [Range<Int>] = []
    var next = 0
    budget.spend(changes.count)
    for whole in axes.whole[axis] {
      var piece = whole.lowerBound
      while piece < whole.upperBound {
        while next < changes.count, changes[next].piece <= piece {
          active[changes[next].claim / 64] ^= 1 << UInt64(changes[next].claim % 64)
          next += 1
        }
        let end = next < changes.count ? min(changes[next].piece, whole.upperBound) : whole.upperBound
        budget.spend(1 + active.count / 8)
        if let group = known[active] {
          groups[group].runs.append(piece..<end)
        } else if budget.isSpent {
          rest.append(piece..<end)
        } else {
          let members = Self.members(active).map { all[$0] }
          budget.spend(members.count)
          known[active] = groups.count
          groups.append(Group(runs: [piece..<end], claims: members))
        }
        piece = end
      }
    }
    return (groups, rest)
  }

  private static func members(_ bits: [UInt64]) -> [Int] {
    var members: [Int] = []
    for (index, word) in bits.enumerated() {
      var word = word
      while word != 0 {
        members.append(index * 64 + word.trailingZeroBitCount)
        word &= word - 1
      }
    }
    return members
  }

  /// The boxes of the two axes that are left, or of the one.
  private mutating func sweep(_ all: [Int], level: Int) -> [Box] {
    let (across, along) = (axes.order[axes.order.count - 1], level + 1 < axes.order.count ? axes.order[level] : nil)
    let strokes = Strokes(
      all.map { axes.runs(of: $0, on: across) ?? [] } + [axes.whole[across]], of: axes.sizes[across])
    let onePiece = [0..<1]
    let swept = all.map { claim in
      FirstMatchSweep.Claim(
        isCertain: claims[claim].isCertain, action: rules[claims[claim].rule].action,
        along: along.map { axes.pieces(of: claim, on: $0) } ?? onePiece,
        across: strokes.strokes(of: axes.pieces(of: claim, on: across)))
    }
    let sweep = FirstMatchSweep(
      swept, along: along.map { axes.whole[$0] } ?? onePiece, across: strokes.strokes(of: axes.whole[across]),
      fallback: fallback, budget: &budget)
    var boxes = sweep.boxes.map { box in
      let pieces = strokes.pieces(of: box.across)
      return Box(
        decider: box.claim.map { decider(all[$0]) } ?? .fallback, runs: along == nil ? [pieces] : [box.along, pieces])
    }
    if !sweep.rest.isEmpty {
      boxes.append(Box(decider: .overlap, runs: (along == nil ? [] : [sweep.rest]) + [axes.whole[across]]))
    }
    return boxes
  }

  /// What it means that a claim is the one that decides.
  private func decider(_ claim: Int) -> FlowPartition.Decider {
    claims[claim].isCertain ? .rule(claims[claim].rule) : .doubt(claims[claim].rule)
  }
}

/// The pieces of an axis in strokes that some runs never part, so that few runs take little work on whatever axis.
private struct Strokes {
  /// Where strokes begin and end; nothing where each piece is one.
  private let cuts: [Int]?

  /// The strokes of some runs; each piece by itself where to find them would take longer.
  init(_ runs: [[Range<Int>]], of pieces: Int) {
    guard runs.count * 8 < pieces else {
      cuts = nil
      return
    }
    var cuts: [Int] = []
    for bound in runs.joined().flatMap({ [$0.lowerBound, $0.upperBound] }).sorted() where cuts.last != bound {
      cuts.append(bound)
    }
    self.cuts = cuts
  }

  func strokes(of runs: [Range<Int>]) -> [Range<Int>] {
    guard let cuts else { return runs }
    return runs.map { index(of: $0.lowerBound, cuts)..<index(of: $0.upperBound, cuts) }
  }

  func pieces(of strokes: [Range<Int>]) -> [Range<Int>] {
    guard let cuts else { return strokes }
    return strokes.map { cuts[$0.lowerBound]..<cuts[$0.upperBound] }
  }

  private func index(of cut: Int, _ cuts: [Int]) -> Int {
    var (low, high) = (0, cuts.count)
    while low < high {
      let middle = (low + high) / 2
      if cuts[middle] < cut { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
