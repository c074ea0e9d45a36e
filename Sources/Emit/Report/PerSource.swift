internal import IISConfiguration
internal import Linter

/// What a format reads off each of the files that the findings of one report point into, each read once.
///
/// Files of which no finding has a place are not read, so that a report without findings costs nothing.
struct PerSource<Value> {
  /// The file that was checked, which is also that of findings without a place.
  private let own: String
  private var ownValue: Value?
  private var others: [String: Value] = [:]

  /// Reads the files of a report; without `onlyPlaces` also that of findings without a place.
  init(_ report: FileReport, onlyPlaces: Bool = true, _ read: (SourceFile) -> Value) {
    own = report.source.path
    for path in report.paths(withoutPlace: !onlyPlaces) {
      let value = read(report.source(at: path))
      if path == own { ownValue = value } else { others[path] = value }
    }
  }

  /// What was read off the file of a finding.
  subscript(finding: Finding) -> Value? { finding.location.map { self[$0] } ?? ownValue }

  /// What was read off the file of a place.
  subscript(location: Location) -> Value? { location.path == own ? ownValue : others[location.path] }
}

extension FileReport {
  /// The files that its findings speak of, each once.
  fileprivate func paths(withoutPlace: Bool) -> Set<String> {
    // Without an environment there is but one file.
    if environment.isEmpty {
      let isAny =
        withoutPlace
        ? !findings.isEmpty : findings.contains { $0.location != nil || !$0.related.isEmpty || !$0.fixes.isEmpty }
      return isAny ? [source.path] : []
    }
    var paths: Set<String> = []
    // Most findings are in the file of the one before.
    var last: String?
    for finding in findings {
      for related in finding.related { paths.insert(related.location.path) }
      for edit in finding.fixes.flatMap(\.edits) { paths.insert(edit.location.path) }
      guard let path = finding.location?.path ?? (withoutPlace ? source.path : nil), path != last else { continue }
      paths.insert(path)
      last = path
    }
    return paths
  }
}
