internal import Linter

/// The report for people: each finding with the line that it speaks of, and a summary.
struct TextReport {
  let style: TextStyle
  private var output: [UInt8] = []

  init(style: TextStyle) {
    self.style = style
  }

  consuming func render(_ reports: [FileReport]) -> [UInt8] {
    for report in reports { add(report) }
    write(ReportSummary(reports).sentence)
    write("\n")
    return output
  }

  private mutating func add(_ report: FileReport) {
    guard !report.findings.isEmpty else { return }
    let path = visiblePath(report.source.path)
    let excerpts = report.findings.contains { $0.range != nil } ? ExcerptReader(report.source) : nil
    for finding in report.findings {
      let text = FindingText(finding)
      write("\(finding.severity.rawValue)[\(finding.rule)]", .severity(finding.severity))
      write(": \(text.message)\n")
      let margin = add(finding, in: path, excerpts)
      for detail in text.details {
        write("\(margin)= ", .frame)
        write("\(detail.label): \(detail.text)\n")
      }
      write("\n")
    }
  }

  /// Writes where the finding is, and returns the blanks that line up with the frame.
  private mutating func add(_ finding: Finding, in path: String, _ excerpts: ExcerptReader?) -> String {
    guard let range = finding.range, let excerpts else {
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
