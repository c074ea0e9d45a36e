import Emit
import IISConfiguration
import Linter
import Testing
import TestSupport

@Suite(.timeLimited) struct TextReportTests {
  @Test func everyPartOfAReport() throws {
    try expectGolden(ReportFixtures.render([ReportFixtures.report], .text), "Report/report.txt")
  }

  @Test func colorOnlySurroundsTheSameText() throws {
    let plain = ReportFixtures.render([ReportFixtures.report], .text)
    let colored = ReportFixtures.render([ReportFixtures.report], .text, style: .ansi)
    #expect(colored != plain)
    #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
    try expectGolden(colored, "Report/report-ansi.txt")
  }

  @Test func summariesCountInGoodEnglish() {
    let none = SourceFile(path: "a", bytes: [])
    let clean = [0, 0, 0].map { ReportFixtures.report(on: none, ftpSites: $0, []) }
    #expect(ReportFixtures.render(clean, .text) == "no findings in 3 files (0 FTP sites)\n")
    #expect(ReportFixtures.render([], .text) == "no findings in 0 files (0 FTP sites)\n")
    let one = ReportFixtures.report(on: none, ftpSites: 1, [ReportFixtures.finding(at: nil, severity: .note)])
    #expect(ReportFixtures.render([one], .text).hasSuffix("\n\n1 note in 1 file (1 FTP site)\n"))
    for (sites, stopped, text) in [
      (1, 1, "1 FTP site, which does not start"), (2, 2, "2 FTP sites, none of which starts"),
      (3, 1, "3 FTP sites, 1 of which does not start"), (3, 2, "3 FTP sites, 2 of which do not start"),
    ] {
      let report = ReportFixtures.report(on: none, ftpSites: sites, stoppedSites: stopped, [])
      #expect(ReportFixtures.render([report], .text) == "no findings in 1 file (\(text))\n")
    }
    let full = ReportFixtures.render([ReportFixtures.report], .text)
    #expect(full.hasSuffix("\n\n3 errors, 1 warning, 2 notes in 1 file (2 FTP sites)\n"))
  }

  @Test func filesKeepTheirOrder() {
    let reports = ["b", "a"].map { ReportFixtures.report(on: "<x/>", at: "x", path: $0) }
    let lines = ReportFixtures.render(reports, .text).split(separator: "\n").filter { $0.contains("┌─") }
    #expect(lines == ["  ┌─ b:1:2", "  ┌─ a:1:2"])
  }

  @Test func standardInputIsCalledThat() {
    let text = ReportFixtures.render([ReportFixtures.report(on: "<x/>", at: "x", path: "-")], .text)
    #expect(text.contains("  ┌─ standard input:1:2\n"))
  }

  @Test(arguments: [
    (1, "site: s1"), (2, "sites: s1, s2"), (4, "sites: s1, s2, s3, s4"),
    (5, "sites: s1, s2, s3 and 2 more (5 in all)"),
  ]) func manySitesAreCounted(_ count: Int, _ expected: String) {
    let sites = (1...count).map { "s\($0)" }
    let text = ReportFixtures.render([ReportFixtures.report(on: "<x/>", at: "x", sites: sites)], .text)
    #expect(text.contains("  = \(expected)\n"))
  }

  @Test func theServerAsAWholeHasNoSite() {
    let text = ReportFixtures.render([ReportFixtures.report(on: "<x/>", at: "x", sites: [])], .text)
    #expect(!text.contains("= site"))
  }
}
