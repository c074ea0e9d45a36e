internal import IISConfiguration
internal import Linter

/// The report for people: each finding with the line that it speaks of, and a summary.
struct TextReport: ReportLayout {
  let style: TextStyle

  var needsAllFiles: Bool { false }
  var separator: String { "" }

  func frame(_ summary: ReportSummary) -> ReportFrame {
    ReportFrame(tail: Array("\(summary.sentence)\n".utf8))
  }

  func writer(for report: FileReport) -> any FindingWriter { TextFindings(report, style) }
}

private struct TextFindings: FindingWriter {
  var output: [UInt8] = []
  private let style: TextStyle
  private let path: String
  private let excerpts: PerSource<ExcerptReader>
  private var words = MessageCache(FindingWords.init)

  init(_ report: FileReport, _ style: TextStyle) {
    self.style = style
    path = visiblePath(report.source.path)
    excerpts = PerSource(report, ExcerptReader.init)
  }

  mutating func write(_ finding: Finding) {
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
