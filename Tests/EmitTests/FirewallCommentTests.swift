import Reachability
import TestSupport
import Testing
@testable import Emit

/// Outputs whose comments are lines of their own: whatever a file calls its sites stays in them.
@Suite(.timeLimited) struct FirewallCommentTests {
  private static let targets = [
    (FirewallTarget.terraform, "#"), (.bicep, "//"), (.loadBalancerTerraform, "#"), (.ansible, "#"),
  ]

  @Test(arguments: targets) func hostileNamesStayInComments(_ target: FirewallTarget, _ sign: String) throws {
    let calm = try statements(plan(usualSites), target, sign)
    #expect(calm.count > 20)
    for name in Hostile.names {
      #expect(try statements(plan(usualSites), target, sign, input: name) == calm)
    }
    for name in Hostile.siteNames {
      let sites = [PlannedSite(name: name, bindings: ["*:21:\(Hostile.hostName(in: name))", "*:990:"])]
      #expect(try statements(plan(sites), target, sign) == calm)
    }
  }

  /// The lines that are no comments.
  private func statements(
    _ plan: FirewallPlan, _ target: FirewallTarget, _ sign: String, input: String = "applicationHost.config"
  ) throws -> [Substring] {
    let text = try FirewallScript.write(plan, target: target, header: header(input))
    #expect(text.utf8.allSatisfy { $0 == 0x0A || 0x20...0x7E ~= $0 })
    return text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix(sign) }
  }
}
