import IISConfiguration
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
      #expect(firewall.stateful)
      #expect(firewall.rules.first == ["name=Other"])
      let openings = try BatchReader.Firewall(rules: Array(firewall.rules.dropFirst())).openings()
      #expect(openings.bareOpenings == plan.bareOpenings)
      #expect(openings.count == plan.openings.count)
      let once = firewall
      #expect(try reader.run(on: &firewall, arguments: ["/REPLACE"]).status == 0)
      #expect(firewall == once, "running it twice changes nothing more")
      let removal = try BatchReader(script(plan, remove: true))
      #expect(try removal.run(on: &firewall).output.first?.hasPrefix("removed ftpsgate-") == true)
      #expect(firewall.rules == [["name=Other"]])
      let again = try removal.run(on: &firewall)
      #expect(again.status == 0 && again.output.contains("There was nothing to remove."))
    }
  }

  /// netsh cannot tell in every language what a rule says, so what is there is nobody's to change without being told.
  @Test func whatIsThereStopsIt() throws {
    let plan = try plan(usualSites)
    let reader = try BatchReader(script(plan))
    var clean = BatchReader.Firewall()
    _ = try reader.run(on: &clean)
    let name = "name=" + plan.openings[1].name(plan.key)
    var firewall = BatchReader.Firewall(rules: [[name, "dir=in", "action=block"]])
    let before = firewall
    let stopped = try reader.run(on: &firewall)
    #expect(stopped.status == 1 && firewall == before)
    #expect(stopped.output.first == "There is a rule ftpsgate-1.in-tcp-990 already. 1>&2")
    #expect(try reader.run(on: &firewall, arguments: ["/replace"]).status == 0)
    #expect(Set(firewall.rules) == Set(clean.rules))
  }

  @Test func inspectionIsTurnedOffOnlyWhenAsked() throws {
    var firewall = BatchReader.Firewall()
    let reader = try BatchReader(script(plan(usualSites)))
    #expect(try reader.run(on: &firewall, arguments: ["/disable-stateful-ftp"]).status == 0 && !firewall.stateful)
    let plain = try BatchReader(script(plan([PlannedSite(name: "Plain", bindings: ["*:21:"], hasTLS: false)])))
    var other = BatchReader.Firewall()
    #expect(try plain.run(on: &other, arguments: ["/disable-stateful-ftp"]).status == 64 && other.rules.isEmpty)
  }

  @Test(arguments: [false, true]) func whereNetshCannotLookNothingIsDone(remove: Bool) throws {
    var firewall = BatchReader.Firewall(runs: false)
    let run = try BatchReader(script(plan(usualSites), remove: remove)).run(on: &firewall)
    #expect(run.status == 1 && run.output.last?.hasPrefix("FAILED: netsh cannot read the firewall") == true)
  }

  /// A refusal has a code below 0, which `if errorlevel 1` takes for success.
  @Test func aRefusedCommandEndsInStatusOne() throws {
    let reader = try BatchReader(script(plan(usualSites)))
    for change in 1...5 {
      var firewall = BatchReader.Firewall(failingChange: change)
      let result = try reader.run(on: &firewall)
      #expect(result.status == 1 && firewall.rules.count == change - 1)
      let said = change == 1 ? "nothing was changed" : "what is named above is done"
      #expect(result.output.last?.hasPrefix("FAILED") == true && result.output.last?.contains(said) == true)
    }
    var firewall = BatchReader.Firewall()
    _ = try reader.run(on: &firewall)
    firewall.failingChange = 2
    let removal = try BatchReader(script(plan(usualSites), remove: true)).run(on: &firewall)
    #expect(removal.status == 1 && firewall.rules.count == 4)
  }

  @Test func saysWhatOnlyPowerShellCanChange() throws {
    func output(_ plan: FirewallPlan) throws -> String {
      var firewall = BatchReader.Firewall()
      return try BatchReader(script(plan)).run(on: &firewall).output.joined(separator: "\n")
    }
    let usual = try output(plan(usualSites))
    #expect(usual.contains("still opens 1024-65535"))
    #expect(usual.contains("Set-NetFirewallRule -Name IIS-WebServerRole-FTP-Passive-In-TCP -LocalPort 50000-50100"))
    #expect(usual.contains("net stop ftpsvc") && !usual.contains("Disable-NetFirewallRule"))
    let custom = try output(plan([PlannedSite(name: "Custom", bindings: ["*:2121:"])]))
    #expect(
      custom.contains(
        "Disable-NetFirewallRule -Name IIS-WebServerRole-FTP-In-TCP-21,IIS-WebServerRole-FTP-In-TCP-990\""))
    var options = FirewallPlan.Options()
    options.clients = ["203.0.113.0/24"].compactMap { ClientSource($0) }
    #expect(try output(plan(usualSites, options: options)).contains(",IIS-WebServerRole-FTP-Passive-In-TCP\""))
  }

  @Test func tooManyClientsForALineAreRefused() throws {
    var options = FirewallPlan.Options()
    options.clients = (0..<700).compactMap { ClientSource("203.\($0 / 250).\($0 % 250).7") }
    let refusal = try #require(throws: UnsupportedByTarget.self) { try script(plan(usualSites, options: options)) }
    #expect(refusal.reason.description.contains("700 networks"))
  }

  @Test func shippedRulesAreRefused() throws {
    for target in [FirewallTarget.netsh, .azureCLI, .azurePowerShell] {
      #expect(!target.capabilities.predefinedRules)
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
