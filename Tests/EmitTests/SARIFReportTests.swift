import Text
import Foundation
import IISConfiguration
import Testing
import TestSupport
@testable import Emit
@testable import Linter

/// What broke the uploads of other linters, and what the standard asks.
@Suite(.timeLimited) struct SARIFReportTests {
  private let rules = ["passive-range-unset", "external-address-stale", "plaintext-control-channel"].map {
    ReportFixtures.rule($0, $0 == "passive-range-unset" ? .warning : .error)
  }

  private func run(_ reports: [FileReport], currentFolder: String = "/srv/repository") throws -> [String: Any] {
    let text = ReportFixtures.render(reports, .sarif, rules: rules, currentFolder: currentFolder)
    let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(root["version"] as? String == "2.1.0")
    return try #require((root["runs"] as? [[String: Any]])?.first)
  }

  private func results(_ reports: [FileReport]) throws -> [[String: Any]] {
    try #require(try run(reports)["results"] as? [[String: Any]])
  }

  private func location(_ result: [String: Any]) -> [String: Any]? {
    (result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any]
  }

  private func fingerprint(_ result: [String: Any]) -> String? {
    (result["partialFingerprints"] as? [String: String])?["ftpsgateFinding/v2"]
  }

  @Test func everyPartOfAReport() throws {
    try expectGolden(ReportFixtures.render([ReportFixtures.report], .sarif, rules: rules), "Report/report.sarif")
  }

  @Test func aCleanRunHasEmptyResults() throws {
    #expect(try results([]).isEmpty)
    #expect(ReportFixtures.render([], .sarif).contains("\"results\": []"))
  }

  @Test func everyFindingIsAResult() throws {
    let results = try results([ReportFixtures.report])
    #expect(results.count == ReportFixtures.report.findings.count)
    #expect(results.allSatisfy { ($0["locations"] as? [Any])?.count == 1 })
  }

  @Test func onlyRealRulesAreDescribedAndIndexed() throws {
    let driver = try #require((try run([ReportFixtures.report])["tool"] as? [String: [String: Any]])?["driver"])
    let described = try #require(driver["rules"] as? [[String: Any]])
    #expect(described.compactMap { $0["id"] as? String } == rules.map(\.id))
    for result in try results([ReportFixtures.report]) {
      let index = result["ruleIndex"] as? Int
      #expect(index == rules.firstIndex { $0.id == result["ruleId"] as? String })
    }
    let help = try #require(described[0]["help"] as? [String: String])
    #expect(help["text"]?.contains("Why passive-range-unset matters.") == true)
    #expect(help["text"]?.hasSuffix("a page (https://example.com/page).") == true)
    #expect(help["markdown"] == rules[0].rationale)
  }

  @Test func withoutAPlaceThereIsNoRegion() throws {
    let result = try #require(try results([ReportFixtures.report]).first)
    let place = try #require(location(result))
    #expect(place["region"] == nil)
    #expect(place["artifactLocation"] != nil)
  }

  @Test func columnsAreTracked() throws {
    let region = try #require(location(try results([ReportFixtures.report])[1])?["region"] as? [String: Any])
    #expect(region["startLine"] as? Int == 10 && region["endLine"] as? Int == 10)
    #expect(region["startColumn"] as? Int == 48 && region["endColumn"] as? Int == 61)
    #expect(region["snippet"] as? [String: String] == ["text": "104.41.173.83"])
    #expect(try run([])["columnKind"] as? String == "unicodeCodePoints")
  }

  @Test func standardInputHasNoLocation() throws {
    let result = try #require(try results([ReportFixtures.report(on: "<x/>", at: "x", path: "-")]).first)
    #expect(result["locations"] == nil)
    #expect(fingerprint(result)?.count == 32)
  }

  @Test func aMessageSaysAll() throws {
    let message = try results([ReportFixtures.report])[1]["message"] as? [String: String]
    let finding = ReportFixtures.report.findings[1]
    let text = try #require(message?["text"])
    for part in [finding.message] + finding.notes + [finding.help ?? "no help"] {
      #expect(text.contains(part.description))
    }
  }

  @Test func aMessageHoldsNoLink() throws {
    let source = SourceFile(path: "a", bytes: [])
    let finding = ReportFixtures.finding("\(foreign: "[click](https://evil.example)")", at: nil, sites: ["[x](1)"])
    let message = try results([ReportFixtures.report(on: source, [finding])])[0]["message"] as? [String: String]
    #expect(message?["text"]?.contains("](") == false)
  }

  @Test func unreadFilesMakeARunUnsuccessful() throws {
    let empty = SourceFile(path: "a", bytes: [])
    for wasRead in [true, false] {
      let run = try run([ReportFixtures.report(on: empty, wasRead: wasRead, [])])
      let invocations = try #require(run["invocations"] as? [[String: Any]])
      #expect(invocations.count == 1 && invocations[0]["executionSuccessful"] as? Bool == wasRead)
    }
  }

  @Test func whatCouldNotBeDecidedIsANotification() throws {
    var report = ReportFixtures.report(on: SourceFile(path: "a b.config", bytes: []), [])
    #expect(try ((run([report])["invocations"] as? [[String: Any]])?[0].keys).map(Set.init) == ["executionSuccessful"])
    report.remarks = ["what \(foreign: "[a](b)") is", "what \(name: "pwd=QXZJKV") is"]
    let invocations = try run([report])["invocations"] as? [[String: Any]]
    let found = try #require(invocations?[0]["toolExecutionNotifications"] as? [[String: Any]])
    #expect(found.map { $0["level"] as? String } == ["note", "note"])
    #expect(
      found.map { ($0["message"] as? [String: String])?["text"] } == ["what [a] (b) is", "what pwd=•••••• is"])
    #expect((location(found[0])?["artifactLocation"] as? [String: String])?["uri"] == "a%20b.config")
  }

  @Test func fingerprintsSurviveEditsElsewhere() throws {
    let before = try results([ReportFixtures.report(on: "<x a=\"v\"/>", at: "v")])
    let after = try results([ReportFixtures.report(on: "<!-- more -->\n\n  <x a=\"v\"/>", at: "v")])
    let changed = try results([ReportFixtures.report(on: "<x a=\"w\"/>", at: "w")])
    let otherFile = try results([ReportFixtures.report(on: "<x a=\"v\"/>", at: "v", path: "b.config")])
    let otherSite = try results([ReportFixtures.report(on: "<x a=\"v\"/>", at: "v", sites: ["other"])])
    #expect(fingerprint(before[0]) != nil && fingerprint(before[0]) == fingerprint(after[0]))
    for other in [changed, otherFile, otherSite] { #expect(fingerprint(other[0]) != fingerprint(before[0])) }
  }

  @Test func fingerprintsAreUniqueAndIgnoreTheMessage() throws {
    let source = SourceFile(path: "a", bytes: Array("<x a=\"v\" b=\"v\"/>".utf8))
    let ranges = [ByteRange(6, 7), ByteRange(12, 13)]
    func fingerprints(_ message: Message) throws -> [String?] {
      try results([ReportFixtures.report(on: source, ranges.map { ReportFixtures.finding(message, at: $0) })]).map(
        fingerprint)
    }
    let found = try fingerprints("one wording")
    #expect(Set(found).count == 2)
    #expect(try fingerprints("another wording") == found)
  }

  @Test(arguments: [
    ("a/b.config", "a/b.config", true), ("./a/../b.config", "b.config", true), ("a\\b.config", "a/b.config", true),
    ("/srv/repository/a b.config", "a%20b.config", true), ("../x.config", "file:///srv/x.config", false),
    ("../repository/x.config", "x.config", true), ("/etc/x.config", "file:///etc/x.config", false),
    ("C:\\inetpub\\x.config", "file:///C:/inetpub/x.config", false), ("a:b.config", "a%3Ab.config", true),
    ("\\\\server\\share\\x.config", "file://server/share/x.config", false),
    ("100%#?é.config", "100%25%23%3F%C3%A9.config", true), ("a\nb", "a%0Ab", true),
    ("/srv/repository-2/x", "file:///srv/repository-2/x", false), ("a/../../x", "file:///srv/x", false),
  ]) func pathsBecomeURIs(_ path: String, _ uri: String, _ isRelative: Bool) {
    let made = FileURI(path: path, currentFolder: "/srv/repository")
    #expect(made.text == uri && made.isRelative == isRelative, "\(path) became \(made.text)")
  }

  @Test func onWindowsTheFolderIsKnownByItsDrive() {
    #expect(FileURI(path: "C:\\repo\\a.config", currentFolder: "C:\\repo").text == "a.config")
    #expect(FileURI(path: "..\\a.config", currentFolder: "C:\\repo").text == "file:///C:/a.config")
    #expect(FileURI(path: "../a.config", currentFolder: "").text == "../a.config")
  }
}
