/// Which claims hold at each piece of an axis: a segment tree (Jon Bentley, "Solutions to Klee's rectangle problems", 1977).
///
/// Each node stands for a run of pieces, its children for the two halves of it. A claim on a run is held at the few nodes that make
/// up the run, so that it takes as little to note a long run as a short one.
struct ClaimSegmentTree {
  /// A part of an axis in which something decides: a claim, or their number for none.
  struct Run {
    var pieces: Range<Int>
    let decider: Int32
  }

  /// What of some claims matters, their number for none.
  private struct Firsts {
    /// The first certain one.
    var certain: Int32
    /// Of doubts before it, the first that would allow.
    var allow: Int32
    /// Of doubts before it, the first that would block.
    var block: Int32

    func merging(_ other: Firsts) -> Firsts {
      Firsts(certain: min(certain, other.certain), allow: min(allow, other.allow), block: min(block, other.block))
    }
  }

  private struct Node {
    /// What matters of the claims that are held here.
    var firsts: Firsts
    /// The first of the claims that are held here.
    var own: Int32
    /// The first of the claims that are held below.
    var below: Int32
  }

  private let claims: [FirstMatchSweep.Claim]
  private let fallback: FilterAction
  private let none: Int32
  /// How many leaves there are, a power of two; the first of them has this number too, and the root has 1.
  private let leaves: Int
  private var nodes: [Node]
  /// For each node the claims that are held there, in order.
  private var held: [[Int32]]

  /// A tree of so many pieces, in which no claim holds yet.
  init(_ claims: [FirstMatchSweep.Claim], fallback: FilterAction, pieces: Int) {
    self.claims = claims
    self.fallback = fallback
    none = Int32(clamping: claims.count)
    var leaves = 1
    while leaves < pieces { leaves *= 2 }
    self.leaves = leaves
    let nothing = Firsts(certain: none, allow: none, block: none)
    nodes = Array(repeating: Node(firsts: nothing, own: none, below: none), count: 2 * leaves)
    held = Array(repeating: [], count: 2 * leaves)
  }

  /// Has a claim hold on a run where it does not yet, or not any more where it does.
  mutating func toggle(_ claim: Int, on run: Range<Int>) {
    var (low, high) = (run.lowerBound + leaves, run.upperBound + leaves)
    while low < high {
      if low % 2 == 1 {
        toggle(Int32(clamping: claim), at: low)
        low += 1
      }
      if high % 2 == 1 {
        high -= 1
        toggle(Int32(clamping: claim), at: high)
      }
      (low, high) = (low / 2, high / 2)
    }
    (low, high) = ((run.lowerBound + leaves) / 2, (run.upperBound - 1 + leaves) / 2)
    while low > 0 {
      lookBelow(low)
      if high != low { lookBelow(high) }
      (low, high) = (low / 2, high / 2)
    }
  }

  private mutating func lookBelow(_ node: Int) {
    let (left, right) = (nodes[2 * node], nodes[2 * node + 1])
    nodes[node].below = min(min(left.own, left.below), min(right.own, right.below))
  }

  private mutating func toggle(_ claim: Int32, at node: Int) {
    let place = held[node].firstIndex { $0 >= claim } ?? held[node].count
    if place < held[node].count, held[node][place] == claim {
      held[node].remove(at: place)
    } else {
      held[node].insert(claim, at: place)
    }
    var firsts = Firsts(certain: none, allow: none, block: none)
    for number in held[node] {
      let claim = claims[Int(number)]
      if claim.isCertain {
        firsts.certain = number
        break
      }
      if claim.action == .allow { firsts.allow = min(firsts.allow, number) }
      if claim.action == .block { firsts.block = min(firsts.block, number) }
    }
    nodes[node].firsts = firsts
    nodes[node].own = held[node].first ?? none
  }

  /// Adds what decides on a run, in as few runs as can be.
  func addDeciders(on run: Range<Int>, to found: inout [Run], budget: inout FlowBudget) {
    let nothing = Firsts(certain: none, allow: none, block: none)
    budget.spend(1 + look(at: 1, 0..<leaves, nothing, run, &found) / 4)
  }

  /// Goes down the tree as far as a claim below may come first; gives how many nodes that took.
  private func look(
    at node: Int, _ pieces: Range<Int>, _ above: Firsts, _ run: Range<Int>, _ found: inout [Run]
  ) -> Int {
    let all = above.merging(nodes[node].firsts)
    if nodes[node].below < all.certain {
      let middle = (pieces.lowerBound + pieces.upperBound) / 2
      var visited = 1
      if run.lowerBound < middle { visited += look(at: 2 * node, pieces.lowerBound..<middle, all, run, &found) }
      if run.upperBound > middle { visited += look(at: 2 * node + 1, middle..<pieces.upperBound, all, run, &found) }
      return visited
    }
    let decider = decider(all)
    let part = pieces.clamped(to: run)
    if let last = found.last, last.decider == decider, last.pieces.upperBound == part.lowerBound {
      found[found.count - 1].pieces = last.pieces.lowerBound..<part.upperBound
    } else {
      found.append(Run(pieces: part, decider: decider))
    }
    return 1
  }

  /// What decides of some claims: the first certain one, unless one before it may say otherwise.
  private func decider(_ all: Firsts) -> Int32 {
    let action = all.certain < none ? claims[Int(all.certain)].action : fallback
    return min(all.certain, action == .allow ? all.block : all.allow)
  }
}
