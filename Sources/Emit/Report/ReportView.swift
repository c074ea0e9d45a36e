public import Linter

/// Which findings a report shows, and in which order; what a run's status depends on is all of them.
public struct ReportView: Hashable, Sendable {
  /// In which order a file's findings are shown.
  public enum Order: String, CaseIterable, Sendable {
    /// By their places.
    case place
    /// Errors before warnings before notes, and by their places.
    case severity
  }

  /// The least severity that is shown.
  public var minimum = Severity.note
  /// The order within a file.
  public var order = Order.place
  /// Whether findings are counted by their rules, for a table behind them.
  public var countsRules = false

  /// All findings by their places.
  public init() {}

  /// A report as it is shown.
  func shown(_ report: FileReport) -> FileReport {
    if minimum == .note, order == .place { return report }
    let kept = report.findings.filter { $0.severity >= minimum }
    switch order {
    case .place: return report.showing(kept)
    case .severity:
      return report.showing(
        Severity.allCases.reversed().flatMap { severity in kept.filter { $0.severity == severity } })
    }
  }
}
