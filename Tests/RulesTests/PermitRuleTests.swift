import Environment
import IISConfiguration
import Linter
import Reachability
import TestSupport
import Testing
@testable import Rules

/// Rules of firewalls that look as if they let clients in, and do not.
@Suite(.timeLimited) struct PermitRuleTests {
  /// Whether a rule that opens ten thousand ports to everybody is found beside the usual configuration.
  private func isFound(_ files: (String, String)...) -> Bool {
    let text = Example.accepts(.server, exampleRange).file(around: exampleRange)
    let lint = Lint(
      rules: [.anySourceWideRange], deployment: DeploymentOptions(),
      environment: EnvironmentReader.read(files.map { ($0.0, Array($0.1.utf8)) }))
    return !lint.run(SourceFile(path: "a.config", bytes: Array(text.utf8))).findings.isEmpty
  }

  @Test(arguments: [("*", true), ("0-65535", true), ("1024-65535", true), ("20", false), ("1-49151", false)])
  func aRuleOfAGroupForSomePortsOfClientsOpensNothing(_ clientPorts: String, _ opens: Bool) {
    let rule = securityRule("Data", ports: "10000-20000", source: "*", sourcePort: clientPorts)
    #expect(isFound(("nsg.json", securityGroup(rule))) == opens)
  }

  @Test(arguments: [("", true), ("|RPort2_10=1024-65535", true), ("|RPort=20", false)])
  func aRuleOfWindowsForSomePortsOfClientsOpensNothing(_ clientPorts: String, _ opens: Bool) {
    let rule = firewallRule("Data", "LPort2_10=10000-20000\(clientPorts)")
    #expect(isFound(("firewall.reg", firewallExport(rule))) == opens)
  }

  @Test(arguments: [(0, true), (1, false)])
  func noRuleOpensAnythingWhereAllInboundIsBlocked(_ blocksAll: Int, _ opens: Bool) {
    let export = firewallExport(
      firewallRule("Data", "LPort2_10=10000-20000"),
      settings: "\\PublicProfile]\n\"DoNotAllowExceptions\"=dword:0000000\(blocksAll)")
    let active = "{\"ftpsgateEnvironment\": 1, \"networkCategories\": [\"Public\"]}"
    #expect(isFound(("firewall.reg", export), ("server.json", active)) == opens)
  }
}
