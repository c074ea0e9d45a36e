import TestSupport
import Testing
@testable import Emit

@Suite(.timeLimited) struct MarkdownTextTests {
  @Test(arguments: [
    ("Default FTP Site", "`Default FTP Site`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("a``b`c", "```a``b`c```"),
    ("```", "```` ``` ````"), (" a", "`  a `"), ("a ", "` a  `"), ("", "`\"\"`"), ("  ", "`\"  \"`"),
    ("a|b", "`a\\u{7C}b`"), ("a|\u{301}b", "`a\\u{7C}\u{301}b`"), ("a`\u{301}b", "``a`\u{301}b``"),
    ("<script>", "`<script>`"), ("[x](javascript:alert(1))", "`[x](javascript:alert(1))`"),
    ("a\nb", "`a\\u{A}b`"), ("a\r\nb", "`a\\u{D}\\u{A}b`"), ("\u{202E}cba", "`\\u{202E}cba`"),
    ("a\\", "`a\\`"), ("川俣", "`川俣`"), ("www.example.com @user #1", "`www.example.com @user #1`"),
    ("\u{0}", "`\\u{0}`"), ("a\u{2028}b", "`a\\u{2028}b`"),
  ])
  func keepsATextInItsSpan(_ text: String, _ expected: String) {
    #expect(MarkdownText.code(text) == expected)
  }

  /// GitHub Flavored Markdown, section 6.9: addresses that stand bare become links, those of mail even when escaped.
  @Test(arguments: [
    ("www.example.com", "www\\.example.com"), ("http://example.com", "http\\://example.com"),
    ("a@example.com", "`a@example.com`"), ("see mailto:a@example.com", "`see mailto:a@example.com`"),
    ("plain", "plain"),
  ])
  func makesNoLinkOfForeignWords(_ text: String, _ expected: String) {
    #expect(MarkdownText.foreign(text) == expected)
  }

  @Test func cutsLongTexts() {
    #expect(MarkdownText.code(String(repeating: "a", count: 1000)).count == 63)
  }

  @Test func countsManyTexts() {
    #expect(MarkdownText.codes(["a", "b"]) == "`a` and `b`")
    #expect(MarkdownText.codes((1...12).map(String.init)).hasSuffix("`10` and 2 more"))
  }

  @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (16386, "16,386"), (1_234_567, "1,234,567")])
  func groupsThousands(_ number: Int, _ text: String) {
    #expect(number.grouped == text)
  }
}
