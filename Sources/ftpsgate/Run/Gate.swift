internal import IISConfiguration
internal import Linter
internal import Policies
internal import Text

/// What holds for the files of one policy, or of none.
struct Gate: Sendable {
  /// The rules, as the policy and the command line want them.
  let lint: PolicyLint
  /// What the project has decided of single findings.
  let decisions: ProjectDecisions
  /// The least severity that counts as failure.
  let threshold: FailureThreshold

  /// Whether comments in files waive.
  let readsComments: Bool

  /// Holds a file against the rules; tells too what is to be said of its comments.
  func run(_ source: SourceFile) -> (report: FileReport, remarks: [Message]) {
    let report = lint.run(source)
    guard readsComments, report.wasRead else { return (decisions.applied(to: report), []) }
    // The report's own source knows its elements.
    let comments = CommentWaivers(report.source)
    let decided = decisions.applied(to: report, comments: comments.waivers)
    guard !comments.faults.isEmpty || !decided.unusedComments.isEmpty else { return (decided, []) }
    let places = PlaceNames(source)
    let faults: [Message] = comments.faults.map {
      "\(foreign: places[$0.range]): \($0.message): \($0.help)"
    }
    let unused: [Message] = decided.unusedComments.map {
      "\(foreign: places[$0.range]): the comment waives nothing that was found: take it out"
    }
    return (decided, faults + unused)
  }

  /// A report on a file that could not be opened.
  func report(_ failure: ReadingFailure, path: String) -> FileReport { lint.report(failure, path: path) }

  /// Whether something was found that makes the gate fail, and is at least as bad as this.
  func fails(_ report: FileReport, from minimum: Severity = .note) -> Bool {
    report.findings.contains { $0.counts && threshold.includes($0.severity) && $0.severity >= minimum }
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
