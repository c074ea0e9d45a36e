import IISConfiguration
import TestSupport
import Testing
import Text

@Suite(.timeLimited) struct NameTests {
  @Test(arguments: [
    ("SSL", "ssl"), ("sll", "ssl"), ("externalIP4Address", "externalIp4Address"), ("firewallSuport", "firewallSupport"),
    ("externalIpAddress", "externalIp4Address"), ("lowDataPort", nil), ("", nil), ("sites", nil), ("☃", nil),
  ]) func suggestsOnlyWhatIsNear(_ name: String, _ expected: String?) {
    #expect(nearestName(to: name, among: ["firewallSupport", "ssl", "externalIp4Address"]) == expected)
  }

  @Test func theNearestWinsAndTheFirstOfEquals() {
    #expect(nearestName(to: "user", among: ["roles", "users"]) == "users")
    #expect(nearestName(to: "ab", among: ["aa", "bb"]) == "aa")
    #expect(nearestName(to: "abcd", among: ["acbd", "abxx"]) == "acbd", "swapped letters count once")
    #expect(nearestName(to: "abcdefghi", among: ["abcdefxyz"]) == "abcdefxyz", "a third of the letters")
    #expect(nearestName(to: "abcdef", among: ["abcxyz"]) == nil, "half of the letters")
    #expect(nearestName(to: "x", among: []) == nil)
    #expect(nearestName(to: String(repeating: "x", count: 100_000), among: ["ssl"]) == nil)
  }

  @Test func caseDoesNotCount() {
    #expect(CaselessName("Default FTP Site") == CaselessName("DEFAULT ftp site"))
    #expect(CaselessName("Dépôt") == CaselessName("DÉPÔT"))
    #expect(CaselessName("a@b") != CaselessName("a`b"), "only letters fold")
    #expect(CaselessName("site 1") != CaselessName("site 10"))
    #expect(Set(["A", "a", "b", "longer than a word", "LONGER THAN A WORD", ""].map(CaselessName.init)).count == 4)
  }

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
