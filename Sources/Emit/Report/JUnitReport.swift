internal import IISConfiguration
internal import Linter

extension ReportFormat {
  /// For test reports of build servers: JUnit XML.
  public static let junit = ReportFormat(
    "junit", "for test reports of build servers: JUnit XML", fileEnding: "junit.xml"
  ) {
    JUnitReport(tool: $0.tool)
  }
}

/// Test results in the form of JUnit's Ant task: a suite a file, a case a finding, and one that passes for a clean file.
///
/// There is no standard; this keeps to the schema of Jenkins' xUnit plug-in (junit-10.xsd). A warning fails as an error does,
/// since a case knows no third state; a note passes, with what it says as its output, and so does what does not count; what is waived is skipped. What could not be decided is
/// the output of its suite.
struct JUnitReport: Reporter {
  let tool: Tool

  /// What is remembered of one file.
  struct Memory {
    fileprivate let places: FindingPlaces
    fileprivate let suite: String
    fileprivate let wasRead: Bool
    fileprivate var words = MessageCache(FindingWords.init)
  }

  var head: ReportHead {
    .fixed("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"\(XMLText.escaped(tool.name))\">\n")
  }

  var separator: String { "" }

  func begin(_ report: FileReport, _ output: inout [UInt8]) -> Memory {
    let suite = XMLText.escaped(visiblePath(report.source.path))
    let counts = FindingCounts(report)
    // That a file could not be read is an error of the run, not a failure of what was to be tested.
    let failed = counts.counted.errors + counts.counted.warnings
    output.append(
      contentsOf: """
          <testsuite name="\(suite)" tests="\(max(report.findings.count, 1))" \
        failures="\(report.wasRead ? failed : 0)" errors="\(report.wasRead ? 0 : failed)" skipped="\(counts.waived)">\n
        """.utf8)
    if report.findings.isEmpty {
      let name = report.notShown == 0 ? "no findings" : "no findings shown, \(report.notShown) not shown"
      output.append(contentsOf: "    <testcase classname=\"\(suite)\" name=\"\(name)\"/>\n".utf8)
    }
    return Memory(places: FindingPlaces(report), suite: suite, wasRead: report.wasRead)
  }

  func write(_ finding: Finding, _ memory: inout Memory, _ output: inout [UInt8]) {
    let text = FindingText(finding, memory.words[finding])
    let place =
      finding.location.map(memory.places.text) ?? visiblePath(memory.places.path(of: finding))
    let name = XMLText.escaped("\(finding.rule) at \(place)")
    let words = XMLText.escaped(text.lines(finding, memory.places))
    let element =
      if let waiver = finding.waiver {
        "<skipped message=\"\(XMLText.escaped(waiverText(waiver)))\">\(words)</skipped>"
      } else if finding.severity == .note || !finding.counts {
        "<system-out>\(words)</system-out>"
      } else {
        Self.failure(memory.wasRead ? "failure" : "error", finding, XMLText.escaped(text.message), words)
      }
    output.append(
      contentsOf: """
            <testcase classname="\(memory.suite)" name="\(name)">
              \(element)
            </testcase>\n
        """.utf8)
  }

  func end(_ report: FileReport, _ memory: inout Memory, _ output: inout [UInt8]) {
    if !report.remarks.isEmpty {
      let lines = report.remarks.map { XMLText.escaped("undecided: \($0)") }
      output.append(contentsOf: "    <system-out>\(lines.joined(separator: "\n"))</system-out>\n".utf8)
    }
    output.append(contentsOf: "  </testsuite>\n".utf8)
  }

  func tail(_ summary: ReportSummary) -> [UInt8] { Array("</testsuites>\n".utf8) }

  private static func failure(_ tag: String, _ finding: Finding, _ message: String, _ words: String) -> String {
    "<\(tag) type=\"\(finding.severity.rawValue)\" message=\"\(message)\">\(words)</\(tag)>"
  }
}
