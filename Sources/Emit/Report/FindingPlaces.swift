internal import IISConfiguration
internal import Linter

/// Lines and columns of the findings of one report, and the names of their files.
struct FindingPlaces {
  /// Where a finding begins, and the place just behind it.
  struct Place {
    let start: SourcePosition
    let end: SourcePosition
  }

  private let path: String
  private let lines: PerSource<LineTable>

  init(_ report: FileReport) {
    path = report.source.path
    lines = PerSource(report, LineTable.init)
  }

  /// The name of the file that a finding is in.
  func path(of finding: Finding) -> String { finding.path ?? path }

  /// Where a finding is, if it has a place.
  func place(of finding: Finding) -> Place? {
    guard let range = finding.range, let lines = lines[finding] else { return nil }
    return Place(start: lines.position(of: range.start), end: lines.position(of: range.end))
  }
}
