import Text
import Emit
import Foundation
import IISConfiguration
import Testing
import TestSupport
@testable import Linter

/// Holds SARIF against the schema of the standard, with Python's check-jsonschema.
@Suite(
  .timeLimited, .needsCheckers)
struct SARIFSchemaTests {
  @Test func reportsAreValid() throws {
    let rules = [ReportFixtures.rule("passive-range-unset"), ReportFixtures.rule("some-rule", .note)]
    let unread = ReportFixtures.report(
      on: SourceFile(path: "-", bytes: []), wasRead: false, [ReportFixtures.finding(at: nil, sites: [])])
    let hostile = Hostile.names.map { ReportFixtures.report(on: "<x a=\"\($0)\"/>", at: $0, path: $0, sites: [$0]) }
    var undecided = ReportFixtures.report(on: SourceFile(path: "a.config", bytes: []), [])
    undecided.remarks = ["what [a](b) is cannot be told", "\(foreign: Hostile.names.joined())"]
    let outputs = [
      ReportFixtures.render([undecided, unread], .sarif),
      ReportFixtures.render([], .sarif), ReportFixtures.render([ReportFixtures.report], .sarif, rules: rules),
      ReportFixtures.render([unread] + hostile, .sarif, rules: rules),
    ]
    for output in outputs { #expect(try validate(output) == 0) }
  }

  @Test func theCheckerRefusesWhatIsNoSARIF() throws {
    let broken = ReportFixtures.render([ReportFixtures.report], .sarif)
      .replacing("\"startLine\": 10", with: "\"startLine\": 0")
    #expect(try validate(broken) != 0)
  }

  private func validate(_ sarif: String) throws -> Int32 {
    let folder = try ScratchFolder()
    let file = try folder.write("report.sarif", sarif)
    let script = Project.root.appendingPathComponent("Tests/Checkers/validate_sarif.py")
    return try run(#require(Project.checkers), [script.path, file]).status
  }
}
