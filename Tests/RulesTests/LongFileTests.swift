import IISConfiguration
import Linter
import Reachability
import Rules
import Testing
import TestSupport

/// The sites of a long file are read and checked in parts on all cores; that must not show.
@Suite(.timeLimited) struct LongFileTests {
  private static let count = 2_500
  private static let text = file(
    sites: (0..<count).map { n in
      site(
        "S\(n)", id: n + 1,
        "<ftpServer><firewallSupport externalIp4Adress=\"1.2.3.4\" externalIp4Address=\"10.0.0.\(n % 250)\" /></ftpServer>"
      )
    }.joined())

  @Test func sitesAreReadInTheirOrder() throws {
    let configuration = try read(Self.text)
    #expect(configuration.sites.map(\.index) == Array(0..<Self.count))
    #expect(configuration.ftpSites.map(\.name) == (0..<Self.count).map { "S\($0)" })
  }

  @Test func eachIsCheckedOnce() {
    let report = Lint(rules: Rule.all, deployment: DeploymentOptions()).run(
      SourceFile(path: "applicationHost.config", bytes: Array(Self.text.utf8)))
    for rule in ["unknown-attribute", "external-address-private"] {
      let findings = report.findings.filter { $0.rule == rule }
      #expect(findings.map(\.sites) == (0..<Self.count).map { ["S\($0)"] })
      #expect(findings.map(\.range?.start).elementsEqual(findings.compactMap { $0.range?.start }.sorted()))
    }
  }
}
