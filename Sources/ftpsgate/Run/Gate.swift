internal import IISConfiguration
internal import Linter
internal import Policies

/// What holds for the files of one policy, or of none.
struct Gate: Sendable {
  /// The rules, as the policy and the command line want them.
  let lint: PolicyLint
  /// What the project has decided of single findings.
  let decisions: ProjectDecisions
  /// The least severity that counts as failure.
  let threshold: FailureThreshold

  /// Holds a file against the rules.
  func run(_ source: SourceFile) -> FileReport { decisions.applied(to: lint.run(source)) }

  /// A report on a file that could not be opened.
  func report(_ failure: ReadingFailure, path: String) -> FileReport { lint.report(failure, path: path) }

  /// Whether something was found that makes the gate fail.
  func fails(_ report: FileReport) -> Bool {
    report.findings.contains { $0.counts && threshold.includes($0.severity) }
  }
}

/// An input, and the number of its gate.
struct GatedInput {
  let gate: Int
  let input: Input
}

/// What the decisions of a project were used for.
struct UsedDecisions: Sendable {
  /// The numbers of the waivers that findings were waived by.
  private(set) var waivers: Set<Int> = []
  /// The findings of the baseline that are still there.
  private(set) var baselined = Baseline()

  /// Nothing yet.
  init() {}

  /// What they were used for in one file.
  init(_ report: FileReport) {
    waivers = report.usedWaivers
    baselined = report.baselined
  }

  /// Adds what they were used for elsewhere.
  mutating func add(_ other: UsedDecisions) {
    waivers.formUnion(other.waivers)
    baselined.add(other.baselined)
  }
}
