internal import IISConfiguration
internal import Linter

extension ReportFormat {
  /// For people.
  public static let text = ReportFormat("text", "for people", fileEnding: "txt", hasStatistics: true) {
    TextReport(style: $0.style, width: $0.width, isQuiet: $0.isQuiet)
  }
}

/// The report for people: each finding with the line that it speaks of, and a summary.
struct TextReport: Reporter {
  let style: TextStyle
  /// How many columns a terminal has.
  var width: Int?
  /// Whether there is no summary.
  var isQuiet = false

  var head: ReportHead { .fixed("") }
  var separator: String { "" }

  func begin(_ report: FileReport, _ output: inout [UInt8]) -> TextFindings { TextFindings(report, style, width) }

  func write(_ finding: Finding, _ findings: inout TextFindings, _ output: inout [UInt8]) {
    swap(&findings.output, &output)
    findings.write(finding)
    swap(&findings.output, &output)
  }

  func end(_ report: FileReport, _ findings: inout TextFindings, _ output: inout [UInt8]) {}

  func tail(_ summary: ReportSummary) -> [UInt8] {
    let statistics = summary.statistics.text
    if isQuiet { return Array(statistics.utf8) }
    return Array("\(statistics)\(statistics.isEmpty ? "" : "\n")\(summary.sentence)\n".utf8)
  }
}

/// The findings of one file, as text.
struct TextFindings {
  fileprivate var output: [UInt8] = []
  private let style: TextStyle
  private let width: Int?
  private let path: String
  private let excerpts: PerSource<ExcerptReader>
  private var words = MessageCache(FindingWords.init)

  fileprivate init(_ report: FileReport, _ style: TextStyle, _ width: Int?) {
    self.style = style
    self.width = width
    path = visiblePath(report.source.path)
    excerpts = PerSource(report, ExcerptReader.init)
  }

  fileprivate mutating func write(_ finding: Finding) {
    let text = FindingText(finding, words[finding])
    if finding.waiver != nil { write("waived ", .frame) }
    write("\(finding.severity.rawValue)[\(finding.rule)]", finding.waiver == nil ? .severity(finding.severity) : .frame)
    write(": \(text.message)\n")
    let margin = writePlaces(of: finding)
    for detail in text.details {
      write("\(margin)= ", .frame)
      let indent = margin.utf8.count + 2
      let line = "\(detail.label): \(detail.text)"
      write("\(width.map { wrapped(line, indent: indent, columns: $0) } ?? line)\n")
    }
    write("\n")
  }

  /// Writes where the finding is and what else it speaks of; returns the blanks that line up with the frame.
  private mutating func writePlaces(of finding: Finding) -> String {
    let ownPosition = finding.location.flatMap(position)
    let lines = ([ownPosition] + finding.related.map { position(of: $0.location) }).compactMap { $0?.line }
    let margin = String(repeating: " ", count: String(lines.max() ?? 1).utf8.count + 1)
    // Behind the margin stand a frame and a blank.
    let columns = width.map { $0 - margin.utf8.count - 2 } ?? ExcerptReader.width
    let own = finding.location.flatMap { shown($0, ownPosition, columns) }
    let related = finding.related.map { (place: $0, shown: shown($0.location, position(of: $0.location), columns)) }
    write("\(margin)┌─ ", .frame)
    write("\(finding.location.map { title(of: $0, own) } ?? path)\n")
    if let own { write(own, "^", .underline(finding.severity), margin) }
    for (related, excerpt) in related {
      guard let excerpt else { continue }
      write("\(margin)├─ ", .frame)
      write("\(related.message): \(title(of: related.location, excerpt))\n")
      write(excerpt, "-", .frame, margin)
    }
    return margin
  }

  /// Writes a line of a file, and what of it is meant.
  private mutating func write(_ shown: Shown, _ underline: String, _ role: TextStyle.Role, _ margin: String) {
    let number = String(shown.position.line)
    let padding = String(repeating: " ", count: margin.utf8.count - 1 - number.utf8.count)
    write("\(margin)│\n\(padding)\(number) │", .frame)
    write(shown.excerpt.text.isEmpty ? "\n" : " \(shown.excerpt.text)\n")
    write("\(margin)│", .frame)
    write(String(repeating: " ", count: shown.excerpt.underlineStart + 1))
    write(String(repeating: underline, count: shown.excerpt.underlineWidth), role)
    write("\n")
  }

  private func title(of location: Location, _ shown: Shown?) -> String {
    visiblePath(location.path) + (shown.map { ":\($0.position.line):\($0.position.column)" } ?? "")
  }

  private struct Shown {
    let position: SourcePosition
    let excerpt: Excerpt
  }

  private func position(of location: Location) -> SourcePosition? {
    excerpts[location]?.lines.position(of: location.range.start)
  }

  private func shown(_ location: Location, _ position: SourcePosition?, _ columns: Int) -> Shown? {
    guard let position, let reader = excerpts[location] else { return nil }
    return Shown(position: position, excerpt: reader.excerpt(of: location.range, width: columns))
  }

  private mutating func write(_ text: String) {
    output.append(contentsOf: BuildLogText.inertInPlace(text).utf8)
  }

  private mutating func write(_ text: String, _ role: TextStyle.Role) {
    write(style.opening(role))
    write(text)
    write(style.closing)
  }
}
