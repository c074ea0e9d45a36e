/// In which form findings are written.
public enum ReportFormat: String, CaseIterable, Sendable {
  /// For people.
  case text
  /// For programs: JSON, version 1.
  case json
  /// For code scanning: SARIF 2.1.0.
  case sarif
  /// For the log of a GitHub workflow, which turns it into annotations.
  case github
}
