import IISConfiguration
import TestSupport
import Testing

@Suite(.timeLimited) struct QuotingTests {
  @Test(arguments: [
    ("*:21:", "\"*:21:\""), ("", "\"\""), ("配布 😀", "\"配布 😀\""), ("a\nb\u{1B}[2J", "\"a\\u{A}b\\u{1B}[2J\""),
    ("\u{200E}00", "\"\\u{200E}00\""), ("a\u{202E}b\u{2028}", "\"a\\u{202E}b\\u{2028}\""), ("\r\n", "\"\\u{D}\\u{A}\""),
  ]) func whatDoesNotPrintIsShown(_ text: String, _ shown: String) {
    #expect(quoted(text) == shown)
  }

  @Test func longValuesAreCut() {
    let sixty = String(repeating: "字", count: 60)
    #expect(quoted(sixty) == "\"\(sixty)\"")
    #expect(quoted(sixty + "x") == "\"\(sixty)…\"")
    let stacked = "a" + String(repeating: "\u{301}", count: 5000)
    #expect(quoted(stacked).unicodeScalars.count < 20)
  }
}
