import Text
import Foundation
import IISConfiguration
import Linter
import Testing
import TestSupport
@testable import Emit

@Suite(.timeLimited) struct JSONReportTests {
  @Test func everyPartOfAReport() throws {
    let unread = ReportFixtures.report(
      on: SourceFile(path: "-", bytes: []), ftpSites: 0, wasRead: false,
      [ReportFixtures.finding("the file is empty", at: nil, rule: "malformed-xml", severity: .error, sites: [])])
    try expectGolden(ReportFixtures.render([ReportFixtures.report, unread], .json), "Report/report.json")
  }

  @Test func aCleanRunHasAllKeys() {
    let json = ReportFixtures.render([], .json)
    #expect(
      json == """
        {
          "version": 1,
          "columnKind": "unicodeCodePoints",
          "tool": {"name": "ftpsgate", "version": "0.0.0"},
          "files": [],
          "undecided": [],
          "findings": [],
          "summary": {"errors": 0, "warnings": 0, "notes": 0},
          "gate": {"errors": 0, "warnings": 0, "notes": 0, "waived": 0, "baselined": 0, "notShown": 0}
        }

        """)
  }

  @Test func foundationReadsWhatWasMeant() throws {
    let report = ReportFixtures.report
    let json = ReportFixtures.render([report], .json)
    let root = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let findings = try #require(root["findings"] as? [[String: Any]])
    #expect(findings.count == report.findings.count)
    for (read, meant) in zip(findings, report.findings) {
      #expect(read["rule"] as? String == meant.rule)
      #expect(read["message"] as? String == meant.message.description)
      #expect(read["notes"] as? [String] == meant.notes.map(\.description))
      #expect(read["help"] as? String == meant.help?.description)
      #expect(read["sites"] as? [String] == meant.sites)
      #expect(read["site"] as? String == (meant.sites.count == 1 ? meant.sites[0] : nil))
      #expect(read["line"] is NSNull == (meant.range == nil))
    }
    #expect(findings[1]["line"] as? Int == 10)
    #expect(findings[1]["column"] as? Int == 48)
    #expect(findings[1]["endColumn"] as? Int == 61)
    #expect(findings[0]["help"] is String && findings[3]["help"] is NSNull)
    #expect((root["summary"] as? [String: Int]) == ["errors": 3, "warnings": 1, "notes": 2])
  }

  @Test func aByteOrderMarkIsNoColumn() throws {
    let source = SourceFile(path: "a", bytes: [0xEF, 0xBB, 0xBF] + Array("é<x/>".utf8))
    let report = ReportFixtures.report(on: source, [ReportFixtures.finding(at: source.range(of: "x"))])
    #expect(
      ReportFixtures.render([report], .json).contains("\"line\": 1, \"column\": 3, \"endLine\": 1, \"endColumn\": 4"))
  }

  @Test func everyScalarSurvivesAString() throws {
    var text = ""
    for value in Array(0...0x2FF) + Array(0x2000...0x206F) + [0xFEFF, 0xFFFD, 0xFFFF, 0x1F600, 0xE0001, 0x10FFFF] {
      if let scalar = Unicode.Scalar(UInt32(value)) { text.unicodeScalars.append(scalar) }
    }
    var writer = JSONWriter()
    writer.array([text]) { $0.string($1) }
    let read = try JSONSerialization.jsonObject(with: Data(writer.bytes)) as? [String]
    #expect(read.map { Array($0[0].unicodeScalars) } == Array(text.unicodeScalars))
    #expect(!writer.bytes.contains { $0 < 0x20 || $0 == 0x7F })
  }
}
