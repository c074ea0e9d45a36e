/// Splits the axes of a flow into groups that meet the same rules, and paints the last one.
struct FirstMatchEvaluation {
  let axes: FlowAxes
  let claims: [FlowPartition.Claim]
  let rules: [FilterRule]
  let fallback: FilterAction
  /// What work is left; when there is none, what is not yet split is left as one box.
  var budget: FlowBudget
  /// For each decider the box that it has now, or -1; kept so that no group has to make its own.
  private var slots: [Int32]

  init(
    axes: FlowAxes, claims: [FlowPartition.Claim], rules: [FilterRule], fallback: FilterAction, budget: FlowBudget
  ) {
    self.axes = axes
    self.claims = claims
    self.rules = rules
    self.fallback = fallback
    self.budget = budget
    slots = Array(repeating: -1, count: 2 * rules.count + 2)
  }

  private func slot(_ decider: FlowPartition.Decider) -> Int {
    switch decider {
    case .rule(let index): 2 * index
    case .doubt(let index): 2 * index + 1
    case .fallback: 2 * rules.count
    case .overlap: 2 * rules.count + 1
    }
  }

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
    if level == axes.order.count - 1 { return paint(claims, axis: axes.order[level]) }
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

  private mutating func paint(_ all: [Int], axis: Int) -> [Box] {
    // Groups of few rules are painted in few strokes, whatever the number of rules altogether.
    let whole = axes.whole[axis]
    if let first = all.first, all.count == 1, claims[first].isCertain {
      return paint(claims[first].rule, axes.pieces(of: first, on: axis), on: whole)
    }
    let cuts = cuts(all, axis: axis)
    budget.spend(cuts.count)
    var map = IntervalMap(cuts: cuts)
    var allowed: IntervalMap?
    var blocked: IntervalMap?
    for claim in all {
      let runs = axes.pieces(of: claim, on: axis)
      budget.spend(runs.count)
      if claims[claim].isCertain {
        map.paint(runs, with: claim)
      } else if rules[claims[claim].rule].action == .allow {
        if allowed == nil { allowed = IntervalMap(cuts: cuts) }
        allowed?.paint(runs, with: claim)
      } else {
        if blocked == nil { blocked = IntervalMap(cuts: cuts) }
        blocked?.paint(runs, with: claim)
      }
    }
    var boxes: [Box] = []
    for run in whole {
      for stroke in map.strokes(in: run) {
        let claim = map.colour(of: stroke)
        let action = claim.map { rules[claims[$0].rule].action } ?? fallback
        let doubt = (action == .allow ? blocked : allowed)?.colour(of: stroke)
        let decider: FlowPartition.Decider =
          if let doubt, doubt < claim ?? .max {
            .doubt(claims[doubt].rule)
          } else {
            claim.map { .rule(claims[$0].rule) } ?? .fallback
          }
        let pieces = map.pieces(of: stroke)
        let slot = slot(decider)
        if slots[slot] >= 0 {
          let box = Int(slots[slot])
          if let end = boxes[box].runs[0].last, end.upperBound == pieces.lowerBound {
            boxes[box].runs[0][boxes[box].runs[0].count - 1] = end.lowerBound..<pieces.upperBound
          } else {
            boxes[box].runs[0].append(pieces)
          }
        } else {
          slots[slot] = Int32(clamping: boxes.count)
          boxes.append(Box(decider: decider, runs: [[pieces]]))
        }
      }
    }
    for box in boxes { slots[slot(box.decider)] = -1 }
    return boxes
  }

  /// The boxes of one rule and of what it leaves to the default.
  private func paint(_ rule: Int, _ runs: [Range<Int>], on whole: [Range<Int>]) -> [Box] {
    var rest: [Range<Int>] = []
    var next = runs.startIndex
    for run in whole {
      var start = run.lowerBound
      while next < runs.endIndex, runs[next].lowerBound < run.upperBound {
        if start < runs[next].lowerBound { rest.append(start..<runs[next].lowerBound) }
        start = runs[next].upperBound
        next += 1
      }
      if start < run.upperBound { rest.append(start..<run.upperBound) }
    }
    let painted = Box(decider: .rule(rule), runs: [runs])
    return rest.isEmpty ? [painted] : [painted, Box(decider: .fallback, runs: [rest])]
  }

  /// Where the runs of some claims begin or end, in order; every number where sorting so many would take longer.
  private func cuts(_ all: [Int], axis: Int) -> [Int] {
    guard all.count * 8 < axes.sizes[axis] else { return Array(0...axes.sizes[axis]) }
    var bounds: [Int] = []
    for run in axes.whole[axis] {
      bounds.append(run.lowerBound)
      bounds.append(run.upperBound)
    }
    for claim in all {
      for run in axes.runs(of: claim, on: axis) ?? [] {
        bounds.append(run.lowerBound)
        bounds.append(run.upperBound)
      }
    }
    bounds.sort()
    var cuts: [Int] = []
    cuts.reserveCapacity(bounds.count)
    for bound in bounds where cuts.last != bound { cuts.append(bound) }
    return cuts
  }
}
