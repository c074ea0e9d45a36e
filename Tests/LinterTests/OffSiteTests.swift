import Text
import IISConfiguration
import Linter
import Reachability
import TestSupport
import Testing

/// How bad findings are on sites that do not start.
@Suite(.timeLimited) struct OffSiteTests {
  private static let off = "<ftpServer serverAutoStart=\"false\" />"

  private func severities(_ topic: Rule.Topic, _ check: Rule.Check) -> [Severity] {
    let rule = Rule(
      id: "example", topic: topic, severity: .error, summary: "", rationale: "", examples: [], check: check)
    let source = SourceFile(path: "a.config", bytes: Array(file(sites: site("FTP", Self.off)).utf8))
    return Lint(rules: [rule], deployment: DeploymentOptions()).run(source).findings.map(\.severity)
  }

  @Test func nobodyIsHarmedByASiteThatIsOff() {
    #expect(severities(.access, .site { $1.report("x", at: nil) }) == [.note])
    #expect(severities(.access, .server { $1.report("x", at: nil) }) == [.note])
  }

  /// IIS refuses the file as a whole, and with it every other site.
  @Test func whatCannotBeReadIsAsBadInASiteThatIsOff() {
    #expect(severities(.reading, .site { $1.report("x", at: nil) }) == [.error])
    #expect(severities(.reading, .server { $1.report("x", at: nil) }) == [.error])
  }
}
