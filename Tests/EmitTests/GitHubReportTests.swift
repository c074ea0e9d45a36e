import Text
import Emit
import IISConfiguration
import Linter
import Testing
import TestSupport

@Suite(.timeLimited) struct GitHubReportTests {
  @Test func everyPartOfAReport() throws {
    try expectGolden(ReportFixtures.render([ReportFixtures.report], .github), "Report/report.github.txt")
  }

  @Test func aCleanRunSaysNothing() {
    #expect(ReportFixtures.render([], .github).isEmpty)
  }

  @Test func anAnnotationDecodesToTheFinding() throws {
    let source = SourceFile(path: "a,b:c%41.config", bytes: Array("<x a=\"v\"/>".utf8))
    let report = ReportFixtures.report(
      on: source,
      [
        ReportFixtures.finding(
          "100% wrong: a, b", at: source.range(of: "v"), severity: .note, notes: ["50%0A"], help: "do it", sites: ["S"])
      ])
    let command = try #require(WorkflowCommand.decode(ReportFixtures.render([report], .github)).first)
    #expect(command.name == "notice")
    #expect(
      command.properties == [
        "file": "a,b:c%41.config", "line": "1", "endLine": "1", "col": "7", "endColumn": "8", "title": "some-rule",
      ])
    #expect(command.message == "100% wrong: a, b\nsite: S\nnote: 50%0A\nhelp: do it")
  }

  @Test func severitiesHaveTheirCommands() {
    let reports = Severity.allCases.map { severity in
      ReportFixtures.report(
        on: SourceFile(path: "a", bytes: []), [ReportFixtures.finding(at: nil, severity: severity)])
    }
    let commands = WorkflowCommand.decode(ReportFixtures.render(reports, .github))
    #expect(commands.map(\.name) == ["notice", "warning", "error"])
    #expect(commands.allSatisfy { $0.properties == ["file": "a", "title": "some-rule"] })
  }

  @Test func standardInputIsNoFile() throws {
    let text = ReportFixtures.render([ReportFixtures.report(on: "<x/>", at: "x", path: "-")], .github)
    #expect(try #require(WorkflowCommand.decode(text).first).properties == ["title": "some-rule"])
  }

  @Test func severalLinesHaveNoColumns() throws {
    let text = ReportFixtures.render([ReportFixtures.report(on: "<x\n/>", at: "x\n/")], .github)
    let properties = try #require(WorkflowCommand.decode(text).first).properties
    #expect(properties == ["file": "a.config", "line": "1", "endLine": "2", "title": "some-rule"])
  }
}
