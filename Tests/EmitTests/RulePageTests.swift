import Linter
import Rules
import TestSupport
import Testing
@testable import Emit

@Suite(.timeLimited) struct RulePageTests {
  @Test(arguments: Rule.all) func pagesAreReadableInATerminal(_ rule: Rule) {
    let page = RulePage(rule).text
    let prose = page.split(separator: "\n").filter { !$0.hasPrefix("    ") }
    #expect(prose.allSatisfy { $0.count <= 100 || !$0.contains(" ") }, "lines of at most 100 columns")
    #expect(!prose.contains { $0.contains("](") }, "addresses instead of Markdown links")
    #expect(!prose.contains { $0.contains("`") }, "code without its marks")
    #expect(page.hasSuffix("\n"))
  }

  @Test func linesBreakBetweenWordsByWidth() {
    #expect(wrapped("a b") == "a b")
    #expect(wrapped("") == "")
    let word = String(repeating: "x", count: 120)
    #expect(wrapped("a \(word) b") == "a\n\(word)\nb")
    let wide = String(repeating: "表", count: 30)
    #expect(wrapped("\(wide) \(wide)") == "\(wide)\n\(wide)")
  }
}
