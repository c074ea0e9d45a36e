import Foundation
import TestSupport
import Testing
import Text
@testable import Emit
@testable import IISConfiguration
@testable import Linter

/// A finding's name outlives edits elsewhere, other words, and findings beside it; and no secret can be guessed by it.
@Suite(.timeLimited) struct FindingIdentityTests {
  /// A file as it is read, so that its places have names.
  private func source(_ ssl: String, before: String = "") throws -> SourceFile {
    let site =
      "<site name=\"A\" id=\"1\"><bindings><binding protocol=\"ftp\" bindingInformation=\"*:21:\" /></bindings>"
    let text =
      "<configuration>\(before)<system.applicationHost><sites>\(site)<ftpServer><security>\(ssl)</security></ftpServer>"
      + "</site></sites></system.applicationHost></configuration>"
    return try ConfigurationReader.read(SourceFile(path: "a.config", bytes: Array(text.utf8))).source
  }

  /// The ids of findings at some texts, as JSON has them.
  private func ids(
    _ source: SourceFile, at parts: [String], _ message: Message = "it is wrong"
  ) throws -> [String] {
    let findings = parts.map { ReportFixtures.finding(message, at: source.range(of: $0)) }
    let text = ReportFixtures.render([ReportFixtures.report(on: source, findings)], .json)
    let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    return try #require(json?["findings"] as? [[String: Any]]).compactMap { $0["id"] as? String }
  }

  @Test func aNameHangsOnTheSettingNotOnWhatIsFoundBeside() throws {
    let source = try source("<ssl serverCertHash=\"x1\" serverCertStoreName=\"x2\" />")
    let same = try self.source("<ssl serverCertHash=\"xx\" serverCertStoreName=\"xx\" />")
    let first = same.range(of: "xx")
    let second = ByteRange(source.range(of: "x2").start, source.range(of: "x2").end)
    func ids(_ ranges: [ByteRange]) throws -> [String] {
      let findings = ranges.map { ReportFixtures.finding(at: $0) }
      let text = ReportFixtures.render([ReportFixtures.report(on: same, findings)], .json)
      return text.matches(of: /"id": "(\w+)"/).map { String($0.output.1) }
    }
    let both = try ids([first, second])
    #expect(try both.count == 2 && both[0] != both[1] && ids([second]) == [both[1]])
  }

  @Test func aNameHangsNeitherOnLinesNorOnWords() throws {
    let ssl = "<ssl serverCertHash=\"x1\" />"
    let id = try ids(source(ssl), at: ["x1"])
    #expect(id.count == 1 && id[0].wholeMatch(of: /[0-9a-f]{32}/) != nil)
    #expect(try ids(source(ssl, before: "\n\n<!-- x -->\n<system.web />\n"), at: ["x1"]) == id)
    #expect(try ids(source(ssl), at: ["x1"], "\(quoted: "x1") is what it is") == id)
    #expect(try ids(source("<ssl serverCertHash=\"x9\" />"), at: ["x9"]) != id)
  }

  /// Sections that nobody reads are not kept, but a password in one is found.
  @Test func aPlaceInASkippedSectionHasAName() throws {
    let pools = "<system.applicationHost><applicationPools><add a=\"x7\" /></applicationPools></system.applicationHost>"
    let id = try ids(source("<ssl />", before: pools), at: ["x7"])
    #expect(
      try ids(source("<ssl />", before: pools + "<system.applicationHost><log /></system.applicationHost>"), at: ["x7"])
        == id)
  }

  @Test func equalFindingsAreCounted() throws {
    let id = try ids(source("<ssl serverCertHash=\"x1\" />"), at: ["x1", "x1", "x1"])
    #expect(Set(id).count == 3)
  }

  @Test(arguments: [
    "<authentication><anonymousAuthentication password=\"$\" /></authentication>",
    "<add key=\"password\" value=\"$\" />", "<add value=\"$\" key=\"password\" />",
    "<add name=\"password\" data=\"$\" />", "<x data=\"pwd=$\" />",
    "<x data=\"[enc:P:$:enc]\" />", "<add userName=\"password\" data=\"$\" />", "<password data=\"$\" />",
  ])
  func aSecretCannotBeGuessed(_ element: String) throws {
    func id(_ secret: String) throws -> [String] {
      try ids(source(element.replacing("$", with: secret)), at: [secret])
    }
    #expect(try id("hunter2") == id("QXZJKVW"))
  }

  @Test func sarifHasTheSameName() throws {
    let source = try source("<ssl serverCertHash=\"x1\" />")
    let report = ReportFixtures.report(on: source, [ReportFixtures.finding(at: source.range(of: "x1"))])
    let id = try ids(source, at: ["x1"])[0]
    #expect(ReportFixtures.render([report], .sarif).contains("\"ftpsgateFinding/v2\": \"\(id)\""))
  }
}
