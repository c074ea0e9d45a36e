internal import IISConfiguration
internal import Linter
public import Reachability
internal import Text

/// How much was found, and in which files and how many sites it was looked for.
public struct ReportSummary: Sendable {
  /// The files in the order of the report.
  private(set) var files: [ReportedFile] = []
  /// How many findings there are.
  private(set) var counts = FindingCounts()
  /// How many of each rule are shown, if that is asked for.
  private(set) var statistics = RuleStatistics()
  /// What was asked for, and nobody described.
  public private(set) var missing = MissingInputs()

  /// Whether every file could be read.
  public var allWereRead: Bool { files.allSatisfy(\.wasRead) }

  /// Whether everything that was asked for could be decided.
  public var isDecided: Bool { missing.isEmpty && files.allSatisfy(\.remarks.isEmpty) }

  /// Nothing yet.
  public init() {}

  mutating func add(_ file: ReportedFile) {
    files.append(file)
    missing.formUnion(file.missing)
    counts.add(file.counts)
    statistics.add(file.statistics)
  }

  /// One line, which always tells how many sites were seen: none may be why nothing was found.
  var sentence: String {
    let sites = files.reduce(0) { $0 + $1.ftpSites }
    let stopped = files.reduce(0) { $0 + $1.stoppedSites }
    let off =
      switch stopped {
      case 0: ""
      case sites: sites == 1 ? ", which does not start" : ", none of which starts"
      case 1: ", 1 of which does not start"
      default: ", \(stopped) of which do not start"
      }
    let place = "in \(plural(files.count, "file")) (\(plural(sites, "FTP site"))\(off))"
    return (["\(found) \(place)"] + counts.asides).joined(separator: "; ")
  }

  private var found: String {
    if let counted = counts.counted.text { return counted }
    if !counts.uncounted.isEmpty { return "no findings that count" }
    return counts.below.isEmpty ? "no findings" : "no findings shown"
  }
}

/// What a summary remembers of a file.
struct ReportedFile: Sendable {
  let path: String
  let ftpSites: Int
  let stoppedSites: Int
  let wasRead: Bool
  let counts: FindingCounts
  let statistics: RuleStatistics
  /// What could not be decided.
  let remarks: [Message]
  /// What was asked for, and nobody described.
  let missing: MissingInputs

  /// A file's report, of which some findings are shown.
  init(_ report: FileReport, _ view: ReportView, shown: [Finding]) {
    path = report.source.path
    ftpSites = report.ftpSites
    stoppedSites = report.stoppedSites
    wasRead = report.wasRead
    counts = FindingCounts(report, shown: view)
    statistics = RuleStatistics(view.countsRules ? shown : [])
    remarks = report.remarks
    missing = report.missing
  }
}
