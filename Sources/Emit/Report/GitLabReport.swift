internal import IISConfiguration
internal import Linter

extension ReportFormat {
  /// For merge requests of GitLab: a Code Quality report.
  public static let gitlab = ReportFormat(
    "gitlab", "for merge requests of GitLab: a Code Quality report", fileEnding: "gitlab.json"
  ) {
    GitLabReport(currentFolder: $0.currentFolder)
  }
}

/// A Code Quality report ("Code Quality report format" in GitLab's documentation): an array, an object a finding.
///
/// It knows nothing of waivers, so that a waived finding is worth knowing only. GitLab asks for a line of each, so that a finding without a place stands on line 1 of its file.
struct GitLabReport: Reporter {
  let currentFolder: String

  /// What is remembered of one file.
  struct Memory {
    fileprivate var json = JSONWriter(elementsAtDepth: 1)
    fileprivate let places: FindingPlaces
    fileprivate var identities: FindingIdentities
    fileprivate var words = MessageCache(FindingWords.init)
  }

  var head: ReportHead { .fixed("[") }
  var separator: String { "," }

  func begin(_ report: FileReport, _ output: inout [UInt8]) -> Memory {
    Memory(
      places: FindingPlaces(report), identities: FindingIdentities(report, currentFolder: currentFolder))
  }

  func write(_ finding: Finding, _ memory: inout Memory, _ output: inout [UInt8]) {
    let description = FindingText(finding, memory.words[finding]).line
    let id = memory.identities.next(finding, maskedSites: finding.sites.map(Secrets.maskedValue))
    let path = memory.identities.uri(of: finding)?.path ?? visiblePath("-")
    let line = memory.places.place(of: finding)?.start.line ?? 1
    memory.json.element(to: &output) { json in
      json.object { json in
        json.member("description", description)
        json.member("check_name", finding.rule)
        json.member("fingerprint", hexadecimal: id)
        json.member("severity", severity(finding.waiver == nil ? finding.severity : .note))
        json.key("location")
        json.object { json in
          json.member("path", path)
          json.key("lines")
          json.object { $0.member("begin", line) }
        }
      }
    }
  }

  func end(_ report: FileReport, _ memory: inout Memory, _ output: inout [UInt8]) {}

  func tail(_ summary: ReportSummary) -> [UInt8] { Array((summary.counts.areNone ? "]\n" : "\n]\n").utf8) }

  /// GitLab's own scale also has `minor` and `blocker`.
  private func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: "critical"
    case .warning: "major"
    case .note: "info"
    }
  }
}
