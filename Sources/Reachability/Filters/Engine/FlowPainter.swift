/// Splits the axes of a flow into groups that meet the same rules, and paints the last one.
struct FlowPainter {
  let axes: FlowAxes
  let claims: [FlowPartition.Claim]
  let rules: [FilterRule]
  let fallback: FilterAction

  /// A box and what decides on it, in pieces of the axes from some level on.
  struct Box: Hashable {
    let decider: FlowPartition.Decider
    var runs: [[Range<Int>]]
  }

  /// The boxes of the axes from a level on, under some claims.
  mutating func split(_ all: [Int], level: Int) -> [Box] {
    let claims = untilWhole(all, level: level)
    guard level < axes.order.count else { return [Box(decider: decider(claims), runs: [])] }
    if level == axes.order.count - 1 { return paint(claims, axis: axes.order[level]) }
    var merged = Merger()
    for group in groups(claims, axis: axes.order[level]) {
      for box in split(group.claims, level: level + 1) { merged.add(box, group.runs) }
    }
    return merged.boxes
  }

  /// The claims up to the first that takes everything on the axes that are left.
  private func untilWhole(_ all: [Int], level: Int) -> [Int] {
    let left = axes.order[min(level, axes.order.count)...]
    guard
      let last = all.firstIndex(where: { claim in
        claims[claim].isCertain && left.allSatisfy { axes.runs[claim][$0] == nil }
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

  private func groups(_ all: [Int], axis: Int) -> [Group] {
    var changes: [(piece: Int, claim: Int)] = []
    for (index, claim) in all.enumerated() {
      for run in axes.runs[claim][axis] ?? axes.whole[axis] {
        changes.append((run.lowerBound, index))
        changes.append((run.upperBound, index))
      }
    }
    changes.sort { $0.piece < $1.piece }
    var active = [UInt64](repeating: 0, count: all.count / 64 + 1)
    var known: [[UInt64]: Int] = [:]
    var groups: [Group] = []
    var next = 0
    for whole in axes.whole[axis] {
      var piece = whole.lowerBound
      while piece < whole.upperBound {
        while next < changes.count, changes[next].piece <= piece {
          active[changes[next].claim / 64] ^= 1 << UInt64(changes[next].claim % 64)
          next += 1
        }
        let end = next < changes.count ? min(changes[next].piece, whole.upperBound) : whole.upperBound
        if let group = known[active] {
          groups[group].runs.append(piece..<end)
        } else {
          known[active] = groups.count
          groups.append(Group(runs: [piece..<end], claims: Self.members(active).map { all[$0] }))
        }
        piece = end
      }
    }
    return groups
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

  private func paint(_ all: [Int], axis: Int) -> [Box] {
    var canvas = Canvas(size: axes.sizes[axis])
    var doubts: [FilterAction: Canvas] = [:]
    for claim in all {
      let runs = axes.runs[claim][axis] ?? axes.whole[axis]
      if claims[claim].isCertain {
        canvas.paint(runs, with: claim)
      } else {
        doubts[rules[claims[claim].rule].action, default: Canvas(size: axes.sizes[axis])].paint(runs, with: claim)
      }
    }
    var boxes: [Box] = []
    var known: [FlowPartition.Decider: Int] = [:]
    for piece in axes.whole[axis].joined() {
      let claim = canvas.colour(of: piece)
      let action = claim.map { rules[claims[$0].rule].action } ?? fallback
      let doubt = doubts[action == .allow ? .block : .allow]?.colour(of: piece)
      let decider: FlowPartition.Decider =
        if let doubt, doubt < claim ?? .max {
          .doubt(claims[doubt].rule)
        } else {
          claim.map { .rule(claims[$0].rule) } ?? .fallback
        }
      if let box = known[decider] {
        if let last = boxes[box].runs[0].last, last.upperBound == piece {
          boxes[box].runs[0][boxes[box].runs[0].count - 1] = last.lowerBound..<(piece + 1)
        } else {
          boxes[box].runs[0].append(piece..<(piece + 1))
        }
      } else {
        known[decider] = boxes.count
        boxes.append(Box(decider: decider, runs: [[piece..<(piece + 1)]]))
      }
    }
    return boxes
  }
}

/// Joins boxes that differ in the first axis only.
private struct Merger {
  private var order: [FlowPainter.Box] = []
  private var firsts: [[Range<Int>]] = []
  private var known: [FlowPainter.Box: Int] = [:]

  mutating func add(_ box: FlowPainter.Box, _ runs: [Range<Int>]) {
    if let index = known[box] {
      firsts[index] += runs
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

/// A row of pieces, each of which keeps the first colour that it is painted with.
private struct Canvas {
  private var colours: [Int32]
  /// For each piece, itself or one behind it that may still be bare.
  private var bare: [Int32]

  init(size: Int) {
    colours = Array(repeating: -1, count: size)
    bare = Array(0...Int32(clamping: size))
  }

  mutating func paint(_ runs: [Range<Int>], with colour: Int) {
    for run in runs {
      var piece = firstBare(from: run.lowerBound)
      while piece < run.upperBound {
        colours[piece] = Int32(clamping: colour)
        bare[piece] = Int32(clamping: piece + 1)
        piece = firstBare(from: piece + 1)
      }
    }
  }

  func colour(of piece: Int) -> Int? {
    colours[piece] < 0 ? nil : Int(colours[piece])
  }

  private mutating func firstBare(from start: Int) -> Int {
    var piece = start
    while Int(bare[piece]) != piece {
      bare[piece] = bare[Int(bare[piece])]
      piece = Int(bare[piece])
    }
    return piece
  }
}
