internal import Linter

/// Lines and columns of one file's findings; the file is read only if one of them has a place.
struct FindingPlaces {
  /// Where a finding begins, and the place just behind it.
  struct Place {
    let start: SourcePosition
    let end: SourcePosition
  }

  private let lines: LineTable?

  init(_ report: FileReport) {
    lines = report.findings.contains { $0.range != nil } ? LineTable(report.source) : nil
  }

  /// Where a finding is, if it has a place.
  func place(of finding: Finding) -> Place? {
    guard let lines, let range = finding.range else { return nil }
    return Place(start: lines.position(of: range.start), end: lines.position(of: range.end))
  }
}
