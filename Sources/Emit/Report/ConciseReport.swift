internal import IISConfiguration
internal import Linter

extension ReportFormat {
  /// For people and for editors that read the output of compilers: one line a finding.
  public static let concise = ReportFormat(
    "concise", "one line a finding: path:line:column: severity[rule]: message (sites)", fileEnding: "concise.txt",
    hasStatistics: true
  ) { _ in ConciseReport() }
}

/// One line a finding, in the form of a compiler's; nothing where nothing is found.
struct ConciseReport: Reporter {
  /// What is remembered of one file.
  struct Memory {
    fileprivate let places: FindingPlaces
    fileprivate var words = MessageCache(FindingWords.init)
  }

  var head: ReportHead { .fixed("") }
  var separator: String { "" }

  func begin(_ report: FileReport, _ output: inout [UInt8]) -> Memory { Memory(places: FindingPlaces(report)) }

  func write(_ finding: Finding, _ memory: inout Memory, _ output: inout [UInt8]) {
    output.append(contentsOf: conciseLine(finding, FindingText(finding, memory.words[finding]), memory.places).utf8)
    output.append(UInt8(ascii: "\n"))
  }

  func end(_ report: FileReport, _ memory: inout Memory, _ output: inout [UInt8]) {}

  func tail(_ summary: ReportSummary) -> [UInt8] { Array(summary.statistics.text.utf8) }
}

/// A finding in one line without its end: `applicationHost.config:12:40: error[some-rule]: what is wrong (site)`.
func conciseLine(_ finding: Finding, _ text: FindingText, _ places: FindingPlaces) -> String {
  let place = finding.location.map(places.text) ?? visiblePath(places.path(of: finding))
  let sites = text.siteNames.map { " (\(BuildLogText.inert($0)))" } ?? ""
  return
    "\(BuildLogText.leading(path: place)): \(finding.waiver == nil ? "" : "waived ")\(finding.severity.rawValue)[\(finding.rule)]: "
    + BuildLogText.inert(text.message) + sites
}
