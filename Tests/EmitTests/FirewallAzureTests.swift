import IISConfiguration
import Reachability
import TestSupport
import Testing
@testable import Emit

@Suite(.timeLimited) struct FirewallAzureTests {
  private func script(
    _ plan: FirewallPlan, remove: Bool = false, input: String = "applicationHost.config"
  ) throws -> String {
    try FirewallScript.write(plan, target: .azureCLI, header: header(input), remove: remove)
  }

  private func calls(_ script: String) throws -> [AzureCall] {
    try ShellReader.commands(script).filter { $0.first == "az" }.map(AzureCall.init)
  }

  @Test func roundTrip() throws {
    for plan in try randomPlans(60) {
      let calls = try calls(script(plan))
      let openings = calls.flatMap(\.openings)
      #expect(Set(openings) == plan.bareOpenings)
      #expect(openings.count == plan.openings.count)
      #expect(calls.allSatisfy { $0.verb == "create" })
      for call in calls { check(call) }
      let names = calls.map { $0.options["name"] }
      #expect(Set(names).count == names.count, "names are unique over both directions")
      let places = calls.map { [$0.options["direction"], $0.options["priority"]] }
      #expect(Set(places).count == places.count, "priorities are unique in each direction")
      let removal = try self.calls(script(plan, remove: true))
      #expect(removal.map { $0.options["name"] } == names)
      #expect(removal.allSatisfy { $0.verb == "delete" })
    }
  }

  /// What Azure asks of a rule, and that nothing is left to az's defaults.
  private func check(_ call: AzureCall) {
    let isInbound = call.options["direction"] == ["Inbound"]
    #expect(
      Set(call.options.keys) == [
        "resource-group", "nsg-name", "name", "priority", "direction", "access", "protocol", "source-address-prefixes",
        "source-port-ranges", "destination-address-prefixes", "destination-port-ranges", "description", "output",
      ])
    #expect(call.options["access"] == ["Allow"])
    #expect(call.options["protocol"] == ["Tcp"])
    #expect(call.options["resource-group"] == ["$resource_group"])
    let other = isInbound ? "source" : "destination"
    #expect(call.options["\(other)-port-ranges"] == ["*"])
    #expect(call.options["\(other)-address-prefixes"] == ["*"])
    let priority = Int(call.options["priority"]?.first ?? "") ?? 0
    #expect(100...4096 ~= priority)
    let name = call.options["name"]?.first ?? ""
    #expect(name.wholeMatch(of: /\w[\w.-]{0,78}\w/) != nil)
    #expect((call.options["description"]?.first ?? "").count <= 140)
    #expect(call.options["description"]?.count == 1)
  }

  @Test func aRealShellCallsAzureWithTheseWords() throws {
    let group = "rg $(touch x) 'ü' \"q\""
    for plan in try randomPlans(8) + [plan(variousSites), plan(usualSites)] {
      for remove in [false, true] {
        let text = try script(plan, remove: remove)
        let run = try ShellRun(text, arguments: [group, "nsg"])
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        let expected = try ShellReader.commands(text).filter { $0.first == "az" }.map { words in
          words.map { ["$resource_group": group, "$nsg_name": "nsg"][$0] ?? $0 }
        }
        #expect(run.calls == expected)
      }
    }
  }

  @Test(arguments: [[], ["rg"], ["", "nsg"], ["rg", ""], ["rg", "nsg", "more"]]) func wrongArguments(
    _ arguments: [String]
  ) throws {
    for remove in [false, true] {
      let run = try ShellRun(script(plan(usualSites), remove: remove), arguments: arguments)
      #expect(run.status == 64)
      #expect(run.errors.hasPrefix("usage: sh ") && run.errors.hasSuffix(" RESOURCE_GROUP NSG_NAME\n"))
      #expect(run.calls.isEmpty)
    }
  }

  @Test func aFailureOfAzureEndsTheScript() throws {
    let run = try ShellRun(script(plan(usualSites)), arguments: ["rg", "nsg"], azureStatus: 3)
    #expect(run.status == 3)
    #expect(run.calls.count == 1)
  }

  @Test func oneRuleForEachDirectionAndAddress() throws {
    let usual = try calls(script(plan(usualSites)))
    #expect(usual.map { $0.options["name"] } == [["ftpsgate-in-tcp"], ["ftpsgate-out-tcp"]])
    #expect(usual.first?.options["destination-port-ranges"] == ["21", "990", "50000-50100"])
    #expect(usual.last?.options["source-port-ranges"] == ["20", "989"])
    let various = try calls(script(plan(variousSites)))
    #expect(
      various.map { $0.options["name"]?.first ?? "" } == [
        "ftpsgate-in-tcp", "ftpsgate-in-tcp-10.0.0.4", "ftpsgate-in-tcp-10.0.0.5",
        "ftpsgate-in-tcp-2001-db8-0-0-0-0-0-5", "ftpsgate-out-tcp", "ftpsgate-out-tcp-10.0.0.4",
        "ftpsgate-out-tcp-10.0.0.5", "ftpsgate-out-tcp-2001-db8-0-0-0-0-0-5",
      ])
  }

  @Test func tooManyAddressesAreRefused() throws {
    func sites(_ count: Int) -> [PlannedSite] {
      [PlannedSite(name: "Many", bindings: (0..<count).map { "10.1.\($0 / 250).\($0 % 250 + 1):21:" })]
    }
    #expect(try calls(script(plan(sites(380)))).count == 760)
    let refusal = try #require(throws: UnsupportedByTarget.self) { try script(plan(sites(381))) }
    #expect(refusal.reason.description.contains("4096"))
    #expect(refusal.opening.description == "TCP 21 in at 10.1.1.131")
  }

  @Test(arguments: ["127.0.0.1:21:", "[::1]:21:"]) func loopbackIsRefused(_ binding: String) throws {
    let sites = [PlannedSite(name: "Inside", bindings: [binding])]
    #expect(throws: UnsupportedByTarget.self) { try script(plan(sites)) }
  }

  @Test(arguments: [false, true]) func hostileNamesStayInComments(remove: Bool) throws {
    let calm = try commandLines(script(plan(usualSites), remove: remove))
    for name in Hostile.names {
      #expect(try commandLines(script(plan(usualSites), remove: remove, input: name)) == calm)
    }
    for name in Hostile.siteNames {
      let sites = [PlannedSite(name: name, bindings: ["*:21:\(Hostile.hostName(in: name))", "*:990:"])]
      #expect(try commandLines(script(plan(sites), remove: remove)) == calm)
    }
  }

  /// The lines that are no comments; a shell sees no other line ends than line feeds.
  private func commandLines(_ script: String) -> [[UInt8]] {
    #expect(script.utf8.allSatisfy { $0 == 0x0A || 0x20...0x7E ~= $0 })
    return script.utf8.split(separator: 0x0A).map(Array.init).filter { $0.first != UInt8(ascii: "#") }
  }
}
