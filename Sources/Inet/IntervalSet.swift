/// A set of numbers held as sorted runs that neither overlap nor touch; what ``PortSet`` and ``IPAddressSet`` are made of.
struct IntervalSet<Bound: FixedWidthInteger & UnsignedInteger & Sendable>: Hashable, Sendable {
  /// The runs, in ascending order, with at least one number missing between each and the next.
  private(set) var runs: [ClosedRange<Bound>]

  /// The set of no number.
  init() {
    runs = []
  }

  /// One run.
  init(_ run: ClosedRange<Bound>) {
    runs = [run]
  }

  /// The numbers of some runs, which may overlap and need no order.
  init(_ unordered: some Sequence<ClosedRange<Bound>>) {
    var sorted = Array(unordered)
    // Most come in order, and to find that out takes less than a sort.
    if !zip(sorted, sorted.dropFirst()).allSatisfy({ $0.lowerBound <= $1.lowerBound }) {
      sorted.sort { $0.lowerBound < $1.lowerBound }
    }
    runs = []
    runs.reserveCapacity(sorted.count)
    for run in sorted { append(run) }
  }

  /// The numbers that are in any of some sets; all at once, as a union for each would copy what was there before.
  init(union sets: [Self]) {
    let sets = sets.filter { !$0.isEmpty }
    if sets.count < 2 {
      self = sets.first ?? Self()
    } else if let all = sets.first(where: \.isAll) {
      self = all
    } else {
      self.init(sets.flatMap(\.runs))
    }
  }

  /// Every number that the type can hold.
  static var all: Self { Self(0...Bound.max) }

  var isEmpty: Bool { runs.isEmpty }

  func contains(_ number: Bound) -> Bool {
    let index = firstRun(endingAtOrAfter: number)
    return index < runs.count && runs[index].lowerBound <= number
  }

  func union(_ other: Self) -> Self {
    if isEmpty { return other }
    if other.isEmpty { return self }
    var result = Self()
    result.runs.reserveCapacity(runs.count + other.runs.count)
    var (left, right) = (0, 0)
    while left < runs.count || right < other.runs.count {
      let takesLeft =
        right == other.runs.count
        || left < runs.count && runs[left].lowerBound <= other.runs[right].lowerBound
      result.append(takesLeft ? runs[left] : other.runs[right])
      if takesLeft { left += 1 } else { right += 1 }
    }
    return result
  }

  /// Whether every number is in the set.
  var isAll: Bool { runs.count == 1 && runs[0] == 0...Bound.max }

  func intersection(_ other: Self) -> Self {
    // Most sets that meet are one of these; they need no memory of their own.
    if other.isAll { return self }
    if isAll { return other }
    var result = Self()
    guard let first = runs.first, let otherFirst = other.runs.first else { return result }
    var left = firstRun(endingAtOrAfter: otherFirst.lowerBound)
    var right = other.firstRun(endingAtOrAfter: first.lowerBound)
    while left < runs.count, right < other.runs.count {
      let low = max(runs[left].lowerBound, other.runs[right].lowerBound)
      let high = min(runs[left].upperBound, other.runs[right].upperBound)
      if low <= high { result.runs.append(low...high) }
      if runs[left].upperBound < other.runs[right].upperBound { left += 1 } else { right += 1 }
    }
    return result
  }

  func subtracting(_ other: Self) -> Self {
    intersection(other.complement)
  }

  var complement: Self {
    var result = Self()
    var next: Bound = 0
    for run in runs {
      if run.lowerBound > next { result.runs.append(next...(run.lowerBound - 1)) }
      guard run.upperBound < .max else { return result }
      next = run.upperBound + 1
    }
    result.runs.append(next...Bound.max)
    return result
  }

  func isDisjoint(with other: Self) -> Bool {
    guard let first = runs.first, let otherFirst = other.runs.first else { return true }
    var left = firstRun(endingAtOrAfter: otherFirst.lowerBound)
    var right = other.firstRun(endingAtOrAfter: first.lowerBound)
    while left < runs.count, right < other.runs.count {
      if runs[left].overlaps(other.runs[right]) { return false }
      if runs[left].upperBound < other.runs[right].upperBound { left += 1 } else { right += 1 }
    }
    return true
  }

  func isSubset(of other: Self) -> Bool {
    var index = 0
    for run in runs {
      while index < other.runs.count, other.runs[index].upperBound < run.lowerBound { index += 1 }
      guard index < other.runs.count, other.runs[index].lowerBound <= run.lowerBound,
        other.runs[index].upperBound >= run.upperBound
      else { return false }
    }
    return true
  }

  /// Adds a run that begins no earlier than the last one.
  private mutating func append(_ run: ClosedRange<Bound>) {
    guard let last = runs.last, last.upperBound == .max || run.lowerBound <= last.upperBound + 1 else {
      runs.append(run)
      return
    }
    runs[runs.count - 1] = last.lowerBound...max(last.upperBound, run.upperBound)
  }

  private func firstRun(endingAtOrAfter number: Bound) -> Int {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].upperBound < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
