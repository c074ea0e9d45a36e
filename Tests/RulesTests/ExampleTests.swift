import IISConfiguration
import Linter
import TestSupport
import Testing
@testable import Rules

/// Every rule's examples: rejected ones have findings exactly at the marks, accepted ones have none.
@Suite(.timeLimited) struct ExampleTests {
  @Test(arguments: Rule.all) func examplesHold(_ rule: Rule) {
    for example in rule.examples {
      let run = ExampleRun(example, of: rule)
      let place = "\(rule.id), example in line \(example.line)"
      let found = run.report.findings.map { run.place(of: $0)?.description ?? "nowhere" }
      #expect(found == run.places.map(\.description), "\(place): \(run.report.findings)")
      for finding in run.report.findings {
        #expect(finding.rule == rule.id)
        #expect(finding.severity == example.severity ?? rule.severity, "\(place)")
        if let range = finding.range, let end = run.place(of: finding).flatMap({ run.ends[$0] }) {
          #expect(
            range.end == end,
            "\(place): ends at \(finding.location.map { run.report.source(at: $0.path).string(range) } ?? "")")
        }
      }
    }
  }

  /// A format that forgets to declare a member hides what its own findings point to.
  @Test(arguments: Rule.all) func findingsOnJSONCanBeShown(_ rule: Rule) {
    for example in rule.examples where !example.environment.isEmpty {
      let report = ExampleRun(example, of: rule).report
      for location in report.findings.compactMap(\.location) where location.path != report.source.path {
        let source = report.source(at: location.path)
        let isHidden = !Secrets(of: source).overlapping(location.range).isEmpty
        #expect(!isHidden, "\(rule.id), example in line \(example.line): \(source.string(location.range))")
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
