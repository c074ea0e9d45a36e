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
          "Program": ["%SystemRoot%\\System32\\svchost.exe"], "Service": ["ftpsvc"],
        ])
    }
  }

  @Test func everyChangeAsksFirst() throws {
    for shipped in [false, true] {
      for remove in [false, true] {
        let lines = try script(plan(usualSites), shipped: shipped, remove: remove)
          .split(separator: "\n").map { $0.drop { $0 == " " } }
        let changes = ["Set-", "New-", "Remove-", "Enable-", "Restart-"]
        for (before, line) in zip(lines, lines.dropFirst()) where changes.contains(where: { line.hasPrefix($0) }) {
          #expect(before.contains("$PSCmdlet.ShouldProcess("), "\(line)")
          #expect(line.contains("-ErrorAction Stop") || line.contains("@common"), "\(line)")
        }
      }
    }
  }

  @Test func narrowsTheShippedPassiveRuleAndRestoresIt() throws {
    let reader = try PowerShellReader(script(plan(usualSites)))
    let narrowing = reader.calls("Set-NetFirewallRule").filter { $0.contains(.string("50000-50100")) }
    #expect(narrowing.count == 1)
    #expect(narrowing.allSatisfy { $0.contains(.string("IIS-WebServerRole-FTP-Passive-In-TCP")) })
    let removal = try PowerShellReader(script(plan(usualSites), remove: true))
    #expect(removal.calls("Set-NetFirewallRule").allSatisfy { $0.contains(.string("1024-65535")) })
    #expect(removal.calls("Set-NetFirewallRule").count == 1)
    #expect(!removal.commands.contains("New-NetFirewallRule"))
  }

  @Test func leavesAShippedPassiveRuleThatBlocksAsItIs() throws {
    for shipped in [false, true] {
      let tokens = try PowerShellReader(script(plan(usualSites), shipped: shipped)).tokens
      let narrowing = try #require(tokens.firstIndex(of: .string("50000-50100")))
      let test: [PowerShellReader.Token] = [
        .variable("passive"), .sign("."), .word("Action"), .word("-ne"), .string("Allow"),
      ]
      #expect(tokens[..<narrowing].indices.contains { tokens[$0...].starts(with: test) })
    }
  }

  @Test(arguments: [false, true]) func stopsBeforeAnythingWhenTheFirewallDoesNotRun(remove: Bool) throws {
    let tokens = try PowerShellReader(script(plan(usualSites), remove: remove)).tokens
    let stop = try #require(tokens.firstIndex(of: .word("throw")))
    #expect(tokens[..<stop].contains(.string("MpsSvc")))
    #expect(!tokens[..<stop].contains { if case .word(let word) = $0 { word.contains("-NetFirewall") } else { false } })
  }

  @Test func turnsInspectionOffOnlyForTLS() throws {
    #expect(try PowerShellReader(script(plan(usualSites))).commands.contains("Set-NetFirewallSetting"))
    let plain = try script(plan([PlannedSite(name: "Plain", bindings: ["*:21:"], hasTLS: false)]))
    #expect(try !PowerShellReader(plain).commands.contains("Set-NetFirewallSetting"))
    #expect(!plain.contains("Stateful"))
  }

  @Test func shippedRulesStandInForWhatTheySay() throws {
    let shipped = try PowerShellReader(script(plan(usualSites), shipped: true)).table("shipped")
    #expect(
      shipped == [
        "ftpsgate-1.in-tcp-21": ["IIS-WebServerRole-FTP-In-TCP-21"],
        "ftpsgate-1.in-tcp-990": ["IIS-WebServerRole-FTP-In-TCP-990"],
        "ftpsgate-1.in-tcp-50000-50100": ["IIS-WebServerRole-FTP-Passive-In-TCP"],
        "ftpsgate-1.out-tcp-20": ["IIS-WebServerRole-FTP-Out-TCP-20"],
        "ftpsgate-1.out-tcp-989": ["IIS-WebServerRole-FTP-Out-TCP-989"],
      ])
    let own = [PlannedSite(name: "Own", bindings: ["10.0.0.4:21:", "10.0.0.4:2121:"])]
    #expect(try PowerShellReader(script(plan(own), shipped: true)).table("shipped").isEmpty)
  }

  @Test func warnsBeforeItEnables() throws {
    let tokens = try PowerShellReader(script(plan(usualSites), shipped: true)).tokens
    let enabling = try #require(tokens.firstIndex(of: .word("Enable-NetFirewallRule")))
    let warning = try #require(tokens[..<enabling].lastIndex(of: .word("Write-Warning")))
    #expect(
      tokens[warning + 2]
        == .string("The rule {0} was disabled, perhaps on purpose: it is needed, so this script enables it."))
    #expect(try !PowerShellReader(script(plan(usualSites))).commands.contains("Enable-NetFirewallRule"))
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
  }
}
