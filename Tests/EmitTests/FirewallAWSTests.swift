import Foundation
import IISConfiguration
import Inet
import NetworkModel
import Reachability
import TestSupport
import Testing
@testable import Emit

/// What outputs for EC2 security groups let in; `make verify` applies them to a model of AWS, and has Terraform plan them.
@Suite(.timeLimited) struct FirewallAWSTests {
  private static let targets: [FirewallTarget] = [.awsTerraform, .awsCloudFormation]

  private func text(
    _ plan: FirewallPlan, _ target: FirewallTarget, input: String = "applicationHost.config"
  ) throws -> String {
    try FirewallScript.write(plan, target: target, header: header(input))
  }

  private func rules(_ plan: FirewallPlan, _ target: FirewallTarget) throws -> [IngressRule] {
    let text = try text(plan, target)
    return try target.name == FirewallTarget.awsTerraform.name
      ? TerraformReader.rules(text) : TemplateReader.rules(text)
  }

  private func options(_ clients: [String], passiveOnly: Bool = false) throws -> FirewallPlan.Options {
    var options = FirewallPlan.Options(passiveOnly: passiveOnly)
    options.clients = try clients.map { try #require(ClientSource($0)) }
    return options
  }

  /// Each side of each border that plan or rules have, so that nothing is asked of how rules are made.
  private func expectSame(_ plan: FirewallPlan, _ rules: [IngressRule]) throws {
    let inbound = plan.openings.filter { $0.direction == .inbound }
    let ends =
      inbound.flatMap { [Int($0.localPorts.first), Int($0.localPorts.last)] } + rules.flatMap { [$0.first, $0.last] }
    for port in Set(ends.flatMap { [$0 - 1, $0, $0 + 1] }) where 1...65535 ~= port {
      let wanted = inbound.filter { $0.localPorts.contains(Port(port)) }.map { opening in
        switch opening.localAddress {
        case .any: opening.remote.addresses
        case .v4: opening.remote.addresses.intersection(.anyV4)
        case .v6: opening.remote.addresses.intersection(.anyV6)
        }
      }
      #expect(rules.clients(of: port) == IPAddressSet(union: wanted), "port \(port)")
    }
  }

  @Test(arguments: targets) func thePlansOpeningsComeBack(_ target: FirewallTarget) throws {
    var refusals = 0
    let plans = try randomPlans(60) + [plan(usualSites)]
    for plan in plans {
      do {
        let rules = try rules(plan, target)
        try expectSame(plan, rules)
        try check(rules, plan.key)
      } catch let refusal as UnsupportedByTarget {
        refusals += 1
        let reason = refusal.reason.description
        #expect(reason.contains("knows no addresses") || reason.contains("it takes "))
      }
    }
    #expect(10...(plans.count - 10) ~= refusals)
  }

  /// What AWS asks of a rule, and that no two of a network overlap.
  private func check(_ rules: [IngressRule], _ key: PlanKey) throws {
    #expect(Set(rules.map(\.name)).count == rules.count)
    for rule in rules {
      #expect(
        rule.proto == "tcp" && rule.first <= rule.last
          && ["var.security_group_id", "SecurityGroupId"].contains(rule.group))
      #expect(rule.description.wholeMatch(of: /ftpsgate-[a-z0-9-]+\.in-tcp-[0-9-]+/) != nil)
      #expect(rule.description.hasPrefix(key.namePrefix) && rule.description.count <= 255)
      let prefix = try #require(IPPrefix(rule.network))
      #expect(rule.network == "\(prefix.first)/\(prefix.length)", "a network begins at its address, with its length")
    }
    for (_, rules) in Dictionary(grouping: rules, by: \.network) {
      let ordered = rules.sorted { $0.first < $1.first }
      for (one, next) in zip(ordered, ordered.dropFirst()) { #expect(one.last < next.first) }
    }
  }

  @Test func bothSayTheSame() throws {
    for plan in try [plan(usualSites), plan(usualSites, options: options(["203.0.113.0/24", "2001:db8:7::/48"]))] {
      let both = try Self.targets.map {
        try rules(plan, $0).map { [$0.network, "\($0.first)-\($0.last)", $0.description] }
      }
      #expect(Set(both[0]) == Set(both[1]))
    }
  }

  /// A rule has one name in all plans of a key, and a name one rule: neither tool makes anew what stays.
  @Test(arguments: targets) func namesHangOnPortsAndNetworkAlone(_ target: FirewallTarget) throws {
    let more = [PlannedSite(name: "A", bindings: ["*:21:", "*:990:", "*:2121:"])]
    let plans = try [
      plan(usualSites), plan(more), plan(more, ports: (50000, 50099)),
      plan(usualSites, options: options(["203.0.113.0/24", "203.0.113.0/32", "0.0.0.0/0"])),
    ]
    let all = Set(try plans.flatMap { try rules($0, target) })
    #expect(Set(all.map(\.name)).count == all.count)
    #expect(Set(all.map { [$0.network, "\($0.first)-\($0.last)"] }).count == all.count)
  }

  @Test(arguments: targets) func theHeaderNamesActiveDataAloud(_ target: FirewallTarget) throws {
    let both = try text(plan(usualSites), target)
    #expect(both.contains("NOTE: active data connections leave from TCP 20, 989, and nothing here lets them out"))
    #expect(both.contains("--query 'SecurityGroupRules[?IsEgress]'"))
    #expect(!both.lowercased().contains("_egress_rule") && !both.contains("SecurityGroupEgress"))
    #expect(try !text(plan(usualSites, options: options([], passiveOnly: true)), target).contains("active data"))
  }

  @Test(arguments: targets) func theHeaderNamesTheAddressesAndTheQuota(_ target: FirewallTarget) throws {
    let sites = [PlannedSite(name: "A", bindings: ["10.0.0.4:21:", "10.0.0.5:21:"])]
    let some = try text(plan(sites), target)
    #expect(some.contains("give the group to their network interfaces") && some.contains("  - 10.0.0.5"))
    #expect(!some.contains("quota"))
    let networks = (1...31).map { "10.0.\($0 * 2).0/24" }
    let thirty = try plan(usualSites, options: options(Array(networks.prefix(20))))
    #expect(try !text(thirty, target).contains("NOTE: these are"))
    let many = try plan(usualSites, options: options(networks + ["2001:db8:7::/48"]))
    #expect(try text(many, target).contains("NOTE: these are 93 rules for IPv4 and 3 for IPv6."))
  }

  @Test(arguments: targets) func whatNoGroupCanSayIsRefused(_ target: FirewallTarget) throws {
    #expect(!target.capabilities.removal && !target.capabilities.localAddresses && !target.capabilities.serviceTags)
    let tagged = try plan(usualSites, options: options(["service-tag:AzureCloud"]))
    for (plan, word) in try [(tagged, "service tag"), (plan(variousSites), "--site")] {
      let refusal = #expect(throws: UnsupportedByTarget.self) { try text(plan, target) }
      #expect(refusal?.reason.description.contains(word) == true)
    }
    #expect(throws: UnsupportedByTarget.self) {
      try FirewallScript.write(plan(usualSites), target: target, header: header(), remove: true)
    }
  }

  @Test func aTemplateHoldsFiveHundredRules() throws {
    let networks = { (count: Int) in (0..<count).map { "10.\($0 / 100).\($0 % 100 * 2).0/24" } }
    let site = [PlannedSite(name: "A", bindings: ["*:21:"])]
    let most = try plan(site, options: options(networks(250)))
    #expect(try rules(most, .awsCloudFormation).count == 500)
    let over = try plan(site, options: options(networks(251)))
    let refusal = #expect(throws: UnsupportedByTarget.self) { try text(over, .awsCloudFormation) }
    #expect(refusal?.reason.description.contains("it takes 502 rules") == true)
    #expect(try rules(over, .awsTerraform).count == 502)
  }

  // MARK: - Hostile names

  private func hostile(_ name: String) throws -> FirewallPlan {
    try plan([PlannedSite(name: name, bindings: ["*:21:", "*:990:"])])
  }

  private static let hostileNames =
    Hostile.siteNames + ["${var.x}", "%{ if x }", "{{resolve:ssm:/key}}", "{{{{x", "*/"]

  @Test func namesStayInTerraformsComments() throws {
    let code = { (text: String) in text.split(separator: "\n").filter { !$0.hasPrefix("#") } }
    let calm = try code(text(plan(usualSites), .awsTerraform))
    for name in Self.hostileNames {
      #expect(try code(text(hostile(name), .awsTerraform, input: name)) == calm, "\(name)")
    }
  }

  @Test func namesStayInMetadataAndDescription() throws {
    let calm = try harmless(text(plan(usualSites), .awsCloudFormation))
    for name in Self.hostileNames {
      let text = try text(hostile(name), .awsCloudFormation, input: name)
      #expect(try harmless(text) == calm, "\(name)")
      #expect(!text.contains("{{"), "no dynamic reference begins")
      let description = try TemplateReader.template(text)["Description"] as? String ?? ""
      #expect(1...1024 ~= description.utf8.count)
    }
    let long = try text(plan(usualSites), .awsCloudFormation, input: String(repeating: "\u{202E}", count: 300))
    #expect((try TemplateReader.template(long)["Description"] as? String)?.utf8.count == 1024)
  }

  /// A template without what may hold names; keys in order, so that texts can be compared.
  private func harmless(_ text: String) throws -> String {
    #expect(text.utf8.allSatisfy { $0 == 0x0A || 0x20...0x7E ~= $0 })
    var template = try TemplateReader.template(text)
    #expect(Set(template.keys) == ["AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Resources"])
    template["Metadata"] = nil
    template["Description"] = nil
    var resources = template["Resources"] as? [String: [String: Any]] ?? [:]
    for name in resources.keys { resources[name]?["Metadata"] = nil }
    template["Resources"] = resources
    return String(decoding: try JSONSerialization.data(withJSONObject: template, options: .sortedKeys), as: UTF8.self)
  }
}
