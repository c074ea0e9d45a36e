/// A line of numbers, cut wherever one of some sets begins or ends.
///
/// Between two cuts no set can tell numbers apart, so that whoever compares many sets may count pieces instead.
struct ElementaryIntervals<Bound: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
  /// Where each piece begins; it ends before the next one, the last with the greatest number.
  private let starts: [Bound]

  /// The line, cut by some sets.
  init(_ sets: [IntervalSet<Bound>]) {
    var cuts: [Bound] = []
    var large: Set<IntervalSet<Bound>> = []
    for set in sets {
      // Most rules name the same few sets, and to know a small one again takes longer than to sort its cuts.
      if set.runs.count > 8, !large.insert(set).inserted { continue }
      for run in set.runs {
        cuts.append(run.lowerBound)
        if run.upperBound < .max { cuts.append(run.upperBound + 1) }
      }
    }
    cuts.sort()
    var starts: [Bound] = []
    for cut in cuts where starts.last != cut { starts.append(cut) }
    self.starts = starts
  }

  /// How many pieces there are.
  var count: Int { starts.count }

  /// The pieces of one of the sets.
  func pieces(of set: IntervalSet<Bound>) -> [Range<Int>] {
    set.runs.map { run in
      let end = run.upperBound == .max ? starts.count : index(of: run.upperBound + 1)
      return index(of: run.lowerBound)..<end
    }
  }

  /// The numbers of some pieces.
  func set(of pieces: some Sequence<Range<Int>>) -> IntervalSet<Bound> {
    IntervalSet(
      pieces.map { starts[$0.lowerBound]...($0.upperBound < starts.count ? starts[$0.upperBound] - 1 : .max) })
  }

  private func index(of start: Bound) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < start { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// All ports, cut wherever one of some sets begins or ends.
package struct ElementaryPortIntervals: Sendable {
  private let intervals: ElementaryIntervals<Port>

  /// The ports, cut by some sets.
  package init(_ sets: [PortSet]) {
    intervals = ElementaryIntervals(sets.map(\.ports))
  }

  /// How many pieces there are.
  package var count: Int { intervals.count }

  /// The pieces of one of the sets.
  package func pieces(of set: PortSet) -> [Range<Int>] { intervals.pieces(of: set.ports) }

  /// The ports of some pieces.
  package func set(of pieces: [Range<Int>]) -> PortSet { PortSet(intervals.set(of: pieces)) }
}

/// All addresses, cut wherever one of some sets begins or ends; pieces of IPv4 come first.
package struct ElementaryAddressIntervals: Sendable {
  private let v4: ElementaryIntervals<UInt32>
  private let v6: ElementaryIntervals<UInt128>

  /// The addresses, cut by some sets.
  package init(_ sets: [IPAddressSet]) {
    v4 = ElementaryIntervals(sets.map(\.v4))
    v6 = ElementaryIntervals(sets.map(\.v6))
  }

  /// How many pieces there are.
  package var count: Int { v4.count + v6.count }

  /// The pieces of one of the sets.
  package func pieces(of set: IPAddressSet) -> [Range<Int>] {
    let border = v4.count
    let pieces = v4.pieces(of: set.v4)
    if set.v6.isEmpty { return pieces }
    return pieces + v6.pieces(of: set.v6).map { ($0.lowerBound + border)..<($0.upperBound + border) }
  }

  /// The addresses of some pieces.
  package func set(of pieces: [Range<Int>]) -> IPAddressSet {
    let border = v4.count
    // Clients of one kind are what most flows are about.
    if pieces.allSatisfy({ $0.upperBound <= border }) { return IPAddressSet(v4: v4.set(of: pieces), v6: IntervalSet()) }
    let low = pieces.filter { $0.lowerBound < border }.map { $0.lowerBound..<min($0.upperBound, border) }
    let high = pieces.filter { $0.upperBound > border }.map {
      (max($0.lowerBound, border) - border)..<($0.upperBound - border)
    }
    return IPAddressSet(v4: v4.set(of: low), v6: v6.set(of: high))
  }
}
