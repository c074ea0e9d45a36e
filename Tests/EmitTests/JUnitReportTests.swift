import Text
import Emit
import Foundation
import IISConfiguration
import Linter
import Testing
import TestSupport

/// Holds JUnit XML against another parser and the schema that build servers share.
@Suite(.timeLimited, .needsCheckers) struct JUnitReportTests {
  private struct TestSuite: Decodable {
    struct Case: Decodable {
      let name: String
      let `class`: String
      let result: String
      let text: String
    }
    let name: String
    let cases: [Case]
    let output: String
  }

  private func read(_ reports: [FileReport]) throws -> [TestSuite] {
    let run = try check(ReportFixtures.render(reports, .junit))
    try #require(run.status == 0, "\(run.errors)")
    return try JSONDecoder().decode([TestSuite].self, from: Data(run.output.utf8))
  }

  private func check(_ xml: String) throws -> ProgramRun {
    let folder = try ScratchFolder()
    let file = try folder.write("report.xml", xml)
    let script = Project.root.appendingPathComponent("Tests/Checkers/check_junit.py")
    return try run(#require(Project.checkers), [script.path, file])
  }

  @Test func everyFileIsASuite() throws {
    let clean = ReportFixtures.report(on: SourceFile(path: "clean", bytes: []), [])
    let unread = ReportFixtures.report(
      on: SourceFile(path: "-", bytes: []), wasRead: false, [ReportFixtures.finding(at: nil, severity: .error)])
    let suites = try read([clean, ReportFixtures.report, unread])
    #expect(suites.map(\.name) == ["clean", "config/applicationHost.config", "standard input"])
    #expect(
      suites.map { $0.cases.map(\.result) } == [
        ["passed"], ["failure", "failure", "failure", "failure", "system-out", "system-out"], ["error"],
      ])
    #expect(suites[1].cases[1].name == "external-address-stale at config/applicationHost.config:10:48")
    #expect(suites[1].cases[1].text.contains("\nhelp: set it to 20.40.60.80"))
    #expect(try read([]).isEmpty)
  }

  @Test func hostileNamesStayText() throws {
    let reports = Hostile.names.map { name in
      ReportFixtures.report(
        on: SourceFile(path: name, bytes: Array("<x/>".utf8)),
        [
          ReportFixtures.finding(
            "it is \(foreign: name)", at: ByteRange(1, 2), notes: ["\(foreign: name)"], help: "\(foreign: name)",
            sites: [name])
        ])
    }
    let suites = try read(reports)
    #expect(suites.map(\.cases.count) == Hostile.names.map { _ in 1 })
    for (suite, name) in zip(suites, Hostile.names) where name.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) && name != "-" {
      #expect(suite.name == name && suite.cases.first?.class == name)
      #expect(suite.cases.first?.text.hasPrefix("it is \(name)\nsite: ") == true)
    }
  }

  @Test func theCheckerFindsFaults() throws {
    let good = ReportFixtures.render([ReportFixtures.report], .junit)
    for (part, fault) in [
      ("tests=\"6\"", "tests=\"5\""), ("failures=\"4\"", "failures=\"3\""), ("</testcase>", ""),
      ("<failure ", "<fault "),
      ("classname=", "class="), ("&quot;", "\""), ("IUSR", "\u{1}"), ("104.41.173.83", "\u{FFFE}"),
    ] where good.contains(part) {
      #expect(try check(good.replacing(part, with: fault)).status == 1, "\(part) → \(fault)")
    }
  }
}
