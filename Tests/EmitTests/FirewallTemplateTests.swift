import Foundation
import Inet
import NetworkModel
import Reachability
import TestSupport
import Testing
@testable import Emit

/// Templates of Azure Resource Manager, read as JSON; `make verify` deploys them.
@Suite(.timeLimited) struct FirewallTemplateTests {
  private func template(
    _ plan: FirewallPlan, _ target: FirewallTarget = .arm, input: String = "applicationHost.config"
  ) throws -> [String: Any] {
    let text = try FirewallScript.write(plan, target: target, header: header(input))
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func resources(_ plan: FirewallPlan, _ target: FirewallTarget = .arm) throws -> [[String: Any]] {
    try #require(template(plan, target)["resources"] as? [[String: Any]])
  }

  @Test func roundTrip() throws {
    for plan in try randomPlans(30, serviceTags: true) {
      let openings = try resources(plan).flatMap { resource in
        SecurityRuleReader(try #require(resource["properties"] as? [String: Any])).openings
      }
      #expect(openings.bareOpenings == plan.bareOpenings)
      #expect(Set(openings).count == openings.count)
    }
  }

  /// A security group takes one change at a time.
  @Test func eachRuleWaitsForTheOneBefore() throws {
    let resources = try resources(plan(variousSites))
    #expect(resources.count > 2 && resources.first?["dependsOn"] == nil)
    for (previous, next) in zip(resources, resources.dropFirst()) {
      let name = try #require((previous["name"] as? String)?.split(separator: "'").dropLast().last)
      let waits = try #require(next["dependsOn"] as? [String])
      #expect(waits.count == 1 && waits[0].hasSuffix(", '\(name)')]"))
    }
  }

  /// Resource Manager takes whatever begins with a bracket for an expression.
  @Test(arguments: [FirewallTarget.arm, .loadBalancerTemplate]) func hostileNamesAreNoExpressions(
    _ target: FirewallTarget
  ) throws {
    let calm = try expressions(in: template(plan(usualSites), target))
    #expect(!calm.isEmpty)
    for name in Hostile.names + ["[parameters('x')]", "\n[concat('x')]"] {
      #expect(try expressions(in: template(plan(usualSites), target, input: name)) == calm)
    }
    for name in Hostile.siteNames + ["[parameters('x')]", "\n[concat('x')]"] {
      let sites = [PlannedSite(name: name, bindings: ["*:21:\(Hostile.hostName(in: name))", "*:990:"])]
      #expect(try expressions(in: template(plan(sites), target)) == calm)
    }
  }

  private func expressions(in value: Any) -> [String] {
    switch value {
    case let text as String: text.hasPrefix("[") ? [text] : []
    case let array as [Any]: array.flatMap(expressions)
    case let object as [String: Any]: object.keys.sorted().flatMap { expressions(in: object[$0] ?? "") }
    default: []
    }
  }

  /// Azure takes names of 80 characters, and does not tell upper from lower case.
  @Test func namesAreNeverTooLongAndHangOnNothingElse() throws {
    var options = FirewallPlan.Options()
    options.key = PlanKey("abcdefghij0123456789")
    let sites = [
      PlannedSite(name: "FTP", bindings: (1...9).map { "[2001:1db8:1111:2222:3333:4444:5555:666\($0)]:\($0 + 20):" })
    ]
    func names(_ tags: String...) throws -> [String] {
      options.clients = tags.compactMap { ClientSource("service-tag:\($0)") }
      return try plan(sites, options: options).securityRules.map(\.name)
    }
    let both = try names("AzureCloud", "Storage")
    #expect(both.allSatisfy { $0.count <= 80 } && Set(both).count == both.count && both.count == 36)
    #expect(try Set(names("Storage")).isSubset(of: both))
    #expect(try names("AzureCloud", "azurecloud") == names("AzureCloud"))
  }

  @Test func whatAzureWouldRefuseIsRefused() throws {
    for target in [FirewallTarget.arm, .terraform, .bicep] {
      let inside = try plan([PlannedSite(name: "Inside", bindings: ["127.0.0.1:21:"])])
      #expect(throws: UnsupportedByTarget.self) {
        try FirewallScript.write(inside, target: target, header: header())
      }
    }
  }
}

/// A reader of a security rule's properties that knows nothing of how they are written.
private struct SecurityRuleReader {
  let openings: [WordedOpening]

  init(_ properties: [String: Any]) {
    func words(_ one: String, _ many: String) -> [String] {
      (properties[one] as? String).map { [$0] } ?? properties[many] as? [String] ?? []
    }
    let isInbound = properties["direction"] as? String == "Inbound"
    let sources = words("sourceAddressPrefix", "sourceAddressPrefixes")
    let destinations = words("destinationAddressPrefix", "destinationAddressPrefixes")
    let ports =
      isInbound
      ? words("destinationPortRange", "destinationPortRanges") : words("sourcePortRange", "sourcePortRanges")
    openings = ports.flatMap { ports in
      (isInbound ? destinations : sources).map { address in
        WordedOpening(
          direction: isInbound ? .inbound : .outbound, ports: ports, address: address,
          clients: isInbound ? sources : destinations)
      }
    }
  }
}
