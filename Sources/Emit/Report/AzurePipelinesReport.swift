internal import IISConfiguration
internal import Linter

extension ReportFormat {
  /// For the log of Azure Pipelines, which turns it into issues of the step.
  public static let azurePipelines = ReportFormat(
    "azure-pipelines", "issues in the log of Azure Pipelines", fileEnding: "azure.txt"
  ) { AzurePipelinesReport(comment: $0.comment) }
}

/// Logging commands, one a finding, of which Azure Pipelines makes issues of the step ("Logging commands").
///
/// An issue is an error or a warning, so that a note, or what is waived, is a line of the log. The service lists the first ten of each kind; the
/// log has all of them.
struct AzurePipelinesReport: Reporter {
  /// The absolute path of a Markdown report, which becomes a page of the run's summary.
  let comment: String?

  /// What is remembered of one file.
  struct Memory {
    fileprivate let places: FindingPlaces
    fileprivate var words = MessageCache(FindingWords.init)
  }

  var head: ReportHead { .fixed("") }
  var separator: String { "" }

  func begin(_ report: FileReport, _ output: inout [UInt8]) -> Memory { Memory(places: FindingPlaces(report)) }

  func write(_ finding: Finding, _ memory: inout Memory, _ output: inout [UInt8]) {
    let text = FindingText(finding, memory.words[finding])
    let line =
      switch finding.waiver == nil ? finding.severity : .note {
      case .error: issue("error", finding, text, memory.places)
      case .warning: issue("warning", finding, text, memory.places)
      // A look such as `##[debug]` would say that it is something else.
      case .note: conciseLine(finding, text, memory.places)
      }
    output.append(contentsOf: line.utf8)
    output.append(UInt8(ascii: "\n"))
  }

  func end(_ report: FileReport, _ memory: inout Memory, _ output: inout [UInt8]) {}

  func tail(_ summary: ReportSummary) -> [UInt8] {
    Array((comment.map { "##vso[task.uploadsummary]\(escaped(shown($0)))\n" } ?? "").utf8)
  }

  private func issue(_ type: String, _ finding: Finding, _ text: FindingText, _ places: FindingPlaces) -> String {
    var properties = "type=\(type);"
    let path = places.path(of: finding)
    // Standard input is no file of the repository.
    if path != "-" {
      properties += "sourcepath=\(escaped(shown(path)));"
      if let start = places.place(of: finding)?.start {
        properties += "linenumber=\(start.line);columnnumber=\(start.column);"
      }
    }
    return "##vso[task.logissue \(properties)code=\(finding.rule)]"
      + escaped(BuildLogText.inert(text.lines(finding, places)))
  }
}

/// A path with its line ends, which have an escape; other control characters have none and would reach the terminal that
/// shows the log.
private func shown(_ path: String) -> String {
  var shown = ""
  for scalar in path.unicodeScalars {
    if scalar != "\n", scalar != "\r", let substitute = substitute(for: scalar) {
      shown += substitute
    } else {
      shown.unicodeScalars.append(scalar)
    }
  }
  return shown
}

/// Escapes a property's value or a message: what would end either, and the sign that begins an escape.
private func escaped(_ text: String) -> String {
  var escaped: [UInt8] = []
  escaped.reserveCapacity(text.utf8.count + 16)
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "%"): escaped.append(contentsOf: "%AZP25".utf8)
    case UInt8(ascii: ";"): escaped.append(contentsOf: "%3B".utf8)
    case UInt8(ascii: "\r"): escaped.append(contentsOf: "%0D".utf8)
    case UInt8(ascii: "\n"): escaped.append(contentsOf: "%0A".utf8)
    case UInt8(ascii: "]"): escaped.append(contentsOf: "%5D".utf8)
    default: escaped.append(byte)
    }
  }
  return String(decoding: escaped, as: UTF8.self)
}
