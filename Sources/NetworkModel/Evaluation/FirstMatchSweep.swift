/// Finds for every piece of two axes what decides there, going along the first and keeping for each piece of the second which
/// claims hold there now.
///
/// Where a claim begins or ends, only pieces of its own are looked at again, and of these only those where no earlier claim has
/// decided. So the work is in proportion to what changes and not to all pairs of pieces. One axis alone is the first, with a second
/// of one piece.
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
  private let fallback: FilterAction
  /// Whether it is not known of any claim where it holds.
  private let hasDoubts: Bool
  /// How many pieces the second axis has.
  private let width: Int
  /// For each piece of the second axis the claims that hold there now: bits, in words that lie a width apart.
  private var holding: [UInt64]
  /// For each piece the claim behind which no other matters.
  private var limits: [Int32]
  /// For each piece what decides there: a claim, or their number for none.
  private var deciders: [Int32]
  /// For each decider where on the second axis it decides now.
  private var regions: [Region]
  private var known: [Region.Key: Int] = [:]
  private var touched: [Int] = []

  /// Decides at once for all pieces of two axes.
  init(
    _ claims: [Claim], along: [Range<Int>], across: [Range<Int>], fallback: FilterAction, budget: inout FlowBudget
  ) {
    self.claims = claims
    self.fallback = fallback
    hasDoubts = claims.contains { !$0.isCertain }
    width = across.last?.upperBound ?? 0
    let words = claims.count / 64 + 1
    budget.spend(words * width / 8 + claims.count)
    guard !budget.isSpent else {
      (holding, limits, deciders, regions, rest) = ([], [], [], [], along)
      return
    }
    holding = Array(repeating: 0, count: words * width)
    limits = Array(repeating: Int32(clamping: claims.count), count: width)
    deciders = limits
    regions = Array(repeating: Region(), count: claims.count + 1)
    for run in across { regions[claims.count].insert(run) }
    if let first = along.first { go(along, from: first.lowerBound, budget: &budget) }
    boxes = boxes.compactMap { box in
      var box = box
      box.along = Self.intersection(box.along, along)
      return box.along.isEmpty ? nil : box
    }
  }

  private mutating func go(_ along: [Range<Int>], from start: Int, budget: inout FlowBudget) {
    let changes = changes
    budget.spend(changes.count)
    let end = along.last?.upperBound ?? 0
    var next = 0
    var pieces: [Int] = []
    // Nothing decides at first, on all pieces; that begins with what changes there, if anything does.
    regions[claims.count].since = start
    touched = [claims.count]
    if changes.first?.place != start { decide([], at: start, budget: &budget) }
    while next < changes.count, changes[next].place < end {
      let place = changes[next].place
      guard !budget.isSpent else {
        close(at: place)
        rest = Self.intersection([place..<end], along)
        return
      }
      pieces.removeAll(keepingCapacity: true)
      let first = next
      while next < changes.count, changes[next].place == place {
        note(changes[next], into: &pieces, budget: &budget)
        next += 1
      }
      if next > first + 1 { pieces.sort() }
      decide(pieces, at: place, budget: &budget)
    }
    close(at: end)
  }

  /// Where claims begin and end: beginnings first, so that where one follows another there is always one.
  private var changes: [Change] {
    var changes: [Change] = []
    for (index, claim) in claims.enumerated() {
      for run in claim.along {
        if let last = changes.last, last.claim == index, last.place == run.lowerBound {
          // Runs that touch are one.
          changes[changes.count - 1].place = run.upperBound
        } else {
          changes.append(Change(place: run.lowerBound, begins: true, claim: index))
          changes.append(Change(place: run.upperBound, begins: false, claim: index))
        }
      }
    }
    return changes.sorted { $0.place != $1.place ? $0.place < $1.place : $0.begins && !$1.begins }
  }

  private struct Change {
    var place: Int
    let begins: Bool
    let claim: Int
  }

  /// Notes that a claim begins or ends, and the pieces in which it matters.
  private mutating func note(_ change: Change, into pieces: inout [Int], budget: inout FlowBudget) {
    let claim = change.claim
    let (row, bit) = (claim / 64 * width, UInt64(1) << UInt64(claim % 64))
    for run in claims[claim].across {
      budget.spend(1 + run.count / 4)
      for piece in run {
        holding[row + piece] ^= bit
        guard claim <= limits[piece] else { continue }
        pieces.append(piece)
        // Where no claim is a doubt, the first that holds decides.
        if !hasDoubts {
          limits[piece] = change.begins ? Int32(clamping: claim) : firstClaim(at: piece, from: claim / 64)
        }
      }
    }
  }

  /// The first claim that holds at a piece, from a word of bits on.
  private func firstClaim(at piece: Int, from first: Int) -> Int32 {
    for (word, index) in zip(first..., stride(from: first * width + piece, to: holding.count, by: width))
    where holding[index] != 0 {
      return Int32(clamping: word * 64 + holding[index].trailingZeroBitCount)
    }
    return Int32(clamping: claims.count)
  }

  /// Decides anew for some pieces, in order.
  private mutating func decide(_ pieces: [Int], at place: Int, budget: inout FlowBudget) {
    budget.spend(pieces.count)
    var run: Range<Int>?
    var change: (from: Int32, to: Int32) = (0, 0)
    for piece in pieces {
      var decider = limits[piece]
      if hasDoubts { (decider, limits[piece]) = decision(at: piece, budget: &budget) }
      let before = deciders[piece]
      guard decider != before else { continue }
      deciders[piece] = decider
      if let open = run, open.upperBound == piece, change == (before, decider) {
        run = open.lowerBound..<piece + 1
      } else {
        if let run { move(run, change, at: place) }
        (run, change) = (piece..<piece + 1, (before, decider))
      }
    }
    if let run { move(run, change, at: place) }
    for decider in touched { open(decider, at: place) }
    touched.removeAll(keepingCapacity: true)
  }

  /// What decides at a piece: the first certain claim, unless one before it may say otherwise; and that claim.
  private func decision(at piece: Int, budget: inout FlowBudget) -> (decider: Int32, limit: Int32) {
    let none = Int32(clamping: claims.count)
    var doubts: (allow: Int32, block: Int32) = (none, none)
    var word = 0
    for index in stride(from: piece, to: holding.count, by: width) {
      var bits = holding[index]
      while bits != 0 {
        let number = word * 64 + bits.trailingZeroBitCount
        bits &= bits - 1
        let (claim, found) = (claims[number], Int32(clamping: number))
        if claim.isCertain {
          let doubt = claim.action == .allow ? doubts.block : doubts.allow
          return (doubt < none ? doubt : found, found)
        }
        budget.spend(1)
        if claim.action == .allow {
          doubts.allow = min(doubts.allow, found)
        } else {
          doubts.block = min(doubts.block, found)
        }
      }
      word += 1
    }
    return (fallback == .allow ? doubts.block : doubts.allow, none)
  }

  /// Gives pieces of one decider to another one.
  private mutating func move(_ run: Range<Int>, _ change: (from: Int32, to: Int32), at place: Int) {
    let (from, to) = (Int(change.from), Int(change.to))
    for decider in [from, to] where regions[decider].since < place {
      close(decider, at: place)
      regions[decider].since = place
      touched.append(decider)
    }
    regions[from].remove(run)
    regions[to].insert(run)
  }

  private mutating func close(at place: Int) {
    for decider in regions.indices { close(decider, at: place) }
  }

  /// Ends what a decider has had until a place.
  private mutating func close(_ decider: Int, at place: Int) {
    let region = regions[decider]
    guard let box = region.box, region.since < place else { return }
    if let last = boxes[box].along.last, last.upperBound == region.since {
      boxes[box].along[boxes[box].along.count - 1] = last.lowerBound..<place
    } else {
      boxes[box].along.append(region.since..<place)
    }
    regions[decider].box = nil
  }

  /// Begins what a decider has from a place on.
  private mutating func open(_ decider: Int, at place: Int) {
    regions[decider].since = place
    guard !regions[decider].runs.isEmpty else { return }
    let key = Region.Key(decider: decider, mark: regions[decider].mark)
    if let box = known[key], boxes[box].across == regions[decider].runs {
      regions[decider].box = box
    } else {
      known[key] = boxes.count
      regions[decider].box = boxes.count
      boxes.append(
        Box(claim: decider < claims.count ? decider : nil, along: [], across: regions[decider].runs))
    }
  }

  /// What two rows of runs have in common.
  private static func intersection(_ left: [Range<Int>], _ right: [Range<Int>]) -> [Range<Int>] {
    var shared: [Range<Int>] = []
    var (first, second) = (left.startIndex, right.startIndex)
    while first < left.endIndex, second < right.endIndex {
      let run = left[first].clamped(to: right[second])
      if !run.isEmpty { shared.append(run) }
      if left[first].upperBound < right[second].upperBound { first += 1 } else { second += 1 }
    }
    return shared
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

  mutating func insert(_ run: Range<Int>) {
    mark ^= Self.mark(run)
    let place = index(from: run.lowerBound)
    var joined = run
    var end = place
    if place > 0, runs[place - 1].upperBound == run.lowerBound {
      joined = runs[place - 1].lowerBound..<joined.upperBound
    }
    if end < runs.count, runs[end].lowerBound == run.upperBound {
      joined = joined.lowerBound..<runs[end].upperBound
      end += 1
    }
    runs.replaceSubrange((joined.lowerBound < run.lowerBound ? place - 1 : place)..<end, with: CollectionOfOne(joined))
  }

  mutating func remove(_ run: Range<Int>) {
    mark ^= Self.mark(run)
    let place = index(from: run.lowerBound + 1) - 1
    let whole = runs[place]
    var rest: [Range<Int>] = []
    if whole.lowerBound < run.lowerBound { rest.append(whole.lowerBound..<run.lowerBound) }
    if run.upperBound < whole.upperBound { rest.append(run.upperBound..<whole.upperBound) }
    runs.replaceSubrange(place...place, with: rest)
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
