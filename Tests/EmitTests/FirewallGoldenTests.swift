import Reachability
import Testing
import TestSupport
@testable import Emit
@testable import Text

/// Whole scripts, as a person has read them.
@Suite(.timeLimited) struct FirewallGoldenTests {
  @Test(arguments: FirewallTarget.allCases) func usual(_ target: FirewallTarget) throws {
    try expect(plan(usualSites), target, "firewall-usual")
  }

  @Test(arguments: FirewallTarget.allCases) func various(_ target: FirewallTarget) throws {
    try expect(plan(variousSites), target, "firewall-various")
  }

  @Test(arguments: FirewallTarget.allCases) func someClients(_ target: FirewallTarget) throws {
    var options = FirewallPlan.Options()
    options.clients = ["203.0.113.0/24", "198.51.100.7", "2001:db8:7::/48"].compactMap { ClientSource($0) }
    options.key = PlanKey("WEB01")
    options.lowestPriority = 400
    try expect(plan(variousSites, options: options), target, "firewall-clients")
  }

  /// What the others are refused for: addresses that differ.
  @Test(arguments: FirewallTarget.allCases.filter { !$0.capabilities.localAddresses })
  func addresses(_ target: FirewallTarget) throws {
    let sites = [PlannedSite(name: "Partners", bindings: ["10.0.0.4:21:", "10.0.0.5:21:", "[2001:db8::5]:990:"])]
    var options = FirewallPlan.Options()
    options.clients = ["203.0.113.0/24", "198.51.100.7", "2001:db8:7::/48"].compactMap { ClientSource($0) }
    try expect(plan(sites, options: options), target, "firewall-addresses")
  }

  @Test(arguments: FirewallTarget.reversible) func removal(_ target: FirewallTarget) throws {
    try expect(plan(usualSites), target, "firewall-removal", remove: true)
  }

  @Test(arguments: FirewallTarget.allCases) func dynamicRangeAndHostileNames(_ target: FirewallTarget) throws {
    let sites = [PlannedSite(name: "R&D's %PATH% “site”\n川俣", bindings: ["*:21:"])]
    let options = FirewallPlan.Options(passiveOnly: true, allowsDynamicRange: true)
    try expect(plan(sites, ports: nil, options: options), target, "firewall-dynamic")
  }

  @Test func predefinedRules() throws {
    try expect(plan(variousSites), .powershell, "firewall-shipped", shipped: true)
  }

  @Test(arguments: FirewallTarget.allCases) func theSameInputGivesTheSameBytes(_ target: FirewallTarget) throws {
    let scripts = try (0..<5).map { _ in
      try FirewallScript.write(plan(usualSites), target: target, header: header())
    }
    #expect(Set(scripts).count == 1)
  }

  @Test(arguments: FirewallTarget.reversible) func theHeaderSaysWhereItComesFrom(_ target: FirewallTarget) throws {
    for remove in target.capabilities.removal ? [false, true] : [false] {
      let sites = usualSites + [PlannedSite(name: "Old", bindings: ["*:2100:"], starts: false)]
      let text = try FirewallScript.write(plan(sites), target: target, header: header("-"), remove: remove)
      for phrase in ["Written by ftpsgate 0.0.0", "Input: standard input", "SHA-256 of the plan: ", "Undo: ", "- Old"] {
        #expect(text.contains(phrase), "\(phrase)")
      }
    }
  }

  private func expect(
    _ plan: FirewallPlan, _ target: FirewallTarget, _ name: String, shipped: Bool = false, remove: Bool = false
  ) throws {
    let text: String
    do throws(UnsupportedByTarget) {
      text = try FirewallScript.write(
        plan, target: target, header: header(), predefinedRules: shipped, remove: remove)
    } catch {
      text = "refused: \(error.opening): \(error.reason)\n"
    }
    try expectGolden(text, "\(name).\(target.fileEnding)")
  }
}
