import IISConfiguration
import Inet
import Reachability
import TestSupport
import Testing
@testable import Emit

/// What scripts make of a security group, run by a shell; `make verify` runs them with the real az.
@Suite(.timeLimited) struct FirewallAzureTests {
  private func script(
    _ plan: FirewallPlan, remove: Bool = false, input: String = "applicationHost.config"
  ) throws -> String {
    try FirewallScript.write(plan, target: .azureCLI, header: header(input), remove: remove)
  }

  private func run(
    _ plan: FirewallPlan, remove: Bool = false, options: [String] = [], rules: [[String]] = [], failing: Int? = nil
  ) throws -> ShellRun {
    try ShellRun(
      script(plan, remove: remove), arguments: ["rg", "nsg"] + options, rules: rules, failing: failing)
  }

  private func created(_ plan: FirewallPlan) throws -> [AzureCall] {
    let run = try run(plan)
    #expect(run.status == 0, "\(run.errors)")
    return try run.created
  }

  @Test func roundTrip() throws {
    for plan in try randomPlans(30, serviceTags: true) {
      let first = try run(plan)
      #expect(first.status == 0 && first.errors.isEmpty, "\(first.errors)")
      let calls = try first.created
      let openings = calls.flatMap(\.openings)
      #expect(openings.bareOpenings == plan.bareOpenings)
      #expect(Set(openings).count == openings.count)
      for call in calls { check(call) }
      let names = calls.map { $0.options["name"]?.first ?? "" }
      #expect(Set(names).count == names.count, "names are unique over both directions")
      let places = calls.map { [$0.options["direction"], $0.options["priority"]] }
      #expect(Set(places).count == places.count, "priorities are unique in each direction")
      let removal = try run(plan, remove: true, rules: [Self.foreign] + first.rules)
      #expect(removal.status == 0 && removal.rules == [Self.foreign])
      #expect(removal.output.contains("removed \(names[0])\n"))
    }
  }

  private static let foreign = ["web", "Inbound", "4000", "Allow", "Tcp", "*", "*"]

  /// What Azure asks of a rule, and that nothing is left to az's defaults.
  private func check(_ call: AzureCall) {
    let isInbound = call.options["direction"] == ["Inbound"]
    #expect(
      Set(call.options.keys) == [
        "subscription", "resource-group", "nsg-name", "name", "priority", "direction", "access", "protocol",
        "source-address-prefixes", "source-port-ranges", "destination-address-prefixes", "destination-port-ranges",
        "description", "output",
      ])
    #expect(call.options["access"] == ["Allow"])
    #expect(call.options["protocol"] == ["Tcp"])
    #expect(call.options["resource-group"] == ["rg"])
    let other = isInbound ? "source" : "destination"
    #expect(call.options["\(other)-port-ranges"] == ["*"])
    let clients = call.options["\(other)-address-prefixes"] ?? []
    #expect(clients.count == 1 || clients.allSatisfy { IPPrefix($0) != nil }, "tags stand alone")
    let kinds = ((call.options["source-address-prefixes"] ?? []) + (call.options["destination-address-prefixes"] ?? []))
      .compactMap { IPPrefix($0) }.map { IPAddressSet($0).isSubset(of: .anyV4) }
    #expect(Set(kinds).count < 2, "Azure takes no addresses of both kinds")
    let priority = Int(call.options["priority"]?.first ?? "") ?? 0
    #expect(100...4096 ~= priority)
    let name = call.options["name"]?.first ?? ""
    #expect(name.wholeMatch(of: /\w[\w.-]{0,78}\w/) != nil)
    #expect((call.options["description"]?.first ?? "").count <= 140)
    #expect(call.options["description"]?.count == 1)
  }

  @Test func theGroupsNamesStayWords() throws {
    let group = "rg $(touch x) 'ü' \"q\""
    for remove in [false, true] {
      let run = try ShellRun(script(plan(usualSites), remove: remove), arguments: [group, "nsg"])
      #expect(run.status == 0 && run.errors.isEmpty)
      let groups = run.calls.compactMap { call in call.firstIndex(of: "--resource-group").map { call[$0 + 1] } }
      #expect(groups.count > 1 && groups.allSatisfy { $0 == group })
    }
  }

  @Test(arguments: [
    [], ["rg"], ["", "nsg"], ["rg", ""], ["rg", "nsg", "more"], ["rg", "nsg", "--more"],
    ["rg", "nsg", "--subscription"],
  ]) func wrongArguments(_ arguments: [String]) throws {
    for remove in [false, true] {
      let run = try ShellRun(script(plan(usualSites), remove: remove), arguments: arguments)
      #expect(run.status == 64)
      #expect(
        run.errors.hasPrefix("usage: sh ") && run.errors.contains(" RESOURCE_GROUP NSG_NAME [--subscription NAME]"))
      #expect(run.calls.isEmpty)
    }
  }

  /// Whichever call fails, the script ends, changes nothing more, and says what it had changed.
  @Test(arguments: [false, true]) func aFailureOfAzureEndsTheScript(remove: Bool) throws {
    let plan = try plan(usualSites)
    let standing = remove ? try run(plan).rules : []
    let calls = try run(plan, remove: remove, rules: standing).calls
    for failing in 1...calls.count {
      let run = try run(plan, remove: remove, rules: standing, failing: failing)
      #expect(run.status == 1 && run.calls.count == failing, "call \(failing)")
      #expect(run.errors.contains("FAILED: "))
      let changes = calls[..<(failing - 1)].filter { ["create", "delete"].contains($0[4]) }
      #expect(
        run.errors.contains(changes.isEmpty ? "Nothing was changed." : "What was changed before:"), "\(run.errors)")
      for change in changes { #expect(run.errors.contains(change[change.count - 3]) || !remove) }
    }
  }

  @Test func aSecondRunSetsTheSameRules() throws {
    let plan = try plan(variousSites)
    let first = try run(plan)
    let second = try run(plan, rules: first.rules)
    #expect(second.status == 0 && Set(second.rules) == Set(first.rules))
  }

  /// What somebody has narrowed or closed stays so, and the script says why it ends.
  @Test(arguments: [(3, "Deny"), (5, "203.0.113.0/24"), (6, "10.0.0.4"), (4, "Udp")])
  func whatSomebodyHasChangedStopsItBeforeAnything(_ field: Int, _ value: String) throws {
    let plan = try plan(usualSites)
    var standing = try run(plan).rules
    standing[0][field] = value
    let run = try run(plan, rules: standing)
    #expect(try run.status == 1 && run.rules == standing && run.created.isEmpty)
    #expect(run.errors.contains("ftpsgate-1.in-tcp was changed.") && run.errors.contains(value))
    #expect(run.errors.contains("Nothing was changed."))
    let replaced = try self.run(plan, options: ["--replace"], rules: standing)
    #expect(replaced.status == 0)
    #expect(try Set(replaced.rules) == Set(self.run(plan).rules))
  }

  @Test func anotherSpellingOfTheProtocolIsNoChange() throws {
    let plan = try plan(usualSites)
    var standing = try run(plan).rules
    standing[0][4] = "TCP"
    #expect(try run(plan, rules: standing).status == 0)
  }

  @Test func staleRulesGoLastAndThoseOfOthersStay() throws {
    let others = [
      Self.foreign, ["ftpsgate-1-2.in-tcp", "Inbound", "310", "Allow", "Tcp", "*", "*"],
      ["ftpsgate-10.in-tcp", "Inbound", "320", "Allow", "Tcp", "*", "*"],
    ]
    let stale = ["ftpsgate-1.in-tcp-old", "Inbound", "330", "Allow", "Tcp", "*", "*"]
    let run = try run(plan(usualSites), rules: others + [stale])
    #expect(run.status == 0)
    #expect(Set(run.rules) == Set(try self.run(plan(usualSites)).rules + others))
    let verbs = run.calls.compactMap { $0.count > 4 && $0[3] == "rule" ? $0[4] : nil }
    #expect(verbs == ["list", "create", "create", "delete", "list"])
  }

  /// What is narrower than the plan has been narrowed by somebody, or is another server's.
  @Test(arguments: [(3, "Deny"), (4, "*"), (5, "198.51.100.0/24"), (6, "10.0.0.9")])
  func aStaleRuleThatLooksLikeSomebodyElsesStopsIt(_ field: Int, _ value: String) throws {
    var stale = ["ftpsgate-1.in-tcp-old", "Inbound", "330", "Allow", "Tcp", "*", "*"]
    stale[field] = value
    let run = try run(plan(usualSites), rules: [stale])
    #expect(run.status == 1 && run.rules == [stale])
    #expect(run.errors.contains("ftpsgate-1.in-tcp-old is not in the plan, and not for its clients"), "\(run.errors)")
    #expect(run.errors.contains(value) && run.errors.contains("a --name of its own"))
  }

  /// Two rules of one direction cannot have one priority, so what holds a place is moved before it goes.
  @Test func aStaleRuleOnAPriorityOfThePlanIsMovedFirst() throws {
    let stale = ["ftpsgate-1.in-tcp-old", "Inbound", "300", "Allow", "Tcp", "*", "*"]
    let last = ["last", "Inbound", "4096", "Deny", "*", "*", "*"]
    let run = try run(plan(usualSites), rules: [stale, last])
    #expect(run.status == 0)
    let verbs = run.calls.compactMap { $0.count > 4 && $0[3] == "rule" ? $0[4] : nil }
    #expect(verbs == ["list", "update", "create", "create", "delete", "list"])
    #expect(run.calls.contains { $0.contains("update") && $0.contains("4095") })
    #expect(Set(run.rules) == Set(try self.run(plan(usualSites)).rules + [last]))
  }

  /// As when addresses of bindings changed, so that rules of the plan change places among themselves.
  @Test func rulesOfThePlanMayChangePlaces() throws {
    let plan = try plan(variousSites)
    let inbound = try run(plan).rules.filter { $0[1] == "Inbound" }
    var standing = inbound
    for index in standing.indices { standing[index][2] = inbound[(index + 1) % inbound.count][2] }
    let run = try run(plan, rules: standing)
    #expect(run.status == 0, "\(run.errors)")
    #expect(Set(run.rules) == Set(try self.run(plan).rules))
  }

  @Test func aPriorityOfSomebodyElseStopsIt() throws {
    let web = ["web", "Inbound", "300", "Allow", "Tcp", "*", "*"]
    let run = try run(plan(usualSites), rules: [web])
    #expect(run.status == 1 && run.rules == [web])
    #expect(
      run.errors.contains("The priority 300 (Inbound) belongs to web: write this script again with another --priority.")
    )
    let outbound = ["web", "Outbound", "290", "Allow", "Tcp", "*", "*"]
    #expect(try self.run(plan(usualSites), rules: [outbound]).errors.isEmpty)
  }

  @Test func whatDeniesBeforeIsNamed() throws {
    let deny = ["no-ftp", "Inbound", "200", "Deny", "*", "*", "*"]
    let run = try run(plan(usualSites), rules: [deny])
    #expect(run.status == 0)
    #expect(run.errors == "NOTE: no-ftp (priority 200, Inbound) denies before these rules and may win.\n")
  }

  @Test func removalOfNothingSaysSo() throws {
    let run = try run(plan(usualSites), remove: true, rules: [Self.foreign])
    #expect(run.status == 0 && run.rules == [Self.foreign])
    #expect(run.output.contains("nothing to remove"))
  }

  @Test func oneRuleForEachDirectionAndAddress() throws {
    let usual = try created(plan(usualSites))
    #expect(usual.map { $0.options["name"] } == [["ftpsgate-1.in-tcp"], ["ftpsgate-1.out-tcp"]])
    #expect(usual.first?.options["destination-port-ranges"] == ["21", "990", "50000-50100"])
    #expect(usual.last?.options["source-port-ranges"] == ["20", "989"])
    let various = try created(plan(variousSites))
    #expect(
      various.map { $0.options["name"]?.first ?? "" } == [
        "ftpsgate-1-1.in-tcp", "ftpsgate-1-1.in-tcp-10.0.0.4", "ftpsgate-1-1.in-tcp-10.0.0.5",
        "ftpsgate-1-1.in-tcp-2001-db8-0-0-0-0-0-5", "ftpsgate-1-1.out-tcp", "ftpsgate-1-1.out-tcp-10.0.0.4",
        "ftpsgate-1-1.out-tcp-10.0.0.5", "ftpsgate-1-1.out-tcp-2001-db8-0-0-0-0-0-5",
      ])
  }

  @Test func addressesWithTheSamePortsShareARule() throws {
    let sites = [PlannedSite(name: "Many", bindings: (0..<100).map { "10.1.0.\($0 + 1):21:" })]
    let calls = try created(plan(sites))
    #expect(calls.map { $0.options["name"] } == [["ftpsgate-1.in-tcp-10.1.0.1"], ["ftpsgate-1.out-tcp-10.1.0.1"]])
    #expect(calls.first?.options["destination-address-prefixes"]?.count == 100)
  }

  /// Azure takes one tag or many networks a side, and no networks of both kinds.
  @Test func eachKindOfClientsHasItsRule() throws {
    var options = FirewallPlan.Options(passiveOnly: true)
    options.clients = [
      "internet", "203.0.113.0/24", "10.0.0.0/8", "fd00::/8", "service-tag:AzureCloud", "service-tag:Sql",
    ]
    .compactMap { ClientSource($0) }
    let calls = try created(plan(usualSites, options: options))
    #expect(
      calls.map { $0.options["name"] } == [
        ["ftpsgate-1.in-tcp-internet"], ["ftpsgate-1.in-tcp"], ["ftpsgate-1.in-tcp-v6"],
        ["ftpsgate-1.in-tcp-tag-c1ab08"],
        ["ftpsgate-1.in-tcp-tag-4ec7c5"],
      ])
    #expect(
      calls.map { $0.options["source-address-prefixes"] } == [
        ["Internet"], ["10.0.0.0/8"], ["fd00::/8"], ["AzureCloud"], ["Sql"],
      ])
  }

  @Test func tooManySetsOfPortsAreRefused() throws {
    func sites(_ count: Int) -> [PlannedSite] {
      [PlannedSite(name: "Many", bindings: (0..<count).map { "10.1.\($0 / 250).\($0 % 250 + 1):\(2100 + $0):" })]
    }
    #expect(try script(plan(sites(500))).matches(of: /\n  "\$1" ftpsgate-/).count == 1000)
    let refusal = try #require(throws: UnsupportedByTarget.self) { try script(plan(sites(501))) }
    #expect(refusal.reason.description.contains("no more than 1000 rules"))
  }

  @Test(arguments: ["127.0.0.1:21:", "[::1]:21:", "169.254.1.2:21:", "[fe80::1]:21:"])
  func addressesOfTheMachineAreRefused(_ binding: String) throws {
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
    return script.utf8.split(separator: 0x0A).map(Array.init).filter {
      $0.first { $0 != UInt8(ascii: " ") } != UInt8(ascii: "#")
    }
  }
}

extension ShellRun {
  /// The calls that create rules.
  fileprivate var created: [AzureCall] {
    get throws { try calls.filter { $0.count > 4 && $0[4] == "create" }.map(AzureCall.init) }
  }
}
