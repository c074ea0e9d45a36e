import Foundation
import IISConfiguration
import TestSupport
import Testing
import Text
@testable import Emit
@testable import Linter

/// The comment on a pull request, as text.
@Suite(.timeLimited) struct MarkdownReportTests {
  @Test func aCleanRunIsOneSentence() {
    let clean = ReportFixtures.report(on: SourceFile(path: "a", bytes: []), ftpSites: 2, [])
    #expect(ReportFixtures.render([clean], .markdown) == "**ftpsgate: no findings in 1 file (2 FTP sites).**\n")
  }

  @Test func errorsOfAllFilesComeFirst() {
    let text = ReportFixtures.render(ReportFixtures.sample, .markdown)
    let severities = text.matches(of: #/(?m)^\| (error|warning|note) /#).map { String($0.output.1) }
    #expect(severities == ["error", "error", "warning", "warning", "note"])
    #expect(
      text.hasPrefix("**ftpsgate: 2 errors, 2 warnings, 1 note in 3 files (2 FTP sites).** 1 file could not be read.\n")
    )
  }

  private func many(_ count: Int, _ severity: Severity, note: String = "it matters") -> FileReport {
    let source = SourceFile(path: "\(severity.rawValue).config", bytes: Array("<x/>".utf8))
    return ReportFixtures.report(
      on: source,
      (0..<count).map { number in
        ReportFixtures.finding(
          "number \(number) is wrong", at: ByteRange(1, 2), severity: severity, notes: ["\(code: note)"],
          help: "mend it", sites: ["Site \(number)"])
      })
  }

  /// A comment of GitHub's holds 65,536 characters; errors stay, and the comment says what it leaves out.
  @Test func whatDoesNotFitIsCounted() {
    let note = String(repeating: "y", count: 80)
    let text = ReportFixtures.render(
      [many(2000, .note), many(40, .error, note: note), many(2000, .warning, note: note)], .markdown)
    #expect(text.utf8.count <= 65_536 && text.utf8.count > 60_000)
    let rows = text.matches(of: #/(?m)^\| (error|warning|note) /#).map { String($0.output.1) }
    #expect(rows.prefix(41) == ArraySlice(Array(repeating: "error", count: 40) + ["warning"]))
    #expect(text.contains("\n\n\(4040 - rows.count) more findings are not in this table.\n\n"))
    let details = text.matches(of: /(?m)^\*\*(error|warning|note)\*\*/).count
    #expect(details >= 40 && rows.count > details)
    #expect(
      text.hasSuffix("\n\n\(rows.count - details) more findings are without room here.\n\n</details>\n"),
      "\(text.suffix(200))")
  }

  /// One that is too long for a comment takes no other's place.
  @Test func aHugeFindingIsLeftOutAlone() {
    let huge = ReportFixtures.report(
      on: SourceFile(path: "huge.config", bytes: []),
      [
        ReportFixtures.finding(
          "\(list: (0..<400).map { "\(code: String(repeating: "x", count: 200) + String($0))" })", at: nil,
          severity: .error)
      ])
    let text = ReportFixtures.render([huge, many(1, .warning)], .markdown)
    #expect(text.contains("| warning |") && text.contains("\n\n1 more finding is not in this table.\n\n"))
    #expect(text.utf8.count <= 65_536)
  }

  @Test func whatIsUndecidedHasItsRoom() {
    var report = many(3000, .error)
    report.remarks = (0..<2000).map { "whether \(name: "site \($0)") is reached is not known" }
    let text = ReportFixtures.render([report], .markdown)
    #expect(text.utf8.count <= 65_536)
    let shown = text.matches(of: /(?m)^- `error.config`: whether/).count
    #expect(shown > 50 && text.hasSuffix("\n- \(2000 - shown) more\n"))
  }
}

/// The comment as GitHub's own Markdown renderer reads it.
@Suite(.timeLimited, .needsCheckers) struct MarkdownReportRenderingTests {
  private struct Rendering: Decodable {
    let tables: [[[String]]]
    let codes: [String]
    let links: [String?]
    let elements: Set<String>
    let plain: String
  }

  private func rendering(_ reports: [FileReport]) throws -> Rendering {
    let markdown = ReportFixtures.render(reports, .markdown)
    let script = Project.root.appendingPathComponent("Tests/Checkers/render_markdown.py")
    let result = try run(#require(Project.checkers), [script.path], input: Data(markdown.utf8))
    try #require(result.status == 0, "\(result.errors)")
    return try JSONDecoder().decode(Rendering.self, from: Data(result.output.utf8))
  }

  @Test func theTableHasEachFinding() throws {
    let rendering = try rendering(ReportFixtures.sample)
    let table = try #require(rendering.tables.first)
    #expect(table.map(\.count) == [4, 4, 4, 4, 4, 4])
    #expect(table[0] == ["Severity", "Rule", "Where", "What is wrong"])
    #expect(table[1].prefix(3) == ["error", "plaintext-control-channel", "web 1/applicationHost.config:2:30"])
    #expect(table[2] == ["error", "malformed-xml", "broken.config", "the file is empty"])
    #expect(table[4] == ["warning", "some-rule", "standard input:1:7", "something is wrong (site: FTP)"])
    #expect(rendering.elements == Self.elements)
  }

  private static let elements: Set<String> = [
    "code", "details", "li", "p", "strong", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul",
  ]

  /// No element, no link, and outside code spans nothing of the name: GitHub makes no mention and no reference of it.
  @Test(
    arguments: Hostile.names + [
      "@octocat", "octo/cat#1", "#1", "GH-1", "https://a.example", "www.a.example", "a@b.example", ":tada:", "<!-- x",
      "</details>", "<img src=x onerror=alert(1)>", "![x](https://a.example/x.png)",
      "9F3C51E0A4D27B68C1E5F0924B7AD3618C0E52F7",
      "| a | b |", "``` x", "<b>", "a\n\n# b", ReportFixtures.hostileName,
    ])
  func hostileNamesAreInert(_ name: String) throws {
    func report(_ name: String) -> FileReport {
      let source = SourceFile(path: "\(name)x", bytes: Array("<x/>".utf8))
      var report = ReportFixtures.report(
        on: source,
        [
          ReportFixtures.finding(
            "it is \(quoted: name), \(name: name), \(code: name) or \(foreign: name)", at: ByteRange(1, 2),
            severity: .error,
            notes: ["\(foreign: name)"], help: "\(name: name)", sites: [name, "\(name)2"],
            related: [RelatedLocation(Location(source.path, ByteRange(0, 1)), "\(name: name)")])
        ])
      report.remarks = ["\(foreign: name) is not known"]
      return report
    }
    let hostile = try rendering([report(name)])
    let plain = try rendering([report("harmless")])
    #expect(hostile.elements == Self.elements)
    #expect(hostile.links.isEmpty)
    #expect(hostile.plain == plain.plain)
    #expect(hostile.codes.count == plain.codes.count)
    #expect(hostile.tables.map { $0.map(\.count) } == plain.tables.map { $0.map(\.count) })
  }
}
