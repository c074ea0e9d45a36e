import Foundation
import Reachability
import Testing
import TestSupport
@testable import Emit

/// Scripts under other people's parsers; `FTPSGATE_CHECKERS` names the Python of an environment that has them.
@Suite(
  .timeLimited,
  .needsCheckers)
struct FirewallCheckerTests {
  @Test func powerShellParsersAgree() throws {
    var scripts: [String] = []
    for plan in try plans() {
      for shipped in [false, true] {
        for remove in [false, true] {
          scripts.append(
            try FirewallScript.write(
              plan, target: .powershell, header: header(Hostile.names[scripts.count % Hostile.names.count]),
              predefinedRules: shipped, remove: remove))
        }
      }
    }
    try check(scripts, with: "check_powershell.py", ending: "ps1")
  }

  @Test func powerShellParsersAgreeOnAzure() throws {
    var scripts: [String] = []
    for plan in try plans() + randomPlans(2, serviceTags: true) {
      for remove in [false, true] {
        scripts.append(
          try FirewallScript.write(
            plan, target: .azurePowerShell, header: header(Hostile.names[scripts.count % Hostile.names.count]),
            remove: remove))
      }
    }
    try check(scripts, with: "check_powershell.py", ending: "ps1")
  }

  @Test func batchParserAgrees() throws {
    var scripts: [String] = []
    for plan in try plans() {
      for remove in [false, true] {
        scripts.append(
          try FirewallScript.write(
            plan, target: .netsh, header: header(Hostile.names[scripts.count % Hostile.names.count]), remove: remove))
      }
    }
    try check(scripts, with: "check_batch.py", ending: "bat")
  }

  @Test func plansFitTheirSchema() throws {
    let plans = try plans() + randomPlans(20, serviceTags: true)
    let texts = try plans.enumerated().map { index, plan in
      try FirewallScript.write(
        plan, target: .json, header: header(Hostile.names[index % Hostile.names.count]))
    }
    let result = try result(of: "check_plan.py", on: texts, ending: "json")
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    #expect(result.output.contains("\(texts.count) plans, 0 faults"))
    let faults = [
      ("\"direction\": \"inbound\"", "\"direction\": \"in\""), ("\"first\": 990", "\"first\": 99000"),
      ("\"key\": \"1\"", "\"key\": \"a.b\""), ("\"origins\"", "\"origin\""),
    ]
    let sound = try FirewallScript.write(plan(usualSites), target: .json, header: header())
    let broken = faults.map { sound.replacing($0.0, with: $0.1) }
    #expect(!broken.contains(sound))
    let refused = try self.result(of: "check_plan.py", on: broken, ending: "json")
    #expect(refused.status == 1)
    for index in faults.indices { #expect(refused.output.contains("/\(index).json: "), "\(faults[index])") }
  }

  /// A checker that finds nothing could be one that looks at nothing.
  @Test func checkersFindFaults() throws {
    let powerShell = try FirewallScript.write(
      plan(usualSites), target: .powershell, header: header(), predefinedRules: true)
    let azure = try FirewallScript.write(plan(usualSites), target: .azurePowerShell, header: header())
    let netsh = try FirewallScript.write(plan(usualSites), target: .netsh, header: header())
    let faults = [
      (azure, "SourcePortRange = ", "SourcePortRanges = "), (azure, "Priority = '300'", "Priority = '99'"),
      (azure, "'Tcp'", "'TCP/IP'"), (azure, "Access = 'Allow'", "Access = 'Permit'"),
      (azure, "-NetworkSecurityGroup $latest @rule", "@rule"), (azure, "-DefaultProfile $context", "-Context $context"),
      (azure, "'50000-50100'", "'50100-50000'"), (azure, "        Access = 'Allow'\n", ""),
      (azure, "Get-Standing $latest", "Get-Standing $latest $group"),
      (azure, "# Why a change", "Remove-AzNetworkSecurityGroup #"),
      (powerShell, "Direction = ", "Dirction = "), (powerShell, "'Inbound'", "'In'"),
      (powerShell, "'True'\n", "'Yes'\n"),
      (powerShell, "'50000-50100'", "'50000-70000'"), (powerShell, "@('21')", "@('21'"),
      (powerShell, "-DisplayName $opening.Name", ""), (powerShell, "-EnableStatefulFtp False", "-StatefulFtp False"),
      (powerShell, "'FTP passive data channel'", "\"$(Remove-Item x)\""), (powerShell, "# Why", "Remove-Item x #"),
      (netsh, "dir=in", "dir=inbound"), (netsh, " localip=any", ""), (netsh, "service=ftpsvc", "service=ftpsvc & calc"),
      (netsh, "rem Why", "calc"), (netsh, "localport=990", "localport=99999"),
      (netsh, "StatefulFtp disable", "StatefulFtp off"),
    ]
    for (isBatch, checker) in [(false, "check_powershell.py"), (true, "check_batch.py")] {
      let faulty = faults.filter { ($0.0 == netsh) == isBatch }
      for fault in faulty { #expect(fault.0.contains(fault.1), "\(fault.1)") }
      let result = try result(
        of: checker, on: faulty.map { $0.0.replacing($0.1, with: $0.2) }, ending: isBatch ? "bat" : "ps1")
      let said = result.output + result.errors
      #expect(result.status == 1)
      for (index, fault) in faulty.enumerated() {
        #expect(said.contains("/\(index).\(isBatch ? "bat" : "ps1"): "), "\(fault.1) → \(fault.2)")
      }
    }
  }

  private func plans() throws -> [FirewallPlan] {
    let hostile = Hostile.siteNames.enumerated().map { index, name in
      PlannedSite(name: name, bindings: ["10.0.0.\(index + 1):21:\(Hostile.hostName(in: name))"])
    }
    return try randomPlans(2) + [plan(hostile), plan(usualSites), plan(variousSites)]
  }

  private func check(_ scripts: [String], with checker: String, ending: String) throws {
    let result = try result(of: checker, on: scripts, ending: ending)
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    #expect((result.output + result.errors).contains("\(scripts.count) scripts"))
  }

  private func result(of checker: String, on scripts: [String], ending: String) throws -> ProgramRun {
    let folder = try ScratchFolder()
    let files = try scripts.enumerated().map { try folder.write("\($0).\(ending)", $1) }
    let script = Project.root.appendingPathComponent("Tests/Checkers/\(checker)")
    return try run(#require(Project.checkers), [script.path] + files)
  }
}
