import Text
import IISConfiguration
import Testing
import TestSupport
@testable import Emit
@testable import Linter

/// Every form of a report, on files that were found faulty, clean, undecided and unreadable.
@Suite(.timeLimited) struct ReportGoldenTests {
  private static var reports: [FileReport] {
    let clean = SourceFile(path: "clean/applicationHost.config", bytes: Array("<configuration/>".utf8))
    var undecided = ReportFixtures.report(
      on: SourceFile(path: "undecided & <odd>.config", bytes: Array("<x/>".utf8)), ftpSites: 0, [])
    undecided.remarks = [
      """
      whether TCP 21 gets through network security group nsg-ftp from the Internet is not known: the addresses of \
      \(quoted: "AzureCloud") are in no file
      """, "whether \(name: "\u{202E}this") is shown, or \(quoted: "password=hunter2")",
    ]
    let unread = ReportFixtures.report(
      on: SourceFile(path: "-", bytes: []), ftpSites: 0, wasRead: false,
      [ReportFixtures.finding("the file is empty", at: nil, rule: "malformed-xml", severity: .error, sites: [])])
    return [
      ReportFixtures.report(on: clean, ftpSites: 3, []), ReportFixtures.report, undecided, unread,
      ReportFixtures.report(on: "<x/>", at: "x"),
    ]
  }

  @Test(arguments: ReportFormat.allCases) func looksAsRecorded(_ format: ReportFormat) throws {
    let name = "Report/several"
    let output = ReportFixtures.render(Self.reports, format, rules: [ReportFixtures.rule("some-rule", .note)])
    try expectGolden(output, "\(name).\(format.fileEnding)")
    #expect(!output.contains("hunter2") && !output.contains("\u{202E}"))
  }

  /// One sample of each kind of finding: a site with a name that is commands, markup and quotation marks, a configuration that
  /// comes on standard input, a file of the environment, and a file that cannot be read.
  @Test(arguments: ReportFormat.allCases) func aSampleLooksAsRecorded(_ format: ReportFormat) throws {
    let name = "Report/sample"
    let output = ReportFixtures.render(
      ReportFixtures.sample, format, rules: [ReportFixtures.rule("some-rule", .note)])
    try expectGolden(output, "\(name).\(format.fileEnding)")
  }

  @Test func namesAndEndingsTellFormatsApart() {
    func check(_ formats: [some OutputFormat]) {
      #expect(Set(formats.map(\.name)).count == formats.count)
      #expect(Set(formats.map(\.fileEnding)).count == formats.count)
    }
    check(ReportFormat.allCases)
    check(MatrixFormat.allCases)
    check(FirewallTarget.allCases)
    #expect(ReportFormat(rawValue: "sarif") == .sarif && ReportFormat(rawValue: "SARIF") == nil)
  }
}
