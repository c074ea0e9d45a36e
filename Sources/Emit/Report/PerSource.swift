internal import IISConfiguration
internal import Linter

/// What a format reads off each of the files that the findings of one report point into, each read once.
///
/// Files of which no finding has a place are not read, so that a report without findings costs nothing.
struct PerSource<Value> {
  /// The file that was checked, which is also that of findings without a place.
  private let own: String
  private var values: [String: Value] = [:]

  /// Reads the files of a report; without `onlyPlaces` also that of findings without a place.
  init(_ report: FileReport, onlyPlaces: Bool = true, _ read: (SourceFile) -> Value) {
    own = report.source.path
    for finding in report.findings {
      for location in finding.locations { add(location.path, report, read) }
      if !onlyPlaces, finding.location == nil { add(own, report, read) }
    }
  }

  private mutating func add(_ path: String, _ report: FileReport, _ read: (SourceFile) -> Value) {
    if values[path] == nil { values[path] = read(report.source(at: path)) }
  }

  /// What was read off the file of a finding.
  subscript(finding: Finding) -> Value? { values[finding.location?.path ?? own] }

  /// What was read off the file of a place.
  subscript(location: Location) -> Value? { values[location.path] }
}

extension Finding {
  /// Every place that it speaks of.
  fileprivate var locations: [Location] { (location.map { [$0] } ?? []) + related.map(\.location) }
}
