internal import Linter

/// The report for code scanning: SARIF 2.1.0, one run, one result a finding.
struct SARIFReport: ReportLayout {
  let tool: Tool
  let rules: [Rule]
  let currentFolder: String
  /// Where in the list each rule is described.
  let indices: [String: Int]

  init(tool: Tool, rules: [Rule], currentFolder: String) {
    self.tool = tool
    self.rules = rules
    self.currentFolder = currentFolder
    indices = Dictionary(rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// What stands for the folder in which the tool was started.
  static let base: StaticString = "%SRCROOT%"

  var needsAllFiles: Bool { true }
  var separator: String { "," }

  func frame(_ summary: ReportSummary) -> ReportFrame {
    var json = JSONWriter()
    json.object(inLines: true) { json in
      json.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      json.member("version", "2.1.0")
      json.key("runs")
      json.array([summary], inLines: true) { json, summary in
        json.object(inLines: true) { run(summary, to: &$0) }
      }
    }
    json.end()
    let document = json.framed
    return ReportFrame(head: document.head, tail: document.tail)
  }

  func writer(for report: FileReport) -> any FindingWriter { SARIFResults(report, in: self) }

  private func run(_ summary: ReportSummary, to json: inout JSONWriter) {
    json.key("tool")
    json.object(inLines: true) { json in
      json.key("driver")
      json.object(inLines: true) { json in
        json.member("name", tool.name)
        json.member("version", tool.version)
        json.key("rules")
        json.array(rules, inLines: true) { writeSARIFRule($1, to: &$0) }
      }
    }
    json.key("invocations")
    json.array([summary.allWereRead]) { json, isSuccessful in
      json.object { $0.member("executionSuccessful", isSuccessful) }
    }
    // Without a URI, which would tell where this machine keeps its files; the reader of the report knows its own.
    json.key("originalUriBaseIds")
    json.object { json in
      json.key(Self.base)
      json.object { json in
        json.key("description")
        json.object { $0.member("text", "The folder in which \(tool.name) was started.") }
      }
    }
    json.member("columnKind", "unicodeCodePoints")
    json.key("results")
    json.frame(isEmpty: summary.counts.isEmpty)
  }
}
