import TestSupport
import Testing
import Text

/// What `*`, `?` and `**` stand for in the names of sites, values and files.
@Suite(.timeLimited) struct PatternTests {
  @Test(arguments: [
    ("Partner*", "partner exchange", true), ("partner*", "Partner", true), ("*er", "Partner", true),
    ("p?rt", "PART", true), ("p?rt", "prt", false), ("*", "", true), ("", "", true), ("", "a", false),
    ("*a*b*", "xaxbx", true), ("*a*b*", "xbxax", false), ("a**b", "ab", true), ("[ab]", "a", false),
    ("[AB]", "[ab]", true),
    ("Ä*", "ärger", true), ("?", "é", true), ("?", "e\u{301}", true), ("caf\u{E9}", "CAFE\u{301}", true),
    ("a?b", "a\r\nb", true), ("k", "\u{212A}", true), ("z", "[", false), ("@", "`", false),
  ])
  func namesAreMatchedInAnyCase(_ pattern: String, _ name: String, _ isMatch: Bool) {
    #expect(NamePattern(pattern).matches(name) == isMatch)
  }

  /// Plain names are compared by bytes, and others by letters: both give the same, as a letter put before both changes nothing.
  @Test func bothWaysToCompareAgree() {
    let letters = Array("aAbB*?- ")
    var state: UInt64 = 7
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    func word() -> String { String((0..<next(7)).map { _ in letters[next(letters.count)] }) }
    var matches = 0
    for _ in 0..<20_000 {
      let (pattern, name) = (word(), word())
      let isMatch = NamePattern(pattern).matches(name)
      #expect(NamePattern("é" + pattern).matches("É" + name) == isMatch, "\(pattern) \(name)")
      if isMatch { matches += 1 }
      if let literal = NamePattern(pattern).literal { #expect(isMatch == (literal == name.lowercased())) }
    }
    #expect(matches > 500)
  }

  @Test(arguments: [
    ("a.config", "x/y/A.config", true), ("x/*.config", "x/y/a.config", false), ("x/**/a.config", "x/a.config", true),
    ("x/**/a.config", "x/y/z/a.config", true), ("**", "x/y", true), ("./x", "x", true), ("x/?", "x/yz", false),
    ("**/y/**/a", "x/y/z/y/a", true), ("../x/a", "../X/a", true),
  ])
  func pathsAreMatchedFolderByFolder(_ pattern: String, _ path: String, _ isMatch: Bool) {
    #expect(PathPattern(pattern).matches(path) == isMatch)
  }
}
