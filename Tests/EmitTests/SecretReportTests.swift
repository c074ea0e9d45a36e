import Text
import IISConfiguration
import Linter
import Reachability
import Rules
import TestSupport
import Testing
@testable import Emit

/// No secret is in any report, wherever it stands and whatever the finding points to.
@Suite(.timeLimited) struct SecretReportTests {
  /// Files with a secret for `$`; in `quoted` ones it is escaped as XML asks.
  private static let wellFormed = [
    "<a password=\"$\" b=\"1\"/>", "<a PASSWORD='$'\n b=\"1\"/>", "<a\n password\n =\n \"$\"\n/>",
    "<a adPassword=\"$\n$\"/>",
    "<a encryptedValue=\"$\" />", "<a sessionKey=\"$\n$\" />", "<a b=\"[enc:P:$:enc]\"/>", "<a b=\"Server=s;Pwd=$\"/>",
    "<a b=\"Uid=u;Password=$;\"/>", "<add key=\"password\" value=\"$\"/>", "<add value=\"$\" key=\"password\"/>",
    "<a><password>$</password></a>", "<!-- <a password=\"$\"/> -->",
  ]
  private static let malformed = [
    "<a password=\"$\" b=\"1\">", "<a password='$'", "<a password=\"$", "<a password='$\n<b c=\"1\"/>",
    "<a password=$ b=\"1\"/>",
    "<a password = $\n", "<a b=\"[enc:P:", "<a password=\"$\"$\" b=\"1\"/>", "<a password=\"\"$\"\"/>",
    "<a password=\"$/>\n<b/>",
    "<a><password>$", "<a b=\"pwd=$", "<a sessionKey=$ b=\"1\"/>",
  ]

  @Test(arguments: 0..<15) func wellFormedFilesKeepTheirSecrets(_ seed: Int) {
    var random = Generator(seed)
    let between = [
      " ", ";", ",", ">", "&apos;", "&quot;", "&amp;", "&lt;", "/", "é", "日", "\t", ":", "%", "&#10;", ".",
    ]
    for template in Self.wellFormed { expectSilence(template, between, &random) }
  }

  @Test(arguments: 0..<15) func malformedFilesKeepTheirSecrets(_ seed: Int) {
    var random = Generator(seed)
    let between = [" ", ";", ",", ">", "\"", "'", "&", "<", "/", "é", "日", "\u{1B}", "\u{202E}", ":", "%"]
    for template in Self.malformed { expectSilence(template, between, &random) }
  }

  private func expectSilence(_ template: String, _ between: [String], _ random: inout Generator) {
    // Words of a kind that nothing else in a report is made of.
    let words = (0..<4).map { _ in
      String((0..<6).map { _ in "QXZJKVWY".randomElement(using: &random) ?? "Q" })
    }
    let secret = words.dropFirst().reduce(words[0]) { $0 + (between.randomElement(using: &random) ?? "") + $1 }
    let text = "<configuration>\n" + template.replacing("$", with: secret) + "\n</configuration>\n"
    let source = SourceFile(path: "a.config", bytes: Array(text.utf8))
    var findings = (0..<8).map { _ in
      let start = Int.random(in: 0...text.utf8.count, using: &random)
      let end = Int.random(in: start...text.utf8.count, using: &random)
      return ReportFixtures.finding(
        "a value is \(quoted: template.replacing("$", with: secret))", at: ByteRange(start, end))
    }
    for word in words { findings.append(ReportFixtures.finding(at: source.range(of: word))) }
    findings.append(
      ReportFixtures.finding(
        at: source.range(of: secret), notes: ["\(foreign: "pwd=\(secret)")"], help: "\(name: "password=\(secret)")"))
    let real = Lint(rules: Rule.all, deployment: DeploymentOptions()).run(source)
    for format in ReportFormat.allCases {
      let output = ReportFixtures.render([ReportFixtures.report(on: source, findings), real], format)
      for word in words where output.contains(word) {
        Issue.record(
          "\(format) shows \(word) of \(text): \(output.split(separator: "\n").filter { $0.contains(word) })")
      }
    }
  }

  @Test func masksAreAsWideAsWhatTheyHide() {
    let text = ReportFixtures.render(
      [ReportFixtures.report(on: "<a password=\"日é\te\u{301}\" b=\"1\"/>", at: "1")], .text)
    #expect(
      text.contains("1 │ <a password=\"••••••••\" b=\"1\"/>\n  │ \(String(repeating: " ", count: 26))^\n"), "\(text)")
  }

  @Test func aSecretMayBeginLinesBefore() {
    let text = ReportFixtures.render(
      [ReportFixtures.report(on: "<a password=\"x\n\n hunter2\n\" b=\"1\"/>", at: "hunter2")], .text)
    #expect(text.contains("3 │ ••••••••\n  │  ^^^^^^^\n"), "\(text)")
  }
}

/// A small generator of random numbers that gives the same ones each time (SplitMix64).
private struct Generator: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: Int) {
    state = UInt64(seed)
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
