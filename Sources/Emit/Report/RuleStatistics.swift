internal import Linter

/// How many findings of each rule and severity are shown, waived ones left out.
struct RuleStatistics: Sendable {
  private struct Key: Hashable {
    let severity: Severity
    let rule: String
  }

  private var counts: [Key: Int] = [:]

  /// Counts some findings.
  init(_ findings: [Finding] = []) {
    for finding in findings where finding.waiver == nil {
      counts[Key(severity: finding.severity, rule: finding.rule), default: 0] += 1
    }
  }

  mutating func add(_ other: RuleStatistics) {
    counts.merge(other.counts, uniquingKeysWith: +)
  }

  var isEmpty: Bool { counts.isEmpty }

  /// Errors first, and what there is most of; at last the name decides.
  var rows: [(count: Int, severity: Severity, rule: String)] {
    counts.map { (count: $1, severity: $0.severity, rule: $0.rule) }
      .sorted { ($1.severity, $1.count, $0.rule) < ($0.severity, $0.count, $1.rule) }
  }

  /// A line a row: the number, the severity, the rule.
  var text: String {
    let rows = rows
    let width = rows.map { String($0.count).utf8.count }.max() ?? 0
    let severityWidth = rows.map { $0.severity.rawValue.utf8.count }.max() ?? 0
    return rows.map { row in
      let count = String(row.count)
      let severity = row.severity.rawValue
      return String(repeating: " ", count: width - count.utf8.count) + count + "  " + severity
        + String(repeating: " ", count: severityWidth - severity.utf8.count) + "  \(row.rule)\n"
    }.joined()
  }

  /// The same as a table of Markdown.
  var markdown: String {
    MarkdownText.table(
      ["Findings", "Severity", "Rule"],
      rows.map { [String($0.count), $0.severity.rawValue, MarkdownText.code($0.rule)] })
  }
}
