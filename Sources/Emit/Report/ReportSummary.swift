internal import Linter

/// How much was found, and in how many files and sites it was looked for.
struct ReportSummary {
  private(set) var errors = 0
  private(set) var warnings = 0
  private(set) var notes = 0
  private let files: Int
  private let sites: Int

  init(_ reports: [FileReport]) {
    files = reports.count
    sites = reports.reduce(0) { $0 + $1.ftpSites }
    for report in reports {
      for finding in report.findings {
        switch finding.severity {
        case .error: errors += 1
        case .warning: warnings += 1
        case .note: notes += 1
        }
      }
    }
  }

  /// One line, which always tells how many sites were seen: none may be why nothing was found.
  var sentence: String {
    let counts = [(errors, "error"), (warnings, "warning"), (notes, "note")].filter { $0.0 > 0 }
    let found = counts.isEmpty ? "no findings" : counts.map { plural($0.0, $0.1) }.joined(separator: ", ")
    return "\(found) in \(plural(files, "file")) (\(plural(sites, "FTP site")))"
  }
}

private func plural(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
