internal import IISConfiguration
public import Linter
public import Reachability
internal import Text

/// How much was found, and in which files and how many sites it was looked for.
public struct ReportSummary: Sendable {
  /// The files in the order of the report.
  private(set) var files: [ReportedFile] = []
  /// How many findings of each severity there are.
  private(set) var counts = FindingCounts()
  /// What was asked for, and nobody described.
  public private(set) var missing = MissingInputs()

  /// The highest severity of all findings.
  public var worst: Severity? { counts.worst }

  /// Whether every file could be read.
  public var allWereRead: Bool { files.allSatisfy(\.wasRead) }

  /// Whether everything that was asked for could be decided.
  public var isDecided: Bool { missing.isEmpty && files.allSatisfy(\.remarks.isEmpty) }

  mutating func add(_ file: ReportedFile) {
    files.append(file)
    missing.formUnion(file.missing)
    counts.errors += file.counts.errors
    counts.warnings += file.counts.warnings
    counts.notes += file.counts.notes
  }

  /// One line, which always tells how many sites were seen: none may be why nothing was found.
  var sentence: String {
    let counts = [(counts.errors, "error"), (counts.warnings, "warning"), (counts.notes, "note")].filter { $0.0 > 0 }
    let found = counts.isEmpty ? "no findings" : counts.map { plural($0.0, $0.1) }.joined(separator: ", ")
    let sites = files.reduce(0) { $0 + $1.ftpSites }
    let stopped = files.reduce(0) { $0 + $1.stoppedSites }
    let off =
      switch stopped {
      case 0: ""
      case sites: sites == 1 ? ", which does not start" : ", none of which starts"
      case 1: ", 1 of which does not start"
      default: ", \(stopped) of which do not start"
      }
    return "\(found) in \(plural(files.count, "file")) (\(plural(sites, "FTP site"))\(off))"
  }
}

/// What a summary remembers of a file.
struct ReportedFile: Sendable {
  let path: String
  let ftpSites: Int
  let stoppedSites: Int
  let wasRead: Bool
  let counts: FindingCounts
  /// What could not be decided.
  let remarks: [Message]
  /// What was asked for, and nobody described.
  let missing: MissingInputs

  init(_ report: FileReport) {
    path = report.source.path
    ftpSites = report.ftpSites
    stoppedSites = report.stoppedSites
    wasRead = report.wasRead
    counts = FindingCounts(report.findings)
    remarks = report.remarks
    missing = report.missing
  }
}

/// How many findings of each severity there are.
struct FindingCounts: Sendable {
  var errors = 0
  var warnings = 0
  var notes = 0

  init(_ findings: [Finding] = []) {
    for finding in findings {
      switch finding.severity {
      case .error: errors += 1
      case .warning: warnings += 1
      case .note: notes += 1
      }
    }
  }

  var isEmpty: Bool { worst == nil }

  /// The highest severity of which there is a finding.
  var worst: Severity? { errors > 0 ? .error : warnings > 0 ? .warning : notes > 0 ? .note : nil }
}

private func plural(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
