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
}
