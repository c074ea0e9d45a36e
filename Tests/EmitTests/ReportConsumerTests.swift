import Foundation
import IISConfiguration
import TestSupport
import Testing
import Text
@testable import Emit
@testable import Linter

/// Reports as programs that others wrote read them: each finding comes back, and whatever a configuration holds stays text.
@Suite(.timeLimited, .needsCheckers) struct ReportConsumerTests {
  /// A finding as a reader has it.
  private struct Found: Decodable, Equatable {
    var severity: String
    var rule: String
    var path: String
    var line: Int?
    var message: String
  }

  private func check(_ report: String, _ format: String) throws -> ProgramRun {
    let folder = try ScratchFolder()
    let file = try folder.write("report", report)
    let script = Project.root.appendingPathComponent("Tests/Checkers/read_report.py")
    return try run(#require(Project.checkers), [script.path, format, file])
  }

  private func read(_ reports: [FileReport], _ format: ReportFormat, as reader: String? = nil) throws -> [Found] {
    let run = try check(ReportFixtures.render(reports, format), reader ?? format.name)
    try #require(run.status == 0, "\(run.errors)")
    return try JSONDecoder().decode([Found].self, from: Data(run.output.utf8))
  }

  /// The first line of a site with a hostile name, as messages print it.
  private var site: String { terminalText(ReportFixtures.hostileName) }

  @Test func gitLabHasEachFindingWithALine() throws {
    let found = try read(ReportFixtures.sample, .gitlab)
    let web = "web 1/applicationHost.config"
    #expect(
      found == [
        Found(
          severity: "major", rule: "passive-range-unset", path: web, line: 1,
          message: "no passive port range is set; set lowDataChannelPort and highDataChannelPort, and restart ftpsvc"),
        Found(
          severity: "info", rule: "custom-control-port", path: web, line: 1,
          message: "port 2121 is no usual FTP port (site: \(site))"),
        Found(
          severity: "critical", rule: "plaintext-control-channel", path: web, line: 2,
          message: "controlChannelPolicy is \"SslAllow\" (site: \(site)); set controlChannelPolicy to SslRequire"),
        Found(
          severity: "major", rule: "some-rule", path: "standard input", line: 1,
          message: "something is wrong (site: FTP)"),
        Found(
          severity: "critical", rule: "malformed-xml", path: "broken.config", line: 1, message: "the file is empty"),
      ])
    #expect(try read([], .gitlab).isEmpty)
  }

  /// GitLab asks for the path from the repository's root; equal findings in one place are still two.
  @Test func gitLabHasPathsOfTheRepositoryAndUniqueFingerprints() throws {
    func report(_ path: String) -> FileReport {
      let source = SourceFile(path: path, bytes: Array("<x/>".utf8))
      return ReportFixtures.report(on: source, (0..<3).map { _ in ReportFixtures.finding(at: ByteRange(1, 2)) })
    }
    let found = try read(
      ["./a b/ä.config", "/srv/repository/sub/./b.config", "sub/../c.config", "/elsewhere/d.config"].map(report),
      .gitlab)
    #expect(
      found.map(\.path)
        == ["a b/ä.config", "sub/b.config", "c.config", "/elsewhere/d.config"].flatMap { [$0, $0, $0] })
  }

  @Test func checkstyleHasEachFindingInItsFile() throws {
    let other = SourceFile(path: "env/nsg.json", bytes: Array("{}".utf8))
    var first = try #require(ReportFixtures.sample.first)
    first = FileReport(
      source: first.source, ftpSites: 1,
      findings: first.findings + [ReportFixtures.finding(at: ByteRange(0, 1), in: other.path)],
      wasRead: true, environment: [other])
    let found = try read([first] + ReportFixtures.sample.dropFirst(), .checkstyle)
    #expect(found.map(\.severity) == ["warning", "info", "error", "warning", "warning", "error"])
    #expect(found.map(\.line) == [1, 1, 2, 1, 1, 1])
    let web = "web 1/applicationHost.config"
    #expect(found.map(\.path) == [web, web, web, "env/nsg.json", "standard input", "broken.config"])
    #expect(found[2].rule == "ftpsgate.plaintext-control-channel")
    #expect(
      found[2].message
        == "controlChannelPolicy is \"SslAllow\" (site: \(site)); set controlChannelPolicy to SslRequire")
    #expect(try read([], .checkstyle).isEmpty)
  }

  @Test func junitparserHasEachFailure() throws {
    let found = try read(ReportFixtures.sample, .junit)
    #expect(
      found == [
        Found(
          severity: "warning", rule: "passive-range-unset", path: "web 1/applicationHost.config",
          message: "no passive port range is set"),
        Found(
          severity: "error", rule: "plaintext-control-channel", path: "web 1/applicationHost.config:2:30",
          message: "controlChannelPolicy is \"SslAllow\""),
        Found(severity: "warning", rule: "some-rule", path: "standard input:1:7", message: "something is wrong"),
        Found(severity: "error", rule: "malformed-xml", path: "broken.config", message: "the file is empty"),
      ])
  }

  /// What sarif-tools makes of the SARIF report for GitLab has the same findings as our own.
  @Test func sarifToolsSeesWhatGitLabSees() throws {
    let reports = [ReportFixtures.report] + ReportFixtures.sample.filter { $0.source.path != "-" }
    let own = try read(reports, .gitlab)
    let seen = try read(reports, .sarif)
    let converted = try read(reports, .sarif, as: "sarif-as-gitlab")
    #expect(seen.count == own.count && converted.count == own.count)
    for (ours, others) in zip(own.sorted(by: precedes), zip(seen.sorted(by: precedes), converted.sorted(by: precedes)))
    {
      #expect(ours.rule == others.0.rule && ours.rule == others.1.rule)
      // sarif-tools does not decode URIs.
      #expect([others.0.path, others.1.path].allSatisfy { $0.replacing("%20", with: " ") == ours.path })
      #expect(["critical": "error", "major": "warning", "info": "note"][ours.severity] == others.0.severity)
    }
  }

  private func precedes(_ left: Found, _ right: Found) -> Bool {
    (left.rule, left.path, left.line ?? 1) < (right.rule, right.path, right.line ?? 1)
  }

  @Test func hostileNamesStayText() throws {
    let reports = Hostile.names.map { name in
      ReportFixtures.report(
        on: SourceFile(path: "\(name)x", bytes: Array("<x/>".utf8)),
        [
          ReportFixtures.finding(
            "it is \(foreign: name)", at: ByteRange(1, 2), notes: ["\(foreign: name)"], help: "\(foreign: name)",
            sites: [name])
        ])
    }
    for format in [ReportFormat.gitlab, .checkstyle, .junit, .sarif] {
      let found = try read(reports, format)
      #expect(found.count == Hostile.names.count, "\(format)")
      for (found, name) in zip(found, Hostile.names) where name.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) {
        // sarif-tools takes the words up to a colon for the code; the whole is in the other readers.
        #expect(format == .sarif || found.message.hasPrefix("it is \(name)"), "\(format): \(found)")
      }
    }
  }

  @Test(arguments: [
    ("gitlab", "\"begin\": 2", "\"begin\": 0"), ("gitlab", "critical", "error"),
    ("gitlab", "\"check_name\"", "\"rule\""),
    ("gitlab", "\"path\": \"web", "\"path\": \"./web"), ("checkstyle", "line=\"2\"", "line=\"0\""),
    ("checkstyle", "severity=\"info\"", "severity=\"note\""), ("checkstyle", "</file>", ""),
    ("checkstyle", "ftpsgate.custom", "custom"), ("junit", "classname=", "class="),
    ("junit", "tests=\"3\"", "tests=\"4\""),
    ("junit", "</testcase>", ""), ("sarif", "\"results\"", "\"outcome"),
  ])
  func theReadersFindFaults(_ format: String, _ part: String, _ fault: String) throws {
    let good = try ReportFixtures.render(ReportFixtures.sample, #require(ReportFormat(rawValue: format)))
    try #require(good.contains(part))
    #expect(try check(good.replacing(part, with: fault), format).status != 0, "\(part) → \(fault)")
  }
}
