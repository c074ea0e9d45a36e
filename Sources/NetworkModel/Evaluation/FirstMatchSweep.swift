/// Finds for every piece of two axes what decides there, going along the first and keeping which claims hold now on the second.
///
/// Where claims begin or end, only what they are about is looked at again, and that as runs and not piece by piece. So the work is in
/// proportion to what changes and not to all pairs of pieces.
struct FirstMatchSweep {
  /// A part of the two axes in which a rule matches, or may.
  struct Claim {
    let isCertain: Bool
    let action: FilterAction
    /// Its pieces of the first axis, in order.
    let along: [Range<Int>]
    /// Its pieces of the second axis, in order.
    let across: [Range<Int>]
  }

  /// All pieces for which one claim decides on the same ones of the second axis.
  struct Box {
    /// The claim; nothing where none decides.
    let claim: Int?
    var along: [Range<Int>]
    let across: [Range<Int>]
  }

  /// The boxes, in the order in which they begin on the first axis.
  private(set) var boxes: [Box] = []
  /// The pieces of the first axis for which there was no budget.
  private(set) var rest: [Range<Int>] = []

  private let claims: [Claim]
  private var tree: ClaimSegmentTree
  /// For each decider, last that where no claim decides, where on the second axis it decides now.
  private var regions: [Region]
  private var known: [Region.Key: Int] = [:]
  /// The deciders whose regions change where the sweep is.
  private var touched: [Int] = []
  /// What decides before and after the claims change that begin or end where the sweep is.
  private var before: [ClaimSegmentTree.Run] = []
  private var after: [ClaimSegmentTree.Run] = []

  /// Decides at once for all pieces of two axes.
  init(
    _ claims: [Claim], along: [Range<Int>], across: [Range<Int>], fallback: FilterAction, budget: inout FlowBudget
  ) {
    self.claims = claims
    tree = ClaimSegmentTree(claims, fallback: fallback, pieces: across.last?.upperBound ?? 0)
    regions = Array(repeating: Region(), count: claims.count + 1)
    for run in across { regions[claims.count].insert(run) }
    guard let start = along.first?.lowerBound, let end = along.last?.upperBound else { return }
    // Nothing decides at first, on all pieces.
    touched = [claims.count]
    regions[claims.count].since = start
    sweep(from: start, to: end, budget: &budget)
    guard along.count > 1 else { return }
    rest = rest.intersection(along)
    for box in boxes.indices { boxes[box].along = boxes[box].along.intersection(along) }
    boxes.removeAll { $0.along.isEmpty }
  }

  private mutating func sweep(from start: Int, to end: Int, budget: inout FlowBudget) {
    let changes = claims.enumerated().flatMap { index, claim in
      claim.along.flatMap { [(place: $0.lowerBound, claim: index), (place: $0.upperBound, claim: index)] }
    }.sorted { $0.place < $1.place }
    budget.spend(changes.count + (regions.last?.runs.last?.upperBound ?? 0) / 4)
    boxes.reserveCapacity(claims.count)
    known.reserveCapacity(claims.count)
    if changes.first?.place != start { openTouched(at: start) }
    var next = 0
    while next < changes.count, changes[next].place < end {
      let place = changes[next].place
      guard !budget.isSpent else {
        for decider in regions.indices { close(decider, at: place) }
        rest = [place..<end]
        return
      }
      let first = next
      while next < changes.count, changes[next].place == place { next += 1 }
      change(changes[first..<next].map(\.claim), at: place, budget: &budget)
    }
    for decider in regions.indices { close(decider, at: end) }
  }

  /// Has some claims begin or end at a place, and what decides change hands.
  private mutating func change(_ changing: [Int], at place: Int, budget: inout FlowBudget) {
    let runs = changing.count == 1 ? claims[changing[0]].across : changing.flatMap { claims[$0].across }.joined
    before.removeAll(keepingCapacity: true)
    after.removeAll(keepingCapacity: true)
    for run in runs { tree.addDeciders(on: run, to: &before, budget: &budget) }
    for claim in changing {
      for run in claims[claim].across { tree.toggle(claim, on: run) }
    }
    for run in runs { tree.addDeciders(on: run, to: &after, budget: &budget) }
    budget.spend(before.count + after.count)
    var (old, new) = (0, 0)
    while old < before.count, new < after.count {
      if before[old].decider != after[new].decider {
        let run = before[old].pieces.clamped(to: after[new].pieces)
        move(run, from: Int(before[old].decider), to: Int(after[new].decider), at: place)
      }
      let (oldEnd, newEnd) = (before[old].pieces.upperBound, after[new].pieces.upperBound)
      if oldEnd <= newEnd { old += 1 }
      if newEnd <= oldEnd { new += 1 }
    }
    openTouched(at: place)
  }

  /// Gives pieces of one decider to another one.
  private mutating func move(_ run: Range<Int>, from giver: Int, to taker: Int, at place: Int) {
    touch(giver, at: place)
    touch(taker, at: place)
    regions[giver].remove(run)
    regions[taker].insert(run)
  }

  private mutating func touch(_ decider: Int, at place: Int) {
    guard regions[decider].since < place else { return }
    close(decider, at: place)
    regions[decider].since = place
    touched.append(decider)
  }

  /// Ends what a decider has had until a place.
  private mutating func close(_ decider: Int, at place: Int) {
    guard let box = regions[decider].box, regions[decider].since < place else { return }
    regions[decider].box = nil
    if let last = boxes[box].along.last, last.upperBound == regions[decider].since {
      boxes[box].along[boxes[box].along.count - 1] = last.lowerBound..<place
    } else {
      boxes[box].along.append(regions[decider].since..<place)
    }
  }

  /// Begins what the deciders have from a place on whose regions have changed.
  private mutating func openTouched(at place: Int) {
    touched.sort { regions[$0].start < regions[$1].start }
    for decider in touched where !regions[decider].runs.isEmpty {
      let region = regions[decider]
      let key = Region.Key(decider: decider, mark: region.mark)
      if let box = known[key], boxes[box].across == region.runs {
        regions[decider].box = box
      } else {
        known[key] = boxes.count
        regions[decider].box = boxes.count
        boxes.append(Box(claim: decider < claims.count ? decider : nil, along: [], across: region.runs))
      }
    }
    touched.removeAll(keepingCapacity: true)
  }
}

/// Where on the second axis something decides now.
private struct Region {
  /// What tells boxes apart: whose, and where, nearly always.
  struct Key: Hashable {
    let decider: Int
    let mark: UInt64
  }

  /// The pieces, in order, runs never touching.
  private(set) var runs: [Range<Int>] = []
  /// A mark of the pieces that is the same for the same ones, in whatever order they came.
  private(set) var mark: UInt64 = 0
  /// Since where on the first axis.
  var since = -1
  /// Its box.
  var box: Int?

  /// The first piece.
  var start: Int { runs.first?.lowerBound ?? .max }

  mutating func insert(_ run: Range<Int>) {
    mark ^= Self.mark(run)
    var place = index(from: run.lowerBound)
    let end = place < runs.count && runs[place].lowerBound == run.upperBound ? place + 1 : place
    var joined = run
    if end > place { joined = run.lowerBound..<runs[place].upperBound }
    if place > 0, runs[place - 1].upperBound == run.lowerBound {
      place -= 1
      joined = runs[place].lowerBound..<joined.upperBound
    }
    runs.replaceSubrange(place..<end, with: CollectionOfOne(joined))
  }

  mutating func remove(_ run: Range<Int>) {
    mark ^= Self.mark(run)
    let place = index(from: run.lowerBound + 1) - 1
    let whole = runs[place]
    if run.upperBound < whole.upperBound {
      runs[place] = run.upperBound..<whole.upperBound
      if whole.lowerBound < run.lowerBound { runs.insert(whole.lowerBound..<run.lowerBound, at: place) }
    } else if whole.lowerBound < run.lowerBound {
      runs[place] = whole.lowerBound..<run.lowerBound
    } else {
      runs.remove(at: place)
    }
  }

  /// The first run that begins at a piece or behind it.
  private func index(from piece: Int) -> Int {
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].lowerBound < piece { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// A mark of a run that those of its two halves make up: its ends, mixed (Sebastiano Vigna, SplitMix64).
  private static func mark(_ run: Range<Int>) -> UInt64 { mixed(run.lowerBound) ^ mixed(run.upperBound) }

  private static func mixed(_ number: Int) -> UInt64 {
    var mark = UInt64(truncatingIfNeeded: number) &+ 0x9E37_79B9_7F4A_7C15
    mark = (mark ^ mark >> 30) &* 0xBF58_476D_1CE4_E5B9
    mark = (mark ^ mark >> 27) &* 0x94D0_49BB_1331_11EB
    return mark ^ mark >> 31
  }
}

extension [Range<Int>] {
  /// Runs in any order as runs in order that do not touch.
  fileprivate var joined: [Range<Int>] {
    var joined: [Range<Int>] = []
    for run in sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, run.lowerBound <= last.upperBound {
        joined[joined.count - 1] = last.lowerBound..<Swift.max(last.upperBound, run.upperBound)
      } else {
        joined.append(run)
      }
    }
    return joined
  }

  /// What two rows of runs have in common.
  fileprivate func intersection(_ other: [Range<Int>]) -> [Range<Int>] {
    var shared: [Range<Int>] = []
    var (left, right) = (0, 0)
    while left < count, right < other.count {
      let run = self[left].clamped(to: other[right])
      if !run.isEmpty { shared.append(run) }
      if self[left].upperBound < other[right].upperBound { left += 1 } else { right += 1 }
    }
    return shared
  }
}
