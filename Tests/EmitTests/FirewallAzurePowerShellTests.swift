import Inet
import NetworkModel
import Reachability
import TestSupport
import Testing
@testable import Emit

/// What scripts for Azure PowerShell say; `make verify` runs them on a model of Az.Network.
@Suite(.timeLimited) struct FirewallAzurePowerShellTests {
  private func script(
    _ plan: FirewallPlan, remove: Bool = false, input: String = "applicationHost.config"
  ) throws -> String {
    try FirewallScript.write(plan, target: .azurePowerShell, header: header(input), remove: remove)
  }

  @Test func roundTrip() throws {
    for plan in try randomPlans(60, serviceTags: true) {
      let rules = try PowerShellReader(script(plan)).tables("rules")
      let openings = try rules.flatMap(Self.openings)
      #expect(openings.bareOpenings == plan.bareOpenings)
      #expect(Set(openings).count == openings.count)
      for rule in rules { check(rule) }
      #expect(Set(rules.map { $0["Name"] }).count == rules.count)
      #expect(Set(rules.map { [$0["Direction"], $0["Priority"]] }).count == rules.count)
    }
  }

  /// The openings of a rule: at each address of its own side, for each of its ports, for all clients together.
  private static func openings(of rule: [String: [String]]) throws -> [WordedOpening] {
    let isInbound = rule["Direction"] == ["Inbound"]
    let (own, other) = isInbound ? ("Destination", "Source") : ("Source", "Destination")
    let addresses = try #require(rule["\(own)AddressPrefix"])
    let clients = try #require(rule["\(other)AddressPrefix"])
    return try #require(rule["\(own)PortRange"]).flatMap { ports in
      addresses.map {
        WordedOpening(direction: isInbound ? .inbound : .outbound, ports: ports, address: $0, clients: clients)
      }
    }
  }

  /// What Azure asks of a rule, and that nothing is left out: Az.Network has no defaults, and sends nothing for it.
  private func check(_ rule: [String: [String]]) {
    #expect(
      Set(rule.keys) == [
        "Name", "Description", "Direction", "Priority", "Access", "Protocol", "SourceAddressPrefix", "SourcePortRange",
        "DestinationAddressPrefix", "DestinationPortRange",
      ])
    #expect(rule["Access"] == ["Allow"] && rule["Protocol"] == ["Tcp"])
    let other = rule["Direction"] == ["Inbound"] ? "Source" : "Destination"
    #expect(rule["\(other)PortRange"] == ["*"])
    let clients = rule["\(other)AddressPrefix"] ?? []
    #expect(clients.count == 1 || clients.allSatisfy { IPPrefix($0) != nil }, "tags stand alone")
    let kinds = ["Source", "Destination"].flatMap { rule["\($0)AddressPrefix"] ?? [] }
      .compactMap { IPPrefix($0) }.map { IPAddressSet($0).isSubset(of: .anyV4) }
    #expect(Set(kinds).count < 2, "Azure takes no addresses of both kinds")
    #expect(100...4096 ~= Int(rule["Priority"]?.first ?? "") ?? 0)
    #expect((rule["Name"]?.first ?? "").wholeMatch(of: /\w[\w.-]{0,78}\w/) != nil)
    #expect((rule["Description"]?.first ?? "").count <= 140)
  }

  /// The two targets for a security group make the same rules, word for word.
  @Test func theRulesAreThoseOfTheAzureCLI() throws {
    for plan in try randomPlans(15, serviceTags: true) + [plan(usualSites), plan(variousSites)] {
      let other = try ShellRun(
        FirewallScript.write(plan, target: .azureCLI, header: header()), arguments: ["rg", "nsg"])
      let created = other.calls.filter { $0.count > 4 && $0[4] == "create" }
      let theirs = try created.map { try AzureCall($0).options }
      let ours = try PowerShellReader(script(plan)).tables("rules")
      #expect(ours.count == theirs.count)
      for (rule, call) in zip(ours, theirs) {
        for (member, option) in Self.options {
          #expect(rule[member]?.sorted() == call[option]?.sorted(), "\(member)")
        }
      }
    }
  }

  private static let options = [
    ("Name", "name"), ("Description", "description"), ("Direction", "direction"), ("Priority", "priority"),
    ("Access", "access"), ("Protocol", "protocol"), ("SourceAddressPrefix", "source-address-prefixes"),
    ("SourcePortRange", "source-port-ranges"), ("DestinationAddressPrefix", "destination-address-prefixes"),
    ("DestinationPortRange", "destination-port-ranges"),
  ]

  /// Az writes errors that end nothing, and takes the session's context where it is given none.
  @Test(arguments: [false, true]) func everyCallEndsOnErrorsAndNamesItsContext(remove: Bool) throws {
    let reader = try PowerShellReader(script(plan(usualSites), remove: remove))
    let commands = reader.commands.filter { $0.contains("-Az") }
    #expect(commands.count == (remove ? 4 : 5))
    for command in commands {
      for call in reader.calls(command) {
        #expect(call.contains(.word("-ErrorAction")) && call.contains(.word("Stop")), "\(command)")
        let isRemote = command.hasSuffix("SecurityGroup")
        #expect(call.contains(.word("-DefaultProfile")) == isRemote, "\(command)")
      }
    }
  }

  @Test(arguments: [false, true]) func writesInOnePlaceAndAsksBefore(remove: Bool) throws {
    let text = try script(plan(usualSites), remove: remove)
    let parts = text.split(separator: "Set-AzNetworkSecurityGroup -", omittingEmptySubsequences: false)
    #expect(parts.count == 2)
    #expect(parts[0].contains("$PSCmdlet.ShouldProcess($group.Id"))
    #expect(parts[0].contains("SupportsShouldProcess = $true"))
  }

  @Test func theRemovalKnowsNoRule() throws {
    let text = try script(plan(usualSites), remove: true)
    #expect(!text.contains("$rules = ") && !text.contains("Add-AzNetworkSecurityRuleConfig -"))
    #expect(text.contains("$prefix = 'ftpsgate-1.'") && text.contains("nothing to remove"))
  }

  @Test(arguments: ["127.0.0.1:21:", "[::1]:21:", "169.254.1.2:21:", "[fe80::1]:21:"])
  func addressesOfTheMachineAreRefused(_ binding: String) throws {
    let sites = [PlannedSite(name: "Inside", bindings: [binding])]
    #expect(throws: UnsupportedByTarget.self) { try script(plan(sites)) }
  }

  @Test(arguments: [false, true]) func hostileNamesStayInComments(remove: Bool) throws {
    let calm = try PowerShellReader(script(plan(usualSites), remove: remove)).tokens
    for name in Hostile.names {
      #expect(try PowerShellReader(script(plan(usualSites), remove: remove, input: name)).tokens == calm)
    }
    for name in Hostile.siteNames {
      let sites = [PlannedSite(name: name, bindings: ["*:21:\(Hostile.hostName(in: name))", "*:990:"])]
      let text = try script(plan(sites), remove: remove)
      #expect(try PowerShellReader(text).tokens == calm)
      #expect(text.utf8.allSatisfy { $0 == 0x0A || 0x20...0x7E ~= $0 })
    }
  }
}
