import IISConfiguration
import Linter
import Reachability
import Synchronization
import TestSupport
import Testing
import Text

/// Which fixes are taken, and that none does harm.
@Suite(.timeLimited) struct FixRunTests {
  /// What the rules below read of a site: the text of its external address.
  private static func rule(
    _ id: String, _ severity: Severity = .error, finds: String, writes: String?, _ safety: Fix.Safety = .safe
  ) -> Rule {
    Rule(
      id: id, topic: .access, severity: severity, summary: "", rationale: "", examples: [],
      check: .site { site, context in
        guard site.externalAddress.value.text == finds, let range = site.externalAddress.range else { return }
        context.report(
          "it says \(quoted: finds)", at: range,
          fix: writes.map { context.replacement(at: range, $0, "write \(quoted: $0)", safety) })
      })
  }

  private func fixed(
    _ values: [String], _ rules: [Rule], _ change: (inout FixChoice) -> Void = { _ in }
  ) -> (text: [String], file: FixedFile) {
    let sites = values.enumerated().map { number, value in
      site("S\(number)", id: number + 1, "<ftpServer><firewallSupport externalIp4Address=\"\(value)\" /></ftpServer>")
    }
    var choice = FixChoice()
    change(&choice)
    let run = FixRun(Lint(rules: rules, deployment: DeploymentOptions()), rules: rules, choice)
    let bytes = Array(file(sites: sites.joined(separator: "\n")).utf8)
    let fixed = run.fix(EditableFile(path: "a.config", bytes: bytes))
    let text = String(decoding: fixed.bytes, as: UTF8.self).matches(of: /externalIp4Address="([^"]*)"/)
    return (text.map { String($0.output.1) }, fixed)
  }

  @Test func safeFixesAreTakenAndOthersAreNamed() {
    let rules = [
      Self.rule("safe", finds: "a", writes: "b"), Self.rule("unsafe", finds: "c", writes: "d", .unsafe),
      Self.rule("without", finds: "e", writes: nil),
    ]
    let (text, file) = fixed(["a", "c", "e", "a"], rules)
    #expect(text == ["b", "c", "e", "b"])
    #expect(file.mended.map(\.finding.sites) == [["S0"], ["S3"]])
    #expect(file.unmended.map(\.reason) == [.isUnsafe, .noFix])
    #expect(fixed(["a", "c", "e"], rules) { $0.allowsUnsafe = true }.text == ["b", "d", "e"])
  }

  @Test func whatMendingUncoversIsMendedToo() {
    let rules = [Self.rule("first", finds: "a", writes: "b"), Self.rule("first", finds: "b", writes: "c")]
    // The rule's id is the same, so that the second finding is none that was not there before: it is the first one's place.
    #expect(fixed(["a"], rules).text == ["a"] && fixed(["a"], rules).file.unmended.map(\.reason) == [.doesNotMend])
    let chain = [
      Self.rule("one", finds: "a", writes: "b"), Self.rule("two", finds: "b", writes: "c"),
      Self.rule("three", finds: "c", writes: "d"),
    ]
    #expect(fixed(["x", "a", "b", "a"], chain).text == ["x", "d", "d", "d"])
    #expect(fixed(["a"], chain).file.mended.map(\.finding.rule) == ["one", "two", "three"])
    let dead = [chain[0], chain[1], Self.rule("three", finds: "c", writes: nil)]
    let (text, file) = fixed(["a", "c"], dead)
    #expect(text == ["a", "c"], "what it uncovers in the end cannot be mended")
    #expect(file.unmended.map(\.reason) == [.brings(rule: "two", severity: .error), .noFix])
  }

  /// The one that spoils it is left out, wherever it stands, and the others are taken.
  @Test(arguments: 0..<9) func aFixThatBringsAnotherFindingIsLeftOut(_ bad: Int) {
    let rules = [
      Self.rule("good", finds: "a", writes: "b"), Self.rule("bad", finds: "x", writes: "y"),
      Self.rule("worse", .note, finds: "y", writes: nil),
    ]
    let values = (0..<9).map { $0 == bad ? "x" : "a" }
    let (text, file) = fixed(values, rules)
    #expect(text == values.map { $0 == "x" ? "x" : "b" })
    #expect(file.unmended.map(\.reason) == [.brings(rule: "worse", severity: .note)])
  }

  /// A run that counts how often the file is held against the rules.
  private func trials(_ values: [String], _ rules: [Rule]) -> (count: Int, file: FixedFile) {
    let sites = values.enumerated().map { number, value in
      site("S\(number)", id: number + 1, "<ftpServer><firewallSupport externalIp4Address=\"\(value)\" /></ftpServer>")
    }
    let count = Mutex(0)
    let lint = Lint(rules: rules, deployment: DeploymentOptions())
    let run = FixRun(rules: rules, FixChoice()) { source in
      count.withLock { $0 += 1 }
      return lint.run(source)
    }
    let file = run.fix(EditableFile(path: "a.config", bytes: Array(file(sites: sites.joined(separator: "\n")).utf8)))
    return (count.withLock { $0 }, file)
  }

  /// What a trial says of sites parts the fixes that spoil it from the others at once.
  @Test func aFewHarmfulFixesAreFoundWithFewTrials() {
    let rules = [
      Self.rule("good", finds: "a", writes: "b"), Self.rule("bad", finds: "x", writes: "y"),
      Self.rule("worse", finds: "y", writes: nil), Self.rule("still", finds: "s", writes: "s"),
    ]
    let values = (0..<400).map { $0 % 100 == 7 ? "x" : $0 % 100 == 50 ? "s" : "a" }
    let (count, file) = trials(values, rules)
    #expect(file.mended.count == 392 && file.unmended.count == 8)
    #expect(count < 40, "\(count)")
  }

  /// Where all of them do harm the file is not tried for each of them, and what is not tried is said.
  @Test func trialsOfALargeFileAreBounded() {
    let rules = [Self.rule("bad", finds: "x", writes: "y"), Self.rule("worse", finds: "y", writes: nil)]
    let padding = String(repeating: "z", count: 20_000)
    let (count, file) = trials((0..<500).map { $0 < 400 ? "x" : padding }, rules)
    // It is read once before the trials, of which 256 MiB are read.
    #expect(count - 1 <= (256 << 20) / file.bytes.count && count > 100, "\(count)")
    #expect(!file.isChanged && file.unmended.count == 400 && file.unmended.contains { $0.reason == .notTried })
    #expect(file.unmended.contains { $0.reason == .brings(rule: "worse", severity: .error) })
  }

  @Test func aFixThatBreaksTheFileIsLeftOut() {
    let rules = [Self.rule("good", finds: "a", writes: "b"), Self.rule("bad", finds: "x", writes: "\"<")]
    let (text, file) = fixed(["a", "x"], rules)
    #expect(text == ["b", "x"] && file.unmended.map(\.reason) == [.breaksFile])
  }

  @Test func aFindingMayNotBecomeWorse() {
    let rule = Rule(
      id: "level", topic: .access, severity: .error, summary: "", rationale: "", examples: [],
      check: .site { site, context in
        let text = site.externalAddress.value.text
        let severity: Severity? = ["a": .note, "b": .error][text]
        guard let severity else { return }
        context.report("it says something", at: site.externalAddress.range, severity: severity)
      })
    let (text, file) = fixed(["a"], [Self.rule("good", finds: "a", writes: "b"), rule])
    #expect(text == ["a"] && file.unmended.map(\.reason).contains(.brings(rule: "level", severity: .error)))
    #expect(fixed(["b"], [Self.rule("good", finds: "b", writes: "a"), rule]).text == ["a"])
  }

  @Test func twoFixesOfOnePlaceAreNotBothTaken() {
    let rules = [Self.rule("one", finds: "a", writes: "b"), Self.rule("two", finds: "a", writes: "c")]
    let (text, file) = fixed(["a"], rules)
    #expect(text == ["b"] && file.unmended.isEmpty, "the first in the catalogue is, and the other has nothing to find")
  }

  @Test func onlyWhatIsAskedForIsMended() {
    let rules = [Self.rule("one", finds: "a", writes: "b"), Self.rule("two", finds: "x", writes: "y")]
    #expect(fixed(["a", "x"], rules) { $0.rules = ["two"] }.text == ["a", "y"])
    #expect(fixed(["a", "a"], rules) { $0.sites = ["s1"] }.text == ["a", "b"])
  }

  @Test func aValueThatOtherSitesInheritIsNotChangedForOne() {
    let rule = Self.rule("one", finds: "a", writes: "b")
    let text = file(
      sites: site("A") + site("B", id: 2)
        + "<siteDefaults><ftpServer><firewallSupport externalIp4Address=\"a\" /></ftpServer></siteDefaults>")
    var choice = FixChoice()
    choice.sites = ["B"]
    let lint = Lint(rules: [rule], deployment: DeploymentOptions())
    let editable = EditableFile(path: "a.config", bytes: Array(text.utf8))
    let some = FixRun(lint, rules: [rule], choice).fix(editable)
    #expect(!some.isChanged && some.unmended.map(\.reason) == [.changesOtherSite("A")])
    choice.sites = ["B", "A"]
    #expect(FixRun(lint, rules: [rule], choice).fix(editable).isChanged)
  }

  @Test func aFileThatCannotBeReadIsLeftAlone() {
    let fixed = FixRun(Lint(rules: [], deployment: DeploymentOptions()), rules: [], FixChoice())
      .fix(EditableFile(path: "a.config", bytes: Array("<a>".utf8)))
    #expect(!fixed.isChanged && !fixed.before.wasRead && fixed.bytes == Array("<a>".utf8))
  }
}
