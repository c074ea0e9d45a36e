import Emit
import TestSupport
import Testing

/// The line of an excerpt and the line below it, without the frame.
@Suite(.timeLimited) struct ExcerptTests {
  private func excerpt(_ text: String, at part: String) -> [String] {
    let lines = ReportFixtures.render([ReportFixtures.report(on: text, at: part)], .text)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return lines[3...4].map { line in
      line.firstIndex(of: "│").map { String(line[line.index(after: $0)...].dropFirst()) } ?? "no frame"
    }
  }

  @Test func theSpanIsUnderlined() {
    #expect(excerpt("<a b=\"c d\" />", at: "c d") == ["<a b=\"c d\" />", "      ^^^"])
  }

  @Test func tabsReachTheNextStop() {
    #expect(excerpt("\t<a\tb=\"c\"/>", at: "c") == ["    <a  b=\"c\"/>", "           ^"])
  }

  @Test func wideAndCombiningCharactersAreAligned() {
    #expect(excerpt("日本 e\u{301} x", at: "x") == ["日本 e\u{301} x", "       ^"])
    #expect(excerpt("<a 日本=\"\"/>", at: "日本") == ["<a 日本=\"\"/>", "   ^^^^"])
    #expect(excerpt("😀 x", at: "x") == ["😀 x", "   ^"])
    #expect(excerpt("가 x", at: "x") == ["가 x", "   ^"])
  }

  @Test func whatCannotBeSeenIsNamed() {
    #expect(excerpt("<a b=\"\u{200E}12\"/>", at: "\u{200E}12") == ["<a b=\"‹U+200E›12\"/>", "      ^^^^^^^^^^"])
    #expect(excerpt("\u{1B}[2J x", at: "x") == ["␛[2J x", "     ^"])
    #expect(excerpt("\u{7F}\u{9B}\u{2028} x", at: "x") == ["␡‹U+009B›‹U+2028› x", "                  ^"])
  }

  @Test func spansOverLinesAreUnderlinedOnTheFirst() {
    #expect(excerpt("<a>\n<b\n  c=\"\"/>\n</a>", at: "<b\n  c=\"\"/>") == ["<b", "^^"])
    #expect(excerpt("<a>\r\n<b\r\n  c=\"\"/>\n</a>", at: "<b\r\n  c=\"\"/>") == ["<b", "^^"])
  }

  @Test func thePlaceBehindTheLastByteIsShown() {
    #expect(excerpt("<a>", at: "nowhere") == ["<a>", "   ^"])
    #expect(excerpt("<a>\n", at: "nowhere") == ["", "^"])
    #expect(excerpt("", at: "nowhere") == ["", "^"])
  }

  @Test func longLinesAreCutAroundTheSpan() {
    let line = String(repeating: "<x/>", count: 50) + "HERE" + String(repeating: "<y/>", count: 50)
    let shown = excerpt(line, at: "HERE")
    #expect(shown[0].count == 100)
    #expect(shown[0].hasPrefix("…") && shown[0].hasSuffix("…"))
    expectUnderlined(shown, "HERE")
    let early = excerpt("<z HERE" + String(repeating: "<y/>", count: 50), at: "HERE")
    #expect(early[0].hasPrefix("<z HERE<y/>") && early[0].hasSuffix("…") && early[0].count <= 100)
    expectUnderlined(early, "HERE")
    let late = excerpt(String(repeating: "<y/>", count: 50) + "HERE", at: "HERE")
    #expect(late[0].hasPrefix("…") && late[0].hasSuffix("HERE") && late[0].count <= 100)
    expectUnderlined(late, "HERE")
  }

  @Test func longSpansAreCutToo() {
    let span = String(repeating: "s", count: 5000)
    let shown = excerpt("<a b=\"\(span)\"/>", at: span)
    #expect(shown[0] == "…" + String(repeating: "s", count: 98) + "…")
    #expect(shown[1] == " " + String(repeating: "^", count: 98))
  }

  @Test func aLineOfOneHundredColumnsIsNotCut() {
    let line = "x" + String(repeating: "y", count: 99)
    #expect(excerpt(line, at: "x") == [line, "^"])
  }

  @Test(arguments: 0..<40) func cutsNeverSplitAWideCharacter(_ shift: Int) {
    let wide = String(repeating: "日", count: 300)
    let shown = excerpt(String(repeating: "a", count: shift) + wide + "HERE" + wide, at: "HERE")
    let columns = shown[0].unicodeScalars.reduce(0) { $0 + ($1 == "日" ? 2 : 1) }
    #expect((97...100).contains(columns))
    let before = shown[0].prefix { $0 != "H" }.unicodeScalars.reduce(0) { $0 + ($1 == "日" ? 2 : 1) }
    #expect(shown[1] == String(repeating: " ", count: before) + "^^^^")
  }

  private func expectUnderlined(_ shown: [String], _ part: String, at place: SourceLocation = #_sourceLocation) {
    let before = shown[0].firstRange(of: part).map { shown[0][..<$0.lowerBound].count } ?? -1
    let carets = String(repeating: "^", count: part.count)
    #expect(shown[1] == String(repeating: " ", count: max(before, 0)) + carets, sourceLocation: place)
  }
}
