import Text
import Foundation
import TestSupport
import Testing
@testable import Emit
@testable import IISConfiguration
@testable import Linter

/// Findings that point into a file of the environment: every format names that file, and masks its secrets.
@Suite(.timeLimited) struct EnvironmentFindingTests {
  private static let neighbour = SourceFile(
    path: "env/nsg.json",
    bytes: Array("{\n  \"name\": \"nsg-ftp\",\n  \"password\": \"hunter2\"\n}\n".utf8)
  ).showing(["name"])

  private static var report: FileReport {
    let source = SourceFile(path: "a.config", bytes: Array("<x/>\n".utf8))
    let findings = [
      ReportFixtures.finding("secret", at: neighbour.range(of: "hunter2"), in: neighbour.path),
      ReportFixtures.finding("nowhere", at: nil),
      ReportFixtures.finding("there", at: neighbour.range(of: "nsg-ftp"), in: neighbour.path),
      ReportFixtures.finding("here", at: source.range(of: "x"), in: source.path),
    ]
    var report = ReportFixtures.report(on: source, merged(findings, configuration: source.path))
    report.environment = [neighbour]
    return report
  }

  @Test func filesComeInOrderTheConfigurationFirst() {
    #expect(Self.report.findings.map(\.message) == ["nowhere", "here", "there", "secret"])
  }

  @Test func textShowsTheLineOfTheOtherFile() {
    let text = ReportFixtures.render([Self.report], .text)
    #expect(text.contains("┌─ env/nsg.json:2:12\n") && text.contains("2 │   \"name\": \"nsg-ftp\",\n"))
    #expect(text.contains("┌─ a.config\n") && text.contains("┌─ a.config:1:2\n"))
    #expect(!text.contains("hunter2"))
  }

  @Test(arguments: ["", "\n"]) func textsOfUnknownMembersAreSecret(_ lineEnd: String) {
    let members = [
      #""parameters": {"sasToken": {"value": "https://x/?sv=1&sig=QXZJKV"}}"#, #""client_secret": "QXZJKV""#,
      #""protectedSettings": {"a": ["QXZJKV", {"b": "QXZJKV"}]}"#, #""custom_data": "QXZJKV""#,
      #""Authorization": "Bearer QXZJKV""#, #""tags": {"key1": "QXZJKV"}"#, #""k": ["QXZJKV"]"#,
    ]
    let text = "[{\(members.joined(separator: "," + lineEnd)),\"name\": \"nsg-ftp\", \"api_key\": \"QXZJKV\"}]"
    let unknown = SourceFile(path: "env/nsg.json", bytes: Array(text.utf8))
    for neighbour in [unknown, unknown.showing(["name"])] {
      let finding = ReportFixtures.finding("there", at: neighbour.range(of: "nsg-ftp"), in: neighbour.path)
      var report = ReportFixtures.report(on: SourceFile(path: "a.config", bytes: Array("<x/>\n".utf8)), [finding])
      report.environment = [neighbour]
      let isShown = !neighbour.shownMembers.isEmpty
      for format in ReportFormat.allCases {
        let output = ReportFixtures.render([report], format)
        #expect(!output.contains("QXZJKV") && (isShown || !output.contains("nsg-ftp")), "\(output)")
        #expect(format != .text || output.contains("\"name\": \"nsg-ftp\"") == isShown, "\(output)")
      }
    }
  }

  @Test func jsonNamesTheOtherFile() throws {
    let text = ReportFixtures.render([Self.report], .json)
    let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let findings = try #require(json["findings"] as? [[String: Any]])
    #expect(
      findings.map { $0["path"] as? String } == ["a.config", "a.config", "env/nsg.json", "env/nsg.json"])
    #expect(findings.map { $0["line"] as? Int } == [nil, 1, 2, 3])
    #expect(findings[2].keys.sorted() == findings[0].keys.sorted())
    #expect((json["files"] as? [[String: Any]])?.count == 1)
  }

  @Test func sarifHasAnArtifactOfItsOwn() throws {
    let text = ReportFixtures.render([Self.report], .sarif)
    #expect(text.contains("\"uri\": \"env/nsg.json\""))
    #expect(text.contains("\"text\": \"nsg-ftp\"") && !text.contains("hunter2"))
  }

  @Test func fingerprintsTellFilesApartAndSurviveEdits() {
    func print(of text: String, path: String?) -> [Substring] {
      let source = SourceFile(path: path ?? "a.config", bytes: Array(text.utf8))
      let finding = ReportFixtures.finding(at: source.range(of: "nsg-ftp"), in: path ?? "")
      var report = ReportFixtures.report(on: path == nil ? source : SourceFile(path: "a.config", bytes: []), [finding])
      report.environment = path == nil ? [] : [source]
      return ReportFixtures.render([report], .sarif).matches(of: /ftpsgateFinding\/v2": "(\w+)"/).map { $0.output.1 }
    }
    let here = print(of: "nsg-ftp", path: "nsg.json")
    #expect(here.count == 1 && here == print(of: "\n\n  nsg-ftp\n", path: "nsg.json"))
    #expect(here != print(of: "nsg-ftp", path: "other.json") && here != print(of: "nsg-ftp", path: nil))
  }

  @Test func annotationsAreOnTheOtherFile() throws {
    let commands = WorkflowCommand.decode(ReportFixtures.render([Self.report], .github))
    #expect(commands.map { $0.properties["file"] } == ["a.config", "a.config", "env/nsg.json", "env/nsg.json"])
    #expect(commands.map { $0.properties["line"] } == [nil, "1", "2", "3"])
  }
}
