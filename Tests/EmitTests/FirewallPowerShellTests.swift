import NetworkModel
import Reachability
import TestSupport
import Testing
@testable import Emit

@Suite(.timeLimited) struct FirewallPowerShellTests {
  private func script(
    _ plan: FirewallPlan, shipped: Bool = false, remove: Bool = false, input: String = "applicationHost.config"
  ) throws -> String {
    try FirewallScript.write(
      plan, target: .powershell, header: header(input), predefinedRules: shipped, remove: remove)
  }

  @Test(arguments: [false, true]) func roundTrip(shipped: Bool) throws {
    for plan in try randomPlans(60) {
      let reader = try PowerShellReader(script(plan, shipped: shipped))
      let openings = try reader.openings()
      #expect(openings.bareOpenings == plan.bareOpenings)
      #expect(openings.count == plan.openings.count)
      #expect(try reader.tables("openings").map { $0["Name"] } == plan.openings.map { [$0.name(plan.key)] })
      #expect(
        try reader.table("common").filter { $0.key != "ErrorAction" } == [
          "Action": ["Allow"], "Enabled": ["True"], "Profile": ["Any"], "Protocol": ["TCP"],
          "RemotePort": ["Any"],
          "Program": ["%SystemRoot%\\System32\\svchost.exe"], "Service": ["ftpsvc"],
        ])
    }
  }

  @Test func everyChangeAsksFirst() throws {
    for shipped in [false, true] {
      for remove in [false, true] {
        let lines = try script(plan(usualSites), shipped: shipped, remove: remove)
          .split(separator: "\n", omittingEmptySubsequences: false).map(Line.init)
        let changes = lines.indices.filter { lines[$0].isChange }
        #expect(changes.count > (remove ? 5 : 10))
        for index in changes {
          let around = lines[..<index].enclosing(lines[index])
          let asks = around.contains { $0.text.contains("$PSCmdlet.ShouldProcess(") }
          #expect(asks || around.contains { $0.text.hasPrefix("function ") }, "\(lines[index].text)")
        }
      }
    }
  }

  /// The NetSecurity cmdlets do not see the preference of the script.
  @Test(arguments: [false, true]) func everyCallSaysWhatAnErrorMeans(remove: Bool) throws {
    let text = try script(plan(usualSites), shipped: true, remove: remove)
    for line in text.split(separator: "\n") where line.contains("-NetFirewall") && !line.hasPrefix("#") {
      let calls = line.split(separator: "-NetFirewall").count - 1
      let answers = line.split(separator: "-ErrorAction").count - 1
      #expect(answers >= calls || line.contains("@common") || line.contains("' -f"), "\(line)")
    }
  }

  @Test func saysWhatIsNeededOfShippedRules() throws {
    let wide = try PowerShellReader(script(plan(usualSites))).shippedRules()
    #expect(wide.map(\.name) == PredefinedRule.allCases.map(\.rawValue))
    #expect(wide.map(\.ports) == [["21"], ["990"], ["50000-50100"], ["20"], ["989"]])
    #expect(wide.map(\.shippedPorts) == [["21"], ["990"], ["1024-65535"], ["20"], ["989"]])
    #expect(wide.allSatisfy { $0.clients == ["Any"] && $0.standsFor == [""] })
    var options = FirewallPlan.Options()
    options.clients = ["203.0.113.0/24", "2001:db8:7::/48"].compactMap { ClientSource($0) }
    let sites = [PlannedSite(name: "A", bindings: ["10.0.0.4:21:", "[2001:db8::5]:21:", "*:2121:"])]
    let narrow = try PowerShellReader(script(plan(sites, options: options), shipped: true)).shippedRules()
    #expect(narrow.map(\.ports) == [["21"], [], ["50000-50100"], ["20"]])
    #expect(narrow[0].clients.sorted() == ["2001:db8:7::/48", "203.0.113.0/24"])
    #expect(narrow[1].clients.isEmpty)
    #expect(narrow.allSatisfy { $0.standsFor == [""] })
  }

  @Test(arguments: [false, true]) func theRemovalDoesWhatTheSwitchDoes(shipped: Bool) throws {
    let plan = try plan(usualSites)
    let removal = try script(plan, shipped: shipped, remove: true)
    #expect(removal.hasSuffix("\n\n" + PowerShellUndo.all + "\n"))
    #expect(try script(plan, shipped: shipped).contains("if ($Remove) {\n" + indented(PowerShellUndo.all)))
    #expect(try !PowerShellReader(removal).commands.contains("New-NetFirewallRule"))
    #expect(removal.contains("$group = 'ftpsgate-1'"))
  }

  @Test func helpNamesEachParameter() throws {
    for remove in [false, true] {
      let text = try script(plan(usualSites), remove: remove)
      let help = try #require(text.split(separator: "<#").last?.split(separator: "#>").first)
      for keyword in [".SYNOPSIS", ".DESCRIPTION", ".EXAMPLE"] { #expect(help.contains("\n\(keyword)\n")) }
      for line in text.split(separator: "\n") where line.hasPrefix("    [switch]$") {
        let name = line.dropFirst("    [switch]$".count).prefix { $0 != "," }
        #expect(help.contains("\n.PARAMETER \(name)\n"))
      }
    }
  }

  @Test(arguments: [false, true]) func stopsBeforeAnythingWhenTheFirewallDoesNotRun(remove: Bool) throws {
    let tokens = try PowerShellReader(script(plan(usualSites), remove: remove)).tokens
    let stop = try #require(tokens.firstIndex(of: .word("throw")))
    #expect(tokens[..<stop].contains(.string("MpsSvc")))
    #expect(!tokens[..<stop].contains { if case .word(let word) = $0 { word.contains("-NetFirewall") } else { false } })
  }

  @Test func turnsInspectionOffOnlyForTLSAndOnlyIfTold() throws {
    let tokens = try PowerShellReader(script(plan(usualSites))).tokens
    let change = try #require(tokens.lastIndex(of: .word("-EnableStatefulFtp")))
    #expect(tokens[..<change].contains(.variable("DisableStatefulFtp")))
    let plain = try script(plan([PlannedSite(name: "Plain", bindings: ["*:21:"], hasTLS: false)]))
    #expect(!plain.contains("DisableStatefulFtp"))
    #expect(!plain.contains("-EnableStatefulFtp False"))
  }

  @Test func shippedRulesStandInForWhatTheySay() throws {
    let shipped = try PowerShellReader(script(plan(usualSites), shipped: true)).shippedRules()
    let pairs = shipped.map { ($0.name, $0.standsFor) }
    #expect(
      Dictionary(uniqueKeysWithValues: pairs) == [
        "IIS-WebServerRole-FTP-In-TCP-21": ["ftpsgate-1.in-tcp-21"],
        "IIS-WebServerRole-FTP-In-TCP-990": ["ftpsgate-1.in-tcp-990"],
        "IIS-WebServerRole-FTP-Passive-In-TCP": ["ftpsgate-1.in-tcp-50000-50100"],
        "IIS-WebServerRole-FTP-Out-TCP-20": ["ftpsgate-1.out-tcp-20"],
        "IIS-WebServerRole-FTP-Out-TCP-989": ["ftpsgate-1.out-tcp-989"],
      ])
    let own = [PlannedSite(name: "Own", bindings: ["10.0.0.4:21:", "10.0.0.4:2121:"])]
    #expect(try PowerShellReader(script(plan(own), shipped: true)).shippedRules().allSatisfy { $0.standsFor == [""] })
  }

  @Test func passiveOnlyHasNoOutboundRules() throws {
    let text = try script(plan(usualSites, options: .init(passiveOnly: true)))
    #expect(try PowerShellReader(text).openings().allSatisfy { $0.direction == .inbound })
  }

  @Test(arguments: [false, true], [false, true]) func hostileNamesStayInComments(shipped: Bool, remove: Bool) throws {
    let calm = try PowerShellReader(script(plan(usualSites), shipped: shipped, remove: remove))
    for name in Hostile.names {
      let text = try script(plan(usualSites), shipped: shipped, remove: remove, input: name)
      try expectSame(text, calm)
    }
    for name in Hostile.siteNames {
      let sites = [PlannedSite(name: name, bindings: ["*:21:\(Hostile.hostName(in: name))", "*:990:"])]
      try expectSame(script(plan(sites), shipped: shipped, remove: remove), calm)
    }
  }

  private func expectSame(_ text: String, _ calm: PowerShellReader) throws {
    #expect(text.utf8.allSatisfy { $0 == 0x0A || 0x20...0x7E ~= $0 }, "ASCII, and no control characters")
    #expect(try PowerShellReader(text).tokens == calm.tokens)
    let directives = text.split(separator: "\n").filter { $0.lowercased().hasPrefix("#requires") }
    #expect(directives == ["#Requires -RunAsAdministrator", "#Requires -Modules NetSecurity"])
    #expect(!text.contains("\n# SIG #"))
    #expect(
      text.split(separator: "\n").filter { $0.contains("<#") && !$0.drop { $0 == " " }.hasPrefix("# ") } == ["<#"])
  }
}

/// A line of a script and how far it is indented.
private struct Line {
  let text: Substring
  let indentation: Int

  init(_ line: Substring) {
    text = line.drop { $0 == " " }
    indentation = line.count - text.count
  }

  /// Whether something is changed here.
  var isChange: Bool {
    ["Set-", "New-NetFirewallRule", "New-Item", "Remove-", "Clear-", "Enable-", "Restart-"].contains {
      text.hasPrefix($0)
    }
  }
}

extension ArraySlice<Line> {
  /// The lines that open a block around a line, the innermost first.
  fileprivate func enclosing(_ line: Line) -> [Line] {
    var indentation = line.indentation
    return reversed().filter { one in
      guard !one.text.isEmpty, one.indentation < indentation else { return false }
      indentation = one.indentation
      return true
    }
  }
}

/// What a script knows of a shipped rule.
private struct ShippedRule {
  let name: String
  let shippedPorts: [String]
  let ports: [String]
  let clients: [String]
  let standsFor: [String]
}

extension PowerShellReader {
  fileprivate func shippedRules() throws -> [ShippedRule] {
    try tables("shippedRules").map { table in
      ShippedRule(
        name: table["Name"]?.first ?? "", shippedPorts: table["ShippedPort"] ?? [], ports: table["LocalPort"] ?? [],
        clients: table["RemoteAddress"] ?? [], standsFor: table["StandsFor"] ?? [])
    }
  }
}
