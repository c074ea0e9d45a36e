internal import IISConfiguration
internal import Linter

/// Lines and columns of the findings of one report, and the names of their files.
struct FindingPlaces {
  /// Where something begins, and the place just behind it.
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
  func path(of finding: Finding) -> String { finding.location?.path ?? path }

  /// Where a finding is, if it has a place.
  func place(of finding: Finding) -> Place? {
    guard let location = finding.location else { return nil }
    return place(of: location)
  }

  /// The lines and columns of a place.
  func place(of location: Location) -> Place? {
    guard let lines = lines[location] else { return nil }
    let positions = lines.positions(of: location.range)
    return Place(start: positions.start, end: positions.end)
  }

  /// A place in one line: `applicationHost.config:12:40`.
  func text(of location: Location) -> String {
    let path = visiblePath(location.path)
    return place(of: location).map { "\(path):\($0.start.line):\($0.start.column)" } ?? path
  }
}
