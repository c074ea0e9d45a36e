import Text
import IISConfiguration
import Linter
import Reachability
import TestSupport
import Testing

/// What a project decides of a rule, and what it cannot decide.
@Suite(.timeLimited) struct PolicyTests {
  private static let limit = RuleSetting("ports", of: "example", "the most ports", standard: 100, in: 1...1000)

  private static let rule = Rule(
    id: "example", topic: .access, severity: .warning, settings: [limit], summary: "", rationale: "", examples: [],
    check: .site { _, context in
      context.report("as bad as the rule says", at: nil)
      context.report("worse", at: nil, severity: .error)
      context.report("less bad", at: nil, severity: .note)
      context.report("the limit is \(context.value(of: limit))", at: nil, severity: .note)
    })

  private func findings(_ policy: Policy) -> [Finding] {
    let source = SourceFile(path: "a.config", bytes: Array(file(sites: site("FTP", "")).utf8))
    return Lint(rules: [Self.rule], policy: policy, deployment: DeploymentOptions()).run(source).findings
  }

  private func severities(_ severity: Severity?) -> [Severity] {
    var policy = Policy()
    policy.choose(Policy.Choice(severity, by: .option), for: Self.rule)
    return findings(policy).map(\.severity)
  }

  @Test func withoutAChoiceTheRuleDecides() {
    #expect(findings(Policy()).map(\.severity) == [.warning, .error, .note, .note])
    #expect(Policy().choice(for: Self.rule) == Policy.Choice(.warning, by: .rule))
  }

  @Test func aChoiceIsForWhatTheRuleTakesForAtLeastAsBad() {
    #expect(severities(.error) == [.error, .error, .note, .note])
    #expect(severities(.note) == [.note, .note, .note, .note])
  }

  /// Who chooses the severity that the rule has anyway means it for all that is at least as bad.
  @Test func theRulesOwnSeverityCanBeChosen() {
    #expect(severities(.warning) == [.warning, .warning, .note, .note])
  }

  @Test func aRuleCanBeTurnedOff() {
    #expect(severities(nil).isEmpty)
  }

  @Test func aChoiceRemembersWhoMadeIt() {
    var policy = Policy()
    policy.choose(Policy.Choice(.note, by: .file(path: ".ftpsgate.yml")), for: Self.rule)
    #expect(policy.choice(for: Self.rule).origin == .file(path: ".ftpsgate.yml"))
  }

  @Test func aLimitCanBeDrawnElsewhereWithinItsBounds() throws {
    var policy = Policy()
    try policy.set(Self.limit, to: 7)
    #expect(findings(policy).last?.message == "the limit is \(7)")
    #expect(findings(Policy()).last?.message == "the limit is \(100)")
    #expect(throws: OutOfBounds.self) { try policy.set(Self.limit, to: 0) }
    #expect(policy.value(of: Self.limit) == 7)
  }

  /// The ceiling of a site that is off holds whatever a project chooses.
  @Test func aSiteThatIsOffHasNotesOnly() {
    var policy = Policy()
    policy.choose(Policy.Choice(.error, by: .option), for: Self.rule)
    let text = file(sites: site("FTP", "<ftpServer serverAutoStart=\"false\" />"))
    let report = Lint(rules: [Self.rule], policy: policy, deployment: DeploymentOptions())
      .run(SourceFile(path: "a.config", bytes: Array(text.utf8)))
    #expect(Set(report.findings.map(\.severity)) == [.note])
  }
}
