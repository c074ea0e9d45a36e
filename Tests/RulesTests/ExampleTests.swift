import Linter
import TestSupport
import Testing

@testable import Rules

/// Every rule's examples: rejected ones have findings exactly at the marks, accepted ones have none.
@Suite struct ExampleTests {
  @Test(arguments: Rule.all) func examplesHold(_ rule: Rule) {
    for example in rule.examples {
      let marked = MarkedText(example.file(around: example.marked))
      let source = SourceFile(path: "example.config", bytes: Array(marked.text.utf8))
      let report = Lint(rules: [rule], surroundings: example.surroundings).run(source)
      let place = "\(rule.id), example in line \(example.line)"
      let found = report.findings.map { finding in
        finding.range.map { "\($0.start)" } ?? "nowhere"
      }
      let ends = Dictionary(
        marked.places.compactMap { place in place.end.map { (place.start, $0) } }, uniquingKeysWith: { $1 })
      #expect(found == marked.places.map { "\($0.start)" }, "\(place): \(report.findings)")
      for finding in report.findings {
        #expect(finding.rule == rule.id)
        #expect(finding.severity == example.severity ?? rule.severity, "\(place)")
        if let range = finding.range, let end = ends[range.start] {
          #expect(range.end == end, "\(place): ends at \(source.string(range))")
        }
      }
    }
  }

  @Test(arguments: Rule.all) func everyRuleHasARejectionAndANearMiss(_ rule: Rule) {
    #expect(rule.examples.contains { $0.isRejected })
    #expect(rule.examples.contains { !$0.isRejected })
    #expect(!rule.summary.isEmpty && rule.summary.hasSuffix("."))
    #expect(rule.rationale.contains("Source"), "a rationale names its sources")
  }

  @Test func idsAreUniqueKebabCase() {
    let ids = Rule.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    for id in ids { #expect(id.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil, "\(id)") }
  }
}
