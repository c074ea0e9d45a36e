internal import IISConfiguration

/// A fix that is tried.
struct FixCandidate {
  let finding: Finding
  let fix: Fix
  let edits: [TextEdit]
  let keys: [FindingTally.Key]

  /// Whether its value was given by somebody who is to have it although it brings a finding this bad.
  func mayBring(_ severity: Severity) -> Bool { fix.isAskedFor && severity < finding.severity }
}
