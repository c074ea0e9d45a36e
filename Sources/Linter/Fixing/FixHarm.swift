/// Why some fixes, tried together, cannot be taken.
struct FixHarm: Error {
  /// What is said of it.
  let reason: UnmendedFinding.Reason
  /// The state that is spoiled by what a single fix has brought.
  let uncovered: FixState?
  private let suspects: Suspects

  /// Whom a trial speaks against.
  enum Suspects {
    /// Nobody more than others.
    case unknown
    /// Those whose own findings stay.
    case findings(Set<FindingTally.Key>)
    /// Those of the sites that got a finding.
    case sites(Set<String?>)
  }

  init(_ reason: UnmendedFinding.Reason, _ suspects: Suspects = .unknown, uncovered: FixState? = nil) {
    self.reason = reason
    self.suspects = suspects
    self.uncovered = uncovered
  }

  /// The two parts of a group that are tried next, the more harmless one last.
  ///
  /// What the trial speaks against is parted from the rest; where it speaks against all or nobody, the group is halved.
  func parted(_ group: [FixCandidate]) -> [[FixCandidate]] {
    let suspected = group.filter(isSuspected)
    guard suspected.isEmpty || suspected.count == group.count else {
      return [suspected, group.filter { !isSuspected($0) }]
    }
    return [Array(group[(group.count / 2)...]), Array(group[..<(group.count / 2)])]
  }

  private func isSuspected(_ candidate: FixCandidate) -> Bool {
    switch suspects {
    case .unknown: false
    case .findings(let keys): candidate.keys.contains(where: keys.contains)
    case .sites(let sites): candidate.keys.contains { sites.contains($0.site) }
    }
  }
}
