import Foundation
import Testing
import TestSupport

/// Notes as GitHub's own Markdown renderer reads them.
@Suite(.timeLimited, .needsCheckers)
struct NotesRenderingTests {
  /// What the renderer found.
  private struct Rendering: Decodable {
    let tables: [[[String]]]
    let headings: [String]
    let codes: [String]
    let links: [String?]
    let elements: Set<String>
  }

  private func rendering(_ markdown: String) throws -> Rendering {
    let python = try #require(Project.checkers)
    let script = Project.root.appendingPathComponent("Tests/Checkers/render_markdown.py")
    let result = try run(python, [script.path], input: Data(markdown.utf8))
    try #require(result.status == 0, "\(result.errors)")
    return try JSONDecoder().decode(Rendering.self, from: Data(result.output.utf8))
  }

  @Test(arguments: [NotesExamples.azure, NotesExamples.placeholder, NotesExamples.bound])
  func haveWholeTables(_ sites: String) throws {
    let rendering = try rendering(NotesExamples.notes(sites))
    #expect(rendering.tables.count == 4)
    for table in rendering.tables {
      #expect(table.count > 1)
      #expect(Set(table.map(\.count)).count == 1)
      #expect(table.joined().allSatisfy { !$0.isEmpty && !$0.contains("*fails*") })
    }
    #expect(
      rendering.elements == [
        "a", "code", "h1", "h2", "h3", "li", "p", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
      ])
    #expect(rendering.links.allSatisfy { $0?.hasPrefix("https://learn.microsoft.com/") ?? false })
  }

  @Test func saySecurityRules() throws {
    let table = try #require(try rendering(NotesExamples.notes(NotesExamples.bound)).tables.first)
    let cells = table.dropFirst().map { Array($0.dropLast()) }
    #expect(
      Array(cells) == [
        ["300", "ftpsgate-1-1.in-tcp-10.0.0.4", "Inbound", "Any", "Any", "10.0.0.4", "21, 990, 50000-50100"],
        [
          "310", "ftpsgate-1-1.in-tcp-2001-db8-0-0-0-0-0-4", "Inbound", "Any", "Any", "2001:db8::4", "21, 50000-50100",
        ],
        ["300", "ftpsgate-1-1.out-tcp-10.0.0.4", "Outbound", "10.0.0.4", "20, 989", "Any", "Any"],
        ["310", "ftpsgate-1-1.out-tcp-2001-db8-0-0-0-0-0-4", "Outbound", "2001:db8::4", "20", "Any", "Any"],
      ])
  }

  @Test(arguments: [
    "&lt;script&gt;alert(1)&lt;/script&gt;", "[x](javascript:alert(1))", "![x](http://a.example/)", "a|b|c", "`a`|`b`",
    "```", "a&#10;&#10;# b", "**b** _c_ ~~d~~ www.example.com me@example.com https://a.example", "&amp;lt;b&amp;gt;",
    "\\", "\\`", "a\u{202E}b", "|\u{301}", "`\u{301}", "- [ ] x", "&lt;!-- ", "&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;",
  ])
  func takeNoMarkupFromNames(_ name: String) throws {
    let plain = try rendering(NotesExamples.notes(NotesExamples.azure))
    let host = name.replacing("&#10;", with: "").filter { $0 != ":" && !$0.isWhitespace }
    let site = NotesExamples.site(
      name, ["*:21:\(host)", "*:990:"], address: "104.41.173.83", certificate: true)
    let invalid = NotesExamples.site("B", ["*:21:b"], address: name, certificate: true)
    let hostile = try rendering(NotesExamples.notes(site + invalid, inputName: name))
    #expect(hostile.elements == plain.elements)
    #expect(hostile.links == plain.links)
    #expect(hostile.headings == plain.headings)
    #expect(hostile.tables.map { $0.map(\.count) }.first == plain.tables.map { $0.map(\.count) }.first)
    #expect(hostile.tables[1].map(\.count) == [4, 4, 4])
    #expect(hostile.codes.count >= plain.codes.count)
  }
}
