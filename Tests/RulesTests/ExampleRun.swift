import Environment
import IISConfiguration
import Linter
import TestSupport

/// A rule's example, and what the rule says of it.
struct ExampleRun {
  /// A place as a test compares it: in which file, and where.
  struct Place: Hashable, CustomStringConvertible {
    let path: String
    let start: Int
    var description: String { "\(path):\(start)" }
  }

  let report: FileReport
  /// Where the marks are.
  let places: [Place]
  /// Where the marked places end, as far as that is marked.
  let ends: [Place: Int]

  init(_ example: Example, of rule: Rule) {
    let path = "example.config"
    let marked = MarkedText(example.file(around: example.marked))
    let beside = example.environment.map { (name: $0.name, text: MarkedText($0.marked)) }
    let environment = EnvironmentReader.read(beside.map { ($0.name, Array($0.text.text.utf8)) })
    let lint = Lint(
      rules: [rule], deployment: example.deployment, environment: beside.isEmpty ? nil : environment)
    report = lint.run(SourceFile(path: path, bytes: Array(marked.text.utf8)))
    let all = [(path, marked)] + beside.map { ($0.name, $0.text) }.sorted { $0.0 < $1.0 }
    places = all.flatMap { path, text in text.places.map { Place(path: path, start: $0.start) } }
    ends = Dictionary(
      all.flatMap { path, text in
        text.places.compactMap { place in place.end.map { (Place(path: path, start: place.start), $0) } }
      }, uniquingKeysWith: { $1 })
  }

  /// Where a finding is; nothing if it has no place.
  func place(of finding: Finding) -> Place? {
    finding.location.map { Place(path: $0.path, start: $0.range.start) }
  }
}
