import Emit
import IISConfiguration
import Linter
import TestSupport
import Testing
import Text

/// Issues in a log of Azure Pipelines, as its agent reads them.
@Suite(.timeLimited) struct AzurePipelinesReportTests {
  @Test func anIssueDecodesToTheFinding() throws {
    let source = SourceFile(path: "a;b]c%3B.config", bytes: Array("<x a=\"v\"/>".utf8))
    let report = ReportFixtures.report(
      on: source,
      [
        ReportFixtures.finding(
          "100% wrong; a[1], b", at: source.range(of: "v"), severity: .error, notes: ["50%0A"], help: "do it",
          sites: ["S"])
      ])
    let log = ReportFixtures.render([report], .azurePipelines)
    #expect(
      log == """
        ##vso[task.logissue type=error;sourcepath=a%3Bb%5Dc%AZP253B.config;linenumber=1;columnnumber=7;code=some-rule]100%AZP25 \
        wrong%3B a[1%5D, b%0Asite: S%0Anote: 50%AZP250A%0Ahelp: do it

        """)
    let command = try #require(LoggingCommand.decode(log).first)
    #expect(command.name == "task.logissue")
    #expect(
      command.properties == [
        "type": "error", "sourcepath": "a;b]c%3B.config", "linenumber": "1", "columnnumber": "7", "code": "some-rule",
      ])
    #expect(command.message == "100% wrong; a[1], b\nsite: S\nnote: 50%0A\nhelp: do it")
  }

  /// An issue is an error or a warning.
  @Test func aNoteIsALineOfTheLog() {
    let source = SourceFile(path: "##[section]", bytes: [])
    let log = ReportFixtures.render(
      [ReportFixtures.report(on: source, [ReportFixtures.finding("a ##vso[b] c", at: nil, severity: .note)])],
      .azurePipelines)
    #expect(log == "./# #[section]: note[some-rule]: a # #vso[b] c (FTP)\n")
    #expect(LoggingCommand.decode(log).isEmpty)
  }

  /// Text goes to the logs of build services too: what a file says is no command there, and stays in its column.
  @Test func aFileCommandsNothingInTextEither() {
    let report = ReportFixtures.report(
      on: "<site name=\"##vso[task.setvariable variable=A]x ##VSO[b]\" id=\"1\" />", at: "\"1\"",
      sites: ["##vso[task.complete]"])
    let log = ReportFixtures.render([report], .text)
    #expect(!log.lowercased().contains("##vso[") && log.contains("##vso(task.setvariable variable=A]x ##VSO(b]"))
    let lines = log.split(separator: "\n").map(String.init)
    #expect(
      lines.contains { $0.hasSuffix(" <site name=\"##vso(task.setvariable variable=A]x ##VSO(b]\" id=\"1\" />") },
      "\(log)")
  }

  @Test func standardInputIsNoFile() throws {
    let log = ReportFixtures.render([ReportFixtures.report(on: "<x/>", at: "x", path: "-")], .azurePipelines)
    #expect(try #require(LoggingCommand.decode(log).first).properties == ["type": "warning", "code": "some-rule"])
  }

  @Test func aCleanRunSaysNothing() {
    #expect(ReportFixtures.render([], .azurePipelines).isEmpty)
  }

  /// Whatever a configuration calls its sites, each line is what a harmless one is.
  @Test(arguments: Hostile.names) func nothingFromAFileIsACommand(_ name: String) {
    for severity in Severity.allCases {
      let source = SourceFile(path: "\(name)x", bytes: Array("<x/>".utf8))
      let report = ReportFixtures.report(
        on: source,
        [
          ReportFixtures.finding(
            "the name is \(quoted: name)", at: ByteRange(1, 2), severity: severity, notes: ["\(foreign: name)"],
            help: "\(name: name)", sites: [name, name])
        ])
      for format in [ReportFormat.azurePipelines, .concise] {
        let log = ReportFixtures.render([report], format)
        let isIssue = severity > .note && format == .azurePipelines
        #expect(LoggingCommand.lines(log).count == 1)
        #expect(LoggingCommand.decode(log).map(\.name) == (isIssue ? ["task.logissue"] : []))
        #expect(isIssue || !log.contains("##") && !log.hasPrefix("::"), "\(log)")
        guard isIssue else { continue }
        #expect(
          LoggingCommand.decode(log).allSatisfy { $0.properties["code"] == "some-rule" && $0.properties.count == 5 })
        #expect(!LoggingCommand.decode(log).contains { $0.message.contains("##") })
      }
    }
  }
}

/// The comment of the same run.
@Suite(.timeLimited) struct AzurePipelinesSummaryTests {
  @Test func itsPathIsEscaped() throws {
    var context = ReportContext(tool: ReportFixtures.tool, rules: [])
    context.comment = "/a b/100%;]\n##vso[task.complete].md"
    var log: [UInt8] = []
    var writer = ReportWriter(ReportFormat.azurePipelines.reporter(context)) { log += $0 }
    writer.finish()
    let commands = LoggingCommand.decode(String(decoding: log, as: UTF8.self))
    #expect(commands.map(\.name) == ["task.uploadsummary"])
    #expect(commands.first?.message == "/a b/100%;]\n##vso[task.complete].md")
  }
}
