internal import IISConfiguration
internal import Linter

extension ReportFormat {
  /// For whatever reads the reports of Checkstyle: build servers, review bots, editors.
  public static let checkstyle = ReportFormat(
    "checkstyle", "for what reads Checkstyle's XML", fileEnding: "checkstyle.xml"
  ) { _ in
    CheckstyleReport()
  }
}

/// XML as Checkstyle 4.3 and later write it: a file with its errors, of which each says how bad it is.
///
/// It knows nothing of waivers, so that a waived finding is worth knowing only. Checkstyle gives each error a line, so that a finding without a place stands on line 1 of its file. A file is named again
/// where a finding of another file, such as one of the environment, came between.
struct CheckstyleReport: Reporter {
  /// What is remembered of one file.
  struct Memory {
    fileprivate let places: FindingPlaces
    fileprivate var path: String
    fileprivate var words = MessageCache(FindingWords.init)
  }

  var head: ReportHead { .fixed("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n") }
  var separator: String { "" }

  func begin(_ report: FileReport, _ output: inout [UInt8]) -> Memory {
    let memory = Memory(places: FindingPlaces(report), path: report.source.path)
    open(memory.path, &output)
    return memory
  }

  func write(_ finding: Finding, _ memory: inout Memory, _ output: inout [UInt8]) {
    let path = memory.places.path(of: finding)
    if path != memory.path {
      close(&output)
      open(path, &output)
      memory.path = path
    }
    let start = memory.places.place(of: finding)?.start
    let column = start.map { " column=\"\($0.column)\"" } ?? ""
    let message = XMLText.escaped(FindingText(finding, memory.words[finding]).line)
    output.append(
      contentsOf: """
            <error line="\(start?.line ?? 1)"\(column) severity="\(severity(finding.waiver == nil ? finding.severity : .note))" \
        message="\(message)" source="ftpsgate.\(finding.rule)"/>\n
        """.utf8)
  }

  func end(_ report: FileReport, _ memory: inout Memory, _ output: inout [UInt8]) { close(&output) }

  func tail(_ summary: ReportSummary) -> [UInt8] { Array("</checkstyle>\n".utf8) }

  private func open(_ path: String, _ output: inout [UInt8]) {
    output.append(contentsOf: "  <file name=\"\(XMLText.escaped(visiblePath(path)))\">\n".utf8)
  }

  private func close(_ output: inout [UInt8]) { output.append(contentsOf: "  </file>\n".utf8) }

  private func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .note: "info"
    }
  }
}
