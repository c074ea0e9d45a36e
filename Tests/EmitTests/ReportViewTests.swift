import Foundation
import IISConfiguration
import TestSupport
import Testing
import Text
@testable import Emit
@testable import Linter

/// What of the findings is shown, in which order, and how wide.
@Suite(.timeLimited) struct ReportViewTests {
  private func view(_ change: (inout ReportView) -> Void) -> ReportView {
    var view = ReportView()
    change(&view)
    return view
  }

  private func rules(_ text: String) -> [String] {
    text.matches(of: /(?m)(error|warning|note)\[([a-z-]+)\]/).map { String($0.output.2) }
  }

  @Test func findingsBelowTheLeastSeverityAreCountedOnly() {
    let errors = ReportFixtures.render([ReportFixtures.report], .text, view: view { $0.minimum = .error })
    #expect(rules(errors) == ["external-address-stale", "plaintext-control-channel", "cleartext-password"])
    #expect(errors.hasSuffix("\n\n3 errors in 1 file (2 FTP sites); not shown: 1 warning, 2 notes\n"))
    let warnings = ReportFixtures.render([ReportFixtures.report], .text, view: view { $0.minimum = .warning })
    #expect(warnings.hasSuffix("\n\n3 errors, 1 warning in 1 file (2 FTP sites); not shown: 2 notes\n"))
    let note = ReportFixtures.report(
      on: SourceFile(path: "a", bytes: []), [ReportFixtures.finding(at: nil, severity: .note)])
    #expect(
      ReportFixtures.render([note], .text, view: view { $0.minimum = .error })
        == "no findings shown in 1 file (1 FTP site); not shown: 1 note\n")
    #expect(
      ReportFixtures.render([note], .gitlab, view: view { $0.minimum = .error }) == "[]\n")
  }

  @Test func errorsComeFirstWithinAFile() {
    let sorted = ReportFixtures.render(ReportFixtures.sample, .concise, view: view { $0.order = .severity })
    #expect(
      rules(sorted) == [
        "plaintext-control-channel", "passive-range-unset", "custom-control-port", "some-rule", "malformed-xml",
      ])
    #expect(
      rules(ReportFixtures.render(ReportFixtures.sample, .concise)) == [
        "passive-range-unset", "custom-control-port", "plaintext-control-channel", "some-rule", "malformed-xml",
      ])
  }

  /// An id names the same finding, whatever is shown beside it.
  @Test func idsDoNotDependOnTheOrder() throws {
    func ids(_ view: ReportView) throws -> [String: String] {
      let text = ReportFixtures.render([ReportFixtures.report], .json, view: view)
      let root = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      let findings = try #require(root?["findings"] as? [[String: Any]])
      return Dictionary(
        uniqueKeysWithValues: try findings.map {
          (try #require($0["rule"] as? String), try #require($0["id"] as? String))
        })
    }
    let all = try ids(ReportView())
    #expect(all.count == 6)
    #expect(try ids(view { $0.order = .severity }) == all)
    let some = try ids(view { $0.minimum = .warning })
    #expect(some.count == 4 && some.allSatisfy { all[$0] == $1 })
  }

  @Test func statisticsCountRulesErrorsFirst() {
    let reports = ReportFixtures.sample + (0..<10).map { ReportFixtures.report(on: "<x/>", at: "x", path: "\($0)") }
    let table = """
       1  error    malformed-xml
       1  error    plaintext-control-channel
      11  warning  some-rule
       1  warning  passive-range-unset
       1  note     custom-control-port

      """
    let counting = view { $0.countsRules = true }
    let text = ReportFixtures.render(reports, .text, view: counting)
    #expect(text.hasSuffix("\n\n\(table)\n2 errors, 12 warnings, 1 note in 13 files (12 FTP sites)\n"))
    #expect(ReportFixtures.render(reports, .text, view: counting, isQuiet: true).hasSuffix("\n\n\(table)"))
    #expect(ReportFixtures.render(reports, .concise, view: counting).hasSuffix("(FTP)\n\(table)"))
    #expect(
      ReportFixtures.render(reports, .markdown, view: counting).hasSuffix(
        """


        | Findings | Severity | Rule |
        | --- | --- | --- |
        | 1 | error | `malformed-xml` |
        | 1 | error | `plaintext-control-channel` |
        | 11 | warning | `some-rule` |
        | 1 | warning | `passive-range-unset` |
        | 1 | note | `custom-control-port` |

        """))
    #expect(ReportFixtures.render([], .text, view: counting) == "no findings in 0 files (0 FTP sites)\n")
    #expect(ReportFormat.allCases.filter(\.hasStatistics) == [.text, .concise, .markdown])
  }

  @Test func aQuietReportHasNoSummary() {
    let loud = ReportFixtures.render([ReportFixtures.report], .text)
    let quiet = ReportFixtures.render([ReportFixtures.report], .text, isQuiet: true)
    #expect(loud == quiet + "3 errors, 1 warning, 2 notes in 1 file (2 FTP sites)\n")
    #expect(ReportFixtures.render([], .text, isQuiet: true).isEmpty)
  }

  /// On a terminal nothing is longer than it is wide, and the caret stands under its value.
  @Test(arguments: 80...120) func linesFitTheTerminal(_ width: Int) throws {
    let line = "<x " + (0..<60).map { "attribute\($0)=\"\($0)\"" }.joined(separator: " ") + "/>"
    for value in ["\"0\"", "\"30\"", "\"59\""] {
      let source = SourceFile(path: "a.config", bytes: Array((String(repeating: "\n", count: 12_000) + line).utf8))
      let report = ReportFixtures.report(
        on: source,
        [
          ReportFixtures.finding(
            at: source.range(of: value),
            notes: ["\(code: Array(repeating: "words", count: 60).joined(separator: " "))"],
            help: "\(code: Array(repeating: "more", count: 60).joined(separator: " "))",
            related: [RelatedLocation(Location("a.config", ByteRange(0, 1)), "the beginning")])
        ])
      let lines = ReportFixtures.render([report], .text, width: width).split(separator: "\n").map(String.init)
      #expect(lines.allSatisfy { $0.count <= width }, "\(lines)")
      #expect(lines.contains { $0.count > width - 7 })
      let carets = try #require(lines.first { $0.contains("^") })
      let row = try #require(lines.first { $0.hasPrefix("12001 │ ") })
      let start = try #require(carets.firstIndex(of: "^"))
      let at = row.index(row.startIndex, offsetBy: carets.distance(from: carets.startIndex, to: start))
      #expect(row[at...].hasPrefix(value))
      #expect(carets.filter { $0 == "^" }.count == value.count)
    }
  }

  /// Continued lines stand under the words.
  @Test func notesAreWrapped() {
    let report = ReportFixtures.report(
      on: SourceFile(path: "a.config", bytes: []),
      [
        ReportFixtures.finding(
          at: nil,
          notes: [
            "PASV replies tell clients to connect to 104.41.173.83 for data; nothing answers there, so listings time out"
          ],
          help: "set it")
      ])
    #expect(
      ReportFixtures.render([report], .text, width: 80, isQuiet: true) == """
        warning[some-rule]: something is wrong
          ┌─ a.config
          = site: FTP
          = note: PASV replies tell clients to connect to 104.41.173.83 for data;
            nothing answers there, so listings time out
          = help: set it


        """)
  }

  // MARK: Waivers

  private static var waived: FileReport {
    let waiver = Waiver(
      rules: ["some-rule"], reason: "partners <b>@octocat</b> have | no TLS",
      location: Location("policy", ByteRange(0, 1)))
    return ReportFixtures.report(
      on: SourceFile(path: "a.config", bytes: Array("<x/>".utf8)),
      [
        ReportFixtures.finding(at: ByteRange(1, 2), severity: .error, help: "mend it", waiver: waiver),
        ReportFixtures.finding("it is odd", at: ByteRange(1, 2), rule: "other-rule", severity: .note),
      ])
  }

  @Test(
    arguments: [
      (
        .concise,
        """
        a.config:1:2: waived error[some-rule]: something is wrong (FTP)
        a.config:1:2: note[other-rule]: it is odd (FTP)

        """
      ),
      (
        .azurePipelines,
        """
        a.config:1:2: waived error[some-rule]: something is wrong (FTP)
        a.config:1:2: note[other-rule]: it is odd (FTP)

        """
      ),
      (
        .checkstyle,
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <checkstyle version="4.3">
          <file name="a.config">
            <error line="1" column="2" severity="info" message="something is wrong (site: FTP); waived: partners \
        &lt;b&gt;@octocat&lt;/b&gt; have | no TLS; mend it" source="ftpsgate.some-rule"/>
            <error line="1" column="2" severity="info" message="it is odd (site: FTP)" source="ftpsgate.other-rule"/>
          </file>
        </checkstyle>

        """
      ),
      (
        .markdown,
        """
        **ftpsgate: 1 note in 1 file (1 FTP site); 1 waived.**

        | Severity | Rule | Where | What is wrong |
        | --- | --- | --- | --- |
        | note | `other-rule` | `a.config:1:2` | it is odd (site: `FTP`) |
        | waived error | `some-rule` | `a.config:1:2` | something is wrong (site: `FTP`) |

        <details>
        <summary>Why it matters, and what to do</summary>

        **waived error** `some-rule` at `a.config:1:2`

        - waived: `partners <b>@octocat</b> have \\u{7C} no TLS`
        - help: mend it

        </details>

        """
      ),
    ] as [(ReportFormat, String)])
  func whatIsWaivedIsSaid(_ format: ReportFormat, _ expected: String) {
    #expect(ReportFixtures.render([Self.waived], format) == expected)
  }

  @Test func whatIsWaivedIsInfoForGitLab() {
    let text = ReportFixtures.render([Self.waived], .gitlab)
    #expect(text.matches(of: /"severity": "info"/).count == 2)
    #expect(text.contains("something is wrong (site: FTP); waived: partners <b>@octocat</b> have | no TLS; mend it"))
  }

  /// Neither counted by its rule nor, below the least severity, as waived; JSON stays JSON.
  @Test func whatIsWaivedIsNotCounted() throws {
    let counting = view { $0.countsRules = true }
    #expect(ReportFixtures.render([Self.waived], .concise, view: counting).hasSuffix("\n1  note  other-rule\n"))
    let errors = view { $0.minimum = .error }
    #expect(
      ReportFixtures.render([Self.waived], .text, view: errors).hasSuffix(
        "\n\nno findings shown in 1 file (1 FTP site); 1 waived; not shown: 1 note\n"))
    let warned = ReportFixtures.report(
      on: SourceFile(path: "a", bytes: []),
      Self.waived.findings.map { ReportFixtures.finding(at: nil, severity: .note, waiver: $0.waiver) })
    for format in [ReportFormat.json, .sarif, .gitlab] {
      let text = ReportFixtures.render([warned], format, view: errors)
      #expect((try? JSONSerialization.jsonObject(with: Data(text.utf8))) != nil, "\(format): \(text)")
    }
  }
}
