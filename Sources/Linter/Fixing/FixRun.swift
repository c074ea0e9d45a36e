public import IISConfiguration
internal import Text

/// Applies fixes to a file, and holds the result against what was found before.
///
/// A fix is taken only if the file can still be read, its finding is gone, no finding is there that was not there
/// before, and none is worse. Where fixes spoil that together, parts of them are tried, down to the one that does;
/// what that one uncovers is mended with it, if it can be. Only a value that somebody has given may bring a finding that
/// is less bad than the one it mends: whoever asks for ports gets them, and is told.
public struct FixRun: Sendable {
  private let lint: @Sendable (SourceFile) -> FileReport
  private let choice: FixChoice
  /// What rules need to know before they know a fix.
  private let needs: [String: FixValue]

  /// A run in the surroundings of a lint, which must have all rules, so that each finding that a fix brings is seen.
  public init(_ lint: Lint, rules: [Rule], _ choice: FixChoice) {
    self.init(rules: rules, choice) { lint.run($0) }
  }

  /// A run that holds a file against all rules as somebody else does.
  public init(rules: [Rule], _ choice: FixChoice, lint: @escaping @Sendable (SourceFile) -> FileReport) {
    self.lint = lint
    self.choice = choice
    needs = rules.reduce(into: [:]) { $0[$1.id] = $1.fixValue }
  }

  /// What the fixes make of a file.
  public func fix(_ file: EditableFile) -> FixedFile {
    let before = lint(file.source)
    var state = FixState(file: file, report: before)
    guard before.wasRead else { return state.result(before, []) }
    var trials = FixTrials(bytes: file.bytes.count)
    var refused: [FindingTally.Key: UnmendedFinding.Reason] = [:]
    while true {
      refused = [:]
      let candidates = candidates(in: state)
      // Names first: under its right name a setting may be there, and need not be put beside the wrong one.
      let names = candidates.disjoint.filter { $0.fix.change == nil }
      let settings = candidates.disjoint.filter { $0.fix.change != nil }
      guard
        let accepted = mend(names, in: state, &refused, &trials) ?? mend(settings, in: state, &refused, &trials)
      else {
        for candidate in candidates.overlapping {
          for key in candidate.keys where refused[key] == nil { refused[key] = .overlaps }
        }
        break
      }
      state = accepted
    }
    return state.result(before, unmended(in: state.report, since: before, state, refused))
  }

  /// The fixes that are wanted: those of which no two are of the same bytes, and the others.
  private func candidates(in state: FixState) -> (disjoint: [FixCandidate], overlapping: [FixCandidate]) {
    var taken = TextEdits()
    var disjoint: [FixCandidate] = []
    var overlapping: [FixCandidate] = []
    var hint = OutlineHint()
    for finding in state.report.findings where choice.concerns(finding) {
      for fix in finding.fixes where choice.refusal(of: fix, for: finding) == nil {
        let edits = fix.edits.filter { $0.location.path == state.report.source.path }
        guard edits.count == fix.edits.count, !edits.isEmpty else { continue }
        let keys = FindingTally.keys(of: finding, in: state.report.source, &hint)
        let candidate = FixCandidate(
          finding: finding, fix: fix, edits: edits.map { TextEdit($0.location.range, $0.replacement) }, keys: keys)
        if taken.take(candidate.edits) {
          disjoint.append(candidate)
        } else {
          overlapping.append(candidate)
        }
        break
      }
    }
    return (disjoint, overlapping)
  }

  /// The state with as many of the fixes as do no harm; nothing where each of them does.
  private func mend(
    _ candidates: [FixCandidate], in state: FixState, _ refused: inout [FindingTally.Key: UnmendedFinding.Reason],
    _ trials: inout FixTrials
  ) -> FixState? {
    let tally = FindingTally(state.report)
    var accepted: [FixCandidate] = []
    var best: FixState?
    var latest = tally
    // The parts that are still to be tried, the next one last.
    var waiting = candidates.isEmpty ? [] : [candidates]
    while let group = waiting.popLast() {
      guard trials.take() else {
        for key in group.flatMap(\.keys) { refused[key] = .notTried }
        continue
      }
      switch attempt(accepted + group, in: state, tally, latest, isAlone: group.count == 1) {
      case .success(let next):
        accepted += group
        best = next
        latest = FindingTally(next.report)
      case .failure(let harm):
        if let uncovered = harm.uncovered, let next = mendUncovered(uncovered, since: latest, depth: 0, &trials) {
          // What is left is of another text now, and is looked at in the next round.
          return next
        }
        if group.count > 1 {
          waiting += harm.parted(group)
        } else {
          for key in group.flatMap(\.keys) { refused[key] = harm.reason }
        }
      }
    }
    return best
  }

  /// The state with some fixes, held against what was found before the round and before the last of them.
  private func attempt(
    _ candidates: [FixCandidate], in state: FixState, _ tally: FindingTally, _ latest: FindingTally, isAlone: Bool,
    excuses: Bool = true
  ) -> Result<FixState, FixHarm> {
    guard let edits = TextEdits(candidates.flatMap(\.edits)) else { return .failure(FixHarm(.overlaps)) }
    let all = state.edits.followed(by: edits)
    let bytes: [UInt8]
    do throws(EditableFile.Failure) {
      bytes = try state.file.applying(all)
    } catch {
      return .failure(FixHarm(.encoding(error.message(in: state.file.source.encoding))))
    }
    let report = lint(SourceFile(path: state.file.source.path, bytes: bytes))
    guard report.wasRead else { return .failure(FixHarm(.breaksFile)) }
    let present = FindingTally(report)
    let mended = candidates.flatMap(\.keys).reduce(into: [:]) { $0[$1, default: 0] += 1 }
    let stays = mended.filter { present[$0.key] + $0.value > tally[$0.key] }
    guard stays.isEmpty else { return .failure(FixHarm(.doesNotMend, .findings(Set(stays.keys)))) }
    let next = state.mending(candidates, all, bytes, report)
    let new = present.new(since: latest)
    guard let worst = new.max(by: { $0.severity < $1.severity }) else { return .success(next) }
    if isAlone, excuses, let last = candidates.last, last.mayBring(worst.severity) { return .success(next) }
    return .failure(
      FixHarm(
        .brings(rule: worst.key.rule, severity: worst.severity), .sites(Set(new.map(\.key.site))),
        uncovered: isAlone ? next : nil))
  }

  /// The state in which what a fix uncovers is mended too; nothing where that cannot be, or brings something itself.
  private func mendUncovered(
    _ uncovered: FixState, since tally: FindingTally, depth: Int, _ trials: inout FixTrials
  ) -> FixState? {
    let present = FindingTally(uncovered.report)
    guard depth < 3, let new = present.worstNew(since: tally) else { return nil }
    let candidates = candidates(in: uncovered).disjoint.filter { $0.keys.contains(new.key) }
    guard !candidates.isEmpty, trials.take() else { return nil }
    // What the user asked for excuses what it brings itself, and not what the fix before it did.
    switch attempt(candidates, in: uncovered, present, tally, isAlone: true, excuses: false) {
    case .success(let next): return next
    case .failure(let harm):
      return harm.uncovered.flatMap { mendUncovered($0, since: tally, depth: depth + 1, &trials) }
    }
  }

  /// What stays of that which somebody asked about, and what the values that were given have brought.
  private func unmended(
    in report: FileReport, since before: FileReport, _ state: FixState,
    _ refused: [FindingTally.Key: UnmendedFinding.Reason]
  ) -> [UnmendedFinding] {
    var hint = OutlineHint()
    let places = OriginalPlaces(state.edits)
    let brought = Set(FindingTally(report).new(since: FindingTally(before)).map(\.key))
    return report.findings.compactMap { finding in
      let keys = FindingTally.keys(of: finding, in: report.source, &hint)
      let isBrought = keys.contains(where: brought.contains)
      guard isBrought || choice.concerns(finding) else { return nil }
      let reason =
        isBrought
        ? .isBrought
        : keys.lazy.compactMap { refused[$0] }.first
          ?? finding.fixes.lazy.compactMap { choice.refusal(of: $0, for: finding) }.first
          ?? needs[finding.rule].map { .needs($0) } ?? .noFix
      return UnmendedFinding(finding: finding, reason: reason, place: state.place(of: finding, places))
    }
  }
}
