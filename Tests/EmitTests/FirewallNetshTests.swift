import IISConfiguration
import Reachability
import TestSupport
import Testing
@testable import Emit

/// What a batch file says; what it does on used machines is held by `verify/netsh`, under Wine's cmd.
@Suite(.timeLimited) struct FirewallNetshTests {
  private func script(
    _ plan: FirewallPlan, remove: Bool = false, input: String = "applicationHost.config"
  ) throws -> String {
    try FirewallScript.write(plan, target: .netsh, header: header(input), remove: remove)
  }

  @Test func openingsComeBack() throws {
    for plan in try randomPlans(60) {
      let reader = try BatchReader(script(plan))
      let openings = try BatchReader.openings(reader.rules("add"))
      #expect(openings.bareOpenings == plan.bareOpenings)
      #expect(openings.count == plan.openings.count)
      #expect(reader.rules("set") == reader.rules("add"), "a rule is the same whether it is new or set anew")
      #expect(reader.rules("delete") == plan.openings.map { ["name=" + $0.name(plan.key)] } + [["name=\u{1}"]])
    }
  }

  /// Whatever is asked about must have been asked before anything is changed, and about each rule.
  @Test func itLooksBeforeItChanges() throws {
    for plan in try randomPlans(20) {
      let reader = try BatchReader(script(plan))
      let removal = try BatchReader(script(plan, remove: true))
      for (reader, part) in [(reader, ":look"), (removal, ":weigh")] {
        let write = try #require(reader.lines.firstIndex(of: .label("write")))
        let before = reader.lines[..<write]
        #expect(plan.openings.allSatisfy { before.contains(.command(["call", part, $0.name(plan.key)])) })
        #expect(reader.changes.allSatisfy { $0 > write })
      }
      #expect(plan.openings.allSatisfy { removal.commands.contains(["call", ":remove", $0.name(plan.key)]) })
    }
  }

  /// A refusal has a code below 0, which `if errorlevel 1` takes for success.
  @Test(arguments: [false, true]) func eachChangeIsChecked(remove: Bool) throws {
    let reader = try BatchReader(script(plan(usualSites), remove: remove))
    #expect(reader.changes.count == (remove ? 2 : 5 * 3 + 5))
    for index in reader.changes {
      guard case .command(let check) = reader.lines[index + 1] else {
        Issue.record("no check after \(reader.lines[index])")
        continue
      }
      let isChecked =
        check.starts(with: ["if", "\u{2}", "neq", "0", "goto"])
        || check == ["if", "\u{2}", "equ", "0", "exit", "/b", "0"]
      #expect(isChecked, "\(reader.lines[index])")
    }
  }

  @Test(arguments: [false, true]) func eachLabelIsThereOnce(remove: Bool) throws {
    for plan in try randomPlans(20) {
      let reader = try BatchReader(script(plan, remove: remove))
      let labels = reader.lines.compactMap { if case .label(let name) = $0 { name } else { nil } }
      #expect(Set(labels).count == labels.count)
      let missing = Set(reader.targets).subtracting(labels)
      #expect(missing.isEmpty, "\(missing)")
      #expect(Set(labels).subtracting(reader.targets).isEmpty)
    }
  }

  /// Each plan keeps its record in a key of its own, with a digest that says whether there is anything to do.
  @Test func recordsAreOfOnePlan() throws {
    func mark(_ sites: [PlannedSite], clients: [String] = []) throws -> String {
      var options = FirewallPlan.Options()
      options.clients = clients.compactMap { ClientSource($0) }
      let text = try script(plan(sites, options: options))
      #expect(text.contains("set \"record=HKLM\\SOFTWARE\\ftpsgate-netsh\\ftpsgate-1\"\r\n"))
      #expect(text.contains("\"%find%\" \"    ftpsgate-1.\"') do call :drop \"%%n\"\r\n"))
      let found = try #require(text.firstMatch(of: /\/v plan \/t REG_SZ \/d "([0-9a-f]{64})" \/f/)).1
      #expect(text.contains("\"    \(found)\" >nul\r\n"), "it looks for what it writes")
      return String(found)
    }
    let usual = try mark(usualSites)
    #expect(try mark(usualSites, clients: ["203.0.113.0/24"]) != usual)
    let named = usualSites.map { PlannedSite(name: $0.name + "2", bindings: $0.bindings) }
    #expect(try mark(named) == usual, "a name opens nothing")
  }

  @Test func inspectionIsTurnedOffOnlyWhereThereIsTLS() throws {
    #expect(try script(plan(usualSites)).contains("[/disable-stateful-ftp]"))
    let plain = try script(plan([PlannedSite(name: "Plain", bindings: ["*:21:"], hasTLS: false)]))
    #expect(!plain.contains("[/disable-stateful-ftp]") && !plain.contains("StatefulFtp disable"))
  }

  @Test func saysWhatOnlyPowerShellCanChange() throws {
    func output(_ plan: FirewallPlan) throws -> String { try BatchReader(script(plan)).output }
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

  /// A line that holds what Windows makes of a rule is longer than the one that sets it.
  @Test(arguments: [(200, true), (300, false), (700, false)])
  func tooManyClientsForALineAreRefused(count: Int, fits: Bool) throws {
    var options = FirewallPlan.Options()
    options.clients = (0..<count).compactMap { ClientSource("203.\($0 / 250).\($0 % 250).7") }
    let plan = try plan(usualSites, options: options)
    if fits {
      #expect(try BatchReader.openings(BatchReader(script(plan)).rules("add")).bareOpenings == plan.bareOpenings)
    } else {
      let refusal = try #require(throws: UnsupportedByTarget.self) { try script(plan) }
      #expect(refusal.reason.description.contains("\(count) networks"))
    }
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
    func lines(_ plan: FirewallPlan, _ input: String = "x") throws -> [BatchReader.Line] {
      try BatchReader(script(plan, remove: remove, input: input)).lines
    }
    let calm = try lines(plan(usualSites))
    for name in Hostile.names { #expect(try lines(plan(usualSites), name) == calm) }
    for name in Hostile.siteNames {
      let sites = [PlannedSite(name: name, bindings: ["*:21:\(Hostile.hostName(in: name))", "*:990:"])]
      #expect(try lines(plan(sites)) == calm)
    }
  }
}
