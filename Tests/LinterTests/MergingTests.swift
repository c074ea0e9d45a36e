import Text
import IISConfiguration
import TestSupport
import Testing
@testable import Linter

/// Findings of one cause are one, and their order is that of places and of the catalogue, never of words.
@Suite(.timeLimited) struct MergingTests {
  private func finding(
    _ message: Message, _ rule: String = "b", number: Int = 1, at start: Int? = 0, in path: String = "a.config",
    severity: Severity = .warning, site: String = "A"
  ) -> Finding {
    Finding(
      rule: rule, number: number, severity: severity, statement: Statement(message, notes: [], help: nil),
      sites: [site], location: start.map { Location(path, ByteRange($0, $0 + 1)) }, related: [], fixes: [], stops: [],
      concern: .reachability, counts: true)
  }

  private func merge(_ findings: [Finding]) -> [Finding] { merged(findings, configuration: "a.config") }

  @Test func sitesWithOneCauseShareAFinding() {
    let found = merge([
      finding("x", site: "A"), finding("x", severity: .error, site: "B"), finding("x", site: "A"),
      finding("y", site: "C"),
    ])
    #expect(found.map(\.sites) == [["A", "B"], ["C"]] && found.map(\.severity) == [.error, .warning])
  }

  @Test func argumentsTellFindingsApart() {
    func port(_ number: Int) -> Message { "port \(number)" }
    #expect(merge([finding(port(21)), finding(port(990)), finding(port(21))]).count == 2)
  }

  @Test func theOrderIsThatOfFilesPlacesAndTheCatalogue() {
    let found = merge([
      finding("env", at: 0, in: "A-before-a.json"), finding("later", at: 9), finding("rule 2", "a", number: 2),
      finding("rule 1", "z", number: 1), finding("nowhere", at: nil),
    ])
    #expect(found.map(\.message.description) == ["nowhere", "rule 1", "rule 2", "later", "env"])
  }

  @Test func wordsDoNotSort() {
    #expect(merge([finding("b"), finding("a")]).map(\.message) == ["b", "a"])
  }
}
