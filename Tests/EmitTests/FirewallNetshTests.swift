import Reachability
import TestSupport
import Testing
@testable import Emit

@Suite(.timeLimited) struct FirewallNetshTests {
  private func script(
    _ plan: FirewallPlan, remove: Bool = false, input: String = "applicationHost.config"
  ) throws -> String {
    try FirewallScript.write(plan, target: .netsh, header: header(input), remove: remove)
  }

  @Test func roundTripTwiceAndBack() throws {
    for plan in try randomPlans(60) {
      var firewall = BatchReader.Firewall(rules: [["name=Other"]])
      let reader = try BatchReader(script(plan))
      #expect(try reader.run(on: &firewall).status == 0)
      #expect(firewall.stateful != plan.usesTLS)
      #expect(firewall.rules.first == ["name=Other"])
      firewall.rules.removeFirst()
      let openings = try firewall.openings()
      #expect(Set(openings) == plan.bareOpenings)
      #expect(openings.count == plan.openings.count)
      let once = firewall
      #expect(try reader.run(on: &firewall).status == 0)
      #expect(firewall == once, "running it twice changes nothing more")
      let removal = try BatchReader(script(plan, remove: true))
      #expect(try removal.run(on: &firewall).status == 0)
      #expect(firewall.rules.isEmpty)
      #expect(try removal.run(on: &firewall).status == 0, "nothing left to remove is no failure")
    }
  }

  @Test func aRefusedCommandEndsInStatusOne() throws {
    let reader = try BatchReader(script(plan(usualSites)))
    for change in 1...10 {
      var firewall = BatchReader.Firewall(failingChange: change)
      // Every second change deletes a rule that may be missing, which is no failure; a refusal lasts.
      let result = try reader.run(on: &firewall)
      #expect(result.status == 1)
      #expect(result.output.last?.hasPrefix("FAILED") == true)
    }
  }

  @Test func saysThatTheShippedPassiveRuleIsStillWide() throws {
    var firewall = BatchReader.Firewall()
    let output = try BatchReader(script(plan(usualSites))).run(on: &firewall).output.joined(separator: "\n")
    #expect(output.contains("still opens 1024-65535"))
    #expect(output.contains("Set-NetFirewallRule -Name IIS-WebServerRole-FTP-Passive-In-TCP -LocalPort 50000-50100"))
    #expect(output.contains("net stop ftpsvc"))
  }

  @Test func shippedRulesAreRefused() throws {
    for target in [FirewallTarget.netsh, .azureCLI] {
      #expect(!target.supportsPredefinedRules)
      #expect(throws: UnsupportedByTarget.self) {
        try FirewallScript.write(plan(usualSites), target: target, header: header(), predefinedRules: true)
      }
    }
  }

  @Test(arguments: [false, true]) func hostileNamesStayInComments(remove: Bool) throws {
    let calm = try BatchReader(script(plan(usualSites), remove: remove)).lines
    for name in Hostile.names {
      #expect(try BatchReader(script(plan(usualSites), remove: remove, input: name)).lines == calm)
    }
    for name in Hostile.siteNames {
      let sites = [PlannedSite(name: name, bindings: ["*:21:\(Hostile.hostName(in: name))", "*:990:"])]
      #expect(try BatchReader(script(plan(sites), remove: remove)).lines == calm)
    }
  }
}
