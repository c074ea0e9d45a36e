internal import IISConfiguration
internal import Linter

/// What a format reads off each of the files that the findings of one report point into, each read once.
///
/// Files of which no finding has a place are not read, so that a report without findings costs nothing.
struct PerSource<Value> {
  private var own: Value?
  private var others: [String: Value] = [:]

  /// Reads the files of a report; without `onlyPlaces` also those of which findings have no place.
  init(_ report: FileReport, onlyPlaces: Bool = true, _ read: (SourceFile) -> Value) {
    for finding in report.findings where finding.range != nil || !onlyPlaces {
      if let path = finding.path {
        if others[path] == nil { others[path] = read(report.source(of: finding)) }
      } else if own == nil {
        own = read(report.source)
      }
    }
  }

  /// What was read off the file of a finding.
  subscript(finding: Finding) -> Value? {
    if let path = finding.path { others[path] } else { own }
  }
}
