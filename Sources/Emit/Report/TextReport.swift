internal import IISConfiguration
internal import Linter

extension ReportFormat {
  /// For people.
  public static let text = ReportFormat("text", "for people", fileEnding: "txt") { TextReport(style: $0.style) }
}

/// The report for people: each finding with the line that it speaks of, and a summary.
struct TextReport: Reporter {
  let style: TextStyle

  var head: ReportHead { .fixed("") }
  var separator: String { "" }

  func begin(_ report: FileReport, _ output: inout [UInt8]) -> TextFindings { TextFindings(report, style) }

  func write(_ finding: Finding, _ findings: inout TextFindings, _ output: inout [UInt8]) {
    swap(&findings.output, &output)
    findings.write(finding)
    swap(&findings.output, &output)
  }

  func end(_ report: FileReport, _ findings: inout TextFindings, _ output: inout [UInt8]) {}

  func tail(_ summary: ReportSummary) -> [UInt8] { Array("\(summary.sentence)\n".utf8) }
}

/// The findings of one file, as text.
struct TextFindings {
  fileprivate var output: [UInt8] = []
  private let style: TextStyle
  private let path: String
  private let excerpts: PerSource<ExcerptReader>
  private var words = MessageCache(FindingWords.init)

  fileprivate init(_ report: FileReport, _ style: TextStyle) {
    self.style = style
    path = visiblePath(report.source.path)
    excerpts = PerSource(report, ExcerptReader.init)
  }

  fileprivate mutating func write(_ finding: Finding) {
    let text = FindingText(finding, words[finding])
    write("\(finding.severity.rawValue)[\(finding.rule)]", .severity(finding.severity))
    write(": \(text.message)\n")
    let margin = writePlace(of: finding)
    for detail in text.details {
      write("\(margin)= ", .frame)
      write("\(detail.label): \(detail.text)\n")
    }
    write("\n")
  }

  /// Writes where the finding is, and returns the blanks that line up with the frame.
  private mutating func writePlace(of finding: Finding) -> String {
    let path = finding.path.map(visiblePath) ?? path
    guard let range = finding.range, let excerpts = excerpts[finding] else {
      write("  ┌─ ", .frame)
      write("\(path)\n")
      return "  "
    }
    let place = excerpts.lines.position(of: range.start)
    let excerpt = excerpts.excerpt(of: range)
    let number = String(place.line)
    let margin = String(repeating: " ", count: number.utf8.count + 1)
    write("\(margin)┌─ ", .frame)
    write("\(path):\(place.line):\(place.column)\n")
    write("\(margin)│\n\(number) │", .frame)
    write(excerpt.text.isEmpty ? "\n" : " \(excerpt.text)\n")
    write("\(margin)│", .frame)
    write(String(repeating: " ", count: excerpt.underlineStart + 1))
    write(String(repeating: "^", count: excerpt.underlineWidth), .underline(finding.severity))
    write("\n")
    return margin
  }

  private mutating func write(_ text: String) {
    output.append(contentsOf: text.utf8)
  }

  private mutating func write(_ text: String, _ role: TextStyle.Role) {
    write(style.opening(role))
    write(text)
    write(style.closing)
  }
}
