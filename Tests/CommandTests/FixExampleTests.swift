import Emit
import Foundation
import IISConfiguration
import Linter
import Rules
import TestSupport
import Testing

/// Every fix of every rule's examples, and of the samples: what it makes is read by a person, by this program and by another.
@Suite(.timeLimited) struct FixExampleTests {
  static let samples = [
    "azure-environment", "azure-ftps", "first-attempt", "private-placeholder", "shared-host",
  ]

  private static func bytes(of sample: String) throws -> [UInt8] {
    let path = Project.root.appendingPathComponent("samples/\(sample)/applicationHost.config")
    return Array(try Data(contentsOf: path))
  }

  /// The rules that can mend what they find, in the order of the catalogue.
  @Test func rulesMendWhatTheCatalogueSays() {
    #expect(
      Rule.all.filter { !$0.fixedExamples.isEmpty }.map(\.id) == [
        "unusual-xml-declaration", "unknown-element", "unknown-attribute", "invalid-value", "unusual-spelling",
        "passive-range-unset", "passive-range-invalid", "passive-range-too-small", "passive-range-too-wide",
        "passive-range-in-dynamic-ports", "passive-range-contains-control-port",
        "passive-range-contains-known-service", "external-address-missing", "external-address-invalid",
        "external-address-unroutable", "external-address-private", "external-address-stale",
        "certificate-hash-invalid", "plaintext-control-channel", "plaintext-data-channel",
        "credentials-only-encryption", "unlimited-logon-attempts", "address-check-disabled", "logging-disabled",
      ])
  }

  @Test(arguments: Rule.all) func fixesLookAsRecorded(_ rule: Rule) throws {
    let diffs = rule.fixedExamples.map { example, result in
      "# \(example.caption ?? "an example")\n" + result.fixed.mended.map { "# \($0.fix.title)\n" }.joined()
        + String(decoding: UnifiedDiff(result.fixed, forTerminal: true).bytes, as: UTF8.self)
    }
    guard !diffs.isEmpty else { return }
    try expectGolden(diffs.joined(separator: "\n"), "Fix/\(rule.id).diff")
  }

  @Test(arguments: samples) func samplesLookAsRecorded(_ sample: String) throws {
    let fixed = FixedExample(try Self.bytes(of: sample)).fixed
    try expectGolden(String(decoding: fixed.bytes, as: UTF8.self), "Fix/\(sample).fixed")
  }

  @Test(arguments: Rule.all) func pagesSayHowToMend(_ rule: Rule) {
    guard let fixed = rule.fixedExamples.first?.result.fixed else { return }
    let page = RulePage(rule, fixed: fixed)
    let prose = page.text.split(separator: "\n").filter { !$0.hasPrefix("    ") }
    #expect(prose.allSatisfy { $0.count <= 100 || !$0.contains(" ") } && !prose.contains { $0.contains("`") })
    let isOfSettings = fixed.mended.allSatisfy { $0.fix.change != nil }
    for way in ["in IIS Manager", "with appcmd:", "in PowerShell:"] {
      #expect(page.text.contains(way) == isOfSettings && page.markdown.contains(way) == isOfSettings, "\(way)")
    }
    #expect(page.text.contains("To mend a copy of the file, ftpsgate fix --select \(rule.id)"))
    #expect(page.markdown.contains("To mend a copy of the file, `ftpsgate fix --select \(rule.id)"))
    #expect(page.text.contains("No command makes this change") != isOfSettings)
  }

  private static func all() throws -> [(name: String, result: FixedExample)] {
    let examples = Rule.all.flatMap { rule in
      rule.fixedExamples.map { (name: "\(rule.id), line \($0.example.line)", result: $0.result) }
    }
    return try examples + samples.map { (name: $0, result: FixedExample(try bytes(of: $0))) }
  }

  @Test func whatIsMendedIsGoneAndNothingIsWorse() throws {
    for (name, result) in try Self.all() {
      let fixed = result.fixed
      #expect(fixed.after.wasRead && !fixed.mended.isEmpty)
      for mended in fixed.mended {
        let same = { (finding: Finding) in
          finding.rule == mended.finding.rule && finding.sites == mended.finding.sites
            && finding.message == mended.finding.message
        }
        #expect(fixed.after.findings.count(where: same) < max(fixed.before.findings.count(where: same), 1), "\(name)")
      }
      let worst = { (report: FileReport) in report.findings.map(\.severity).max() ?? .note }
      #expect(worst(fixed.after) <= worst(fixed.before), "\(name)")
      #expect(fixed.after.findings.count <= fixed.before.findings.count, "\(name)")
    }
  }

  @Test func twiceIsOnce() throws {
    for (name, result) in try Self.all() {
      #expect(!result.again.isChanged && result.again.bytes == result.fixed.bytes, "\(name)")
    }
  }

  /// Taken apart by hand: the bytes between the edits are those of the file.
  @Test func allOtherBytesAreTheSame() throws {
    for (name, result) in try Self.all() {
      let fixed = result.fixed
      var old = fixed.file.bytes[...]
      var new = fixed.bytes[...]
      var position = -fixed.file.byteOrderMark.count
      for edit in fixed.edits.edits {
        let kept = edit.range.start - position
        #expect(old.prefix(kept) == new.prefix(kept), "\(name)")
        #expect(new.dropFirst(kept).starts(with: edit.replacement), "\(name)")
        old = old.dropFirst(kept + edit.range.end - edit.range.start)
        new = new.dropFirst(kept + edit.replacement.count)
        position = edit.range.end
      }
      #expect(old == new, "\(name)")
    }
  }
}

/// Python's own reader of XML finds the new values, and nothing else changed.
@Suite(.timeLimited, .needsCheckers) struct FixReadBackTests {
  private struct Case: Encodable {
    struct Change: Encodable {
      let level: String
      let site: String?
      let path: String
      let values: [String: String]
    }

    let name: String
    let before: [UInt8]
    let after: [UInt8]
    /// What fixes of settings have set; nothing where a fix is of a name.
    let changes: [Change]
    let isOfSettingsOnly: Bool
  }

  private func encoded(_ name: String, _ fixed: FixedFile) -> Case {
    let changes = fixed.mended.compactMap(\.fix.change).map { change in
      let (level, site): (String, String?) =
        switch change.level {
        case .site(let index, _): ("site", String(index))
        case .siteDefaults: ("siteDefaults", nil)
        case .server: ("server", nil)
        }
      return Case.Change(
        level: level, site: site, path: change.path,
        values: Dictionary(change.values.map { ($0.name, $0.text) }) { $1 })
    }
    return Case(
      name: name, before: fixed.file.bytes, after: fixed.bytes, changes: changes,
      isOfSettingsOnly: fixed.mended.allSatisfy { $0.fix.change != nil })
  }

  private func check(_ cases: [Case]) throws -> ProgramRun {
    let folder = try ScratchFolder()
    let file = try folder.write("cases.json", try JSONEncoder().encode(cases))
    let script = Project.root.appendingPathComponent("Tests/Checkers/check_fixes.py")
    return try run(try #require(Project.checkers), [script.path, file])
  }

  private func cases() -> [Case] {
    Rule.all.flatMap { rule in
      rule.fixedExamples.flatMap { example, result in
        let name = "\(rule.id), line \(example.line)"
        // What a file in UTF-8 becomes, and the same file in UTF-16.
        let text = String(decoding: result.fixed.file.bytes, as: UTF8.self)
        guard !text.contains("<?xml") else { return [encoded(name, result.fixed)] }
        let wide: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        return [
          encoded(name, result.fixed), encoded("\(name) in UTF-16", FixedExample(wide, like: example, of: rule).fixed),
        ]
      }
    }
  }

  @Test func anotherReaderFindsTheNewValuesAndNothingElse() throws {
    let cases = cases()
    #expect(cases.count > 60 && cases.count { !$0.changes.isEmpty } > 40)
    let run = try check(cases)
    #expect(run.status == 0 && run.output == "\(cases.count) checked\n", "\(run.output)\(run.errors)")
  }

  @Test func theReaderSeesWhatIsWrong() throws {
    let text = Array(
      "<configuration><system.ftpServer><firewallSupport a=\"1\"/></system.ftpServer></configuration>".utf8)
    let other = Array(
      "<configuration><system.ftpServer><firewallSupport a=\"2\"/></system.ftpServer></configuration>".utf8)
    let change = Case.Change(level: "server", site: nil, path: "system.ftpServer/firewallSupport", values: ["a": "2"])
    let run = { (after: [UInt8], changes: [Case.Change]) in
      try check([Case(name: "x", before: text, after: after, changes: changes, isOfSettingsOnly: true)]).status
    }
    #expect(try run(other, [change]) == 0)
    #expect(try run(text, [change]) != 0, "the value is not there")
    #expect(try run(other, []) != 0, "a value that nobody set")
    #expect(try run(Array(other.dropLast()), [change]) != 0, "no XML")
  }
}
