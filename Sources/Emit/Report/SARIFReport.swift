internal import Linter

extension ReportFormat {
  /// For code scanning: SARIF 2.1.0.
  public static let sarif = ReportFormat("sarif", "for code scanning: SARIF 2.1.0", fileEnding: "sarif") {
    SARIFReport(tool: $0.tool, rules: $0.rules, currentFolder: $0.currentFolder)
  }
}

/// The report for code scanning: SARIF 2.1.0, one run, one result a finding.
struct SARIFReport: Reporter {
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

  var head: ReportHead { .summary { document($0).head } }
  var separator: String { "," }

  func begin(_ report: FileReport, _ output: inout [UInt8]) -> SARIFResults { SARIFResults(report, in: self) }

  func write(_ finding: Finding, _ results: inout SARIFResults, _ output: inout [UInt8]) {
    results.write(finding, &output)
  }

  func end(_ report: FileReport, _ results: inout SARIFResults, _ output: inout [UInt8]) {}

  func tail(_ summary: ReportSummary) -> [UInt8] { document(summary).tail }

  /// The document, parted where the results belong.
  private func document(_ summary: ReportSummary) -> (head: [UInt8], tail: [UInt8]) {
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
    return json.framed
  }

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
      json.object { json in
        json.member("executionSuccessful", isSuccessful)
        let notifications = SARIFNotification.all(of: summary, currentFolder: currentFolder)
        guard !notifications.isEmpty else { return }
        json.key("toolExecutionNotifications")
        json.array(notifications, inLines: true) { $1.write(to: &$0) }
      }
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
    json.frame(isEmpty: summary.counts.areNone)
  }
}
