import Text
import IISConfiguration
import Inet
import NetworkModel
import TestSupport
import Testing
@testable import Environment

@Suite(.timeLimited) struct FirewallRegistryTests {
  private static func firewall(_ texts: String...) throws -> (WindowsFirewall, ServerEnvironment) {
    let environment = EnvironmentReader.read(texts.enumerated().map { ("\($0)", Array($1.utf8)) })
    return (try #require(environment.windowsFirewall), environment)
  }

  @Test func readsRulesOfTheMachine() throws {
    let (firewall, environment) = try Self.firewall(Files.registry)
    #expect(
      firewall.rules.map(\.id.value) == [
        "IIS-WebServerRole-FTP-In-TCP-21", "IIS-WebServerRole-FTP-Passive-In-TCP", "{A1}", "{B2}", "Broken",
      ])
    // What cannot be read may be a rule that stops everything.
    #expect(firewall.rules[4].action == nil && firewall.rules[4].doubts == ["what it says cannot be read"])
    #expect(firewall.rules[0].isScopedToFTPService && firewall.rules[0].coversFTPService)
    #expect(firewall.rules[1].isActive?.value == false)
    #expect(firewall.rules[2].name?.value == "A \"quoted\" name")
    #expect(firewall.rules[3].action?.value == .block)
    let file = try #require(environment.files.first)
    #expect(file.kind?.id == "windows-firewall")
    #expect(file.problems.map(\.message.description) == ["the firewall rule \"Broken\" is not of the form \"v2.x|…|\""])
    #expect(file.problems.last?.range.map { file.source.string($0) } == "no rule")
  }

  @Test func readsProfiles() throws {
    let (firewall, environment) = try Self.firewall(Files.registry)
    let domain = try #require(firewall.profiles.first { $0.kind == .domain })
    let `public` = try #require(firewall.profiles.first { $0.kind == .public })
    let `private` = try #require(firewall.profiles.first { $0.kind == .private })
    #expect(!domain.isEnabled.value && shown(domain.isEnabled.place, in: environment) == "dword:00000000")
    #expect(`public`.isEnabled.value && `public`.outbound.value == .block && `public`.blocksAllInbound.value)
    #expect(`private` == WindowsFirewallProfile(.private))
    guard case .off(let place) = firewall.statefulFTP else {
      Issue.record("stateful FTP is not off")
      return
    }
    #expect(LineTable(environment.files[0].source).position(of: place.range.start).line == 5)
  }

  @Test func groupPolicyBeatsTheMachine() throws {
    for texts in [[Files.registry, Files.policy], [Files.policy, Files.registry]] {
      let (firewall, _) = try Self.firewall(texts[0], texts[1])
      let `public` = try #require(firewall.profiles.first { $0.kind == .public })
      #expect(!`public`.blocksAllInbound.value && !`public`.mergesLocalRules.value)
      #expect(`public`.outbound.value == .block)
      let flow = Flow(.inbound, remoteAddresses: .internet, localPorts: PortSet(21))
      let decision = firewall.hop(active: [.public]).decide(flow)
      #expect(decision.parts.map(\.verdict.decidingRule.rule.description) == ["{P1}"])
    }
  }

  @Test func rulesOfDeviceManagementCountLikeThoseOfGroupPolicy() throws {
    let key = #"[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\Mdm"#
    let managed = """
      Windows Registry Editor Version 5.00

      \(key)\\FirewallRules]
      "{M1}"="v2.31|Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=990|"

      \(key)\\PublicProfile]
      "DefaultOutboundAction"=dword:00000001

      """
    let (firewall, _) = try Self.firewall(managed)
    #expect(firewall.rules.map(\.store) == [.groupPolicy])
    #expect(firewall.profiles.first { $0.kind == .public }?.outbound.value == .block)
  }

  @Test func aDefaultThatIsWrittenNowhereIsPointedToAtTheKeyOfTheRules() throws {
    let (firewall, environment) = try Self.firewall(Files.registry)
    #expect(shown(firewall.place, in: environment)?.hasSuffix("FirewallPolicy\\FirewallRules") == true)
  }

  private static let policyKey =
    #"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy"#

  private static func export(_ key: String, _ lines: String) -> String {
    "Windows Registry Editor Version 5.00\n\n[\(key)]\n\(lines)\n"
  }

  @Test(arguments: [
    "\"A\"=\"v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=21|RA4=10.0.0", "\"A",
    "\"A\"=\"v2.31|Action=Allow|\n\"B\"=\"v2.31|Action=Block|Dir=In|\"\n\"C",
  ])
  func anExportThatIsCutShortIsBroken(_ lines: String) {
    let environment = readEnvironment(Self.export(Self.policyKey + "\\FirewallRules", lines))
    #expect(environment.files.map(\.isBroken) == [true] && environment.windowsFirewall == nil)
    #expect(environment.files.first?.problems.first?.message.description.contains("does not end") == true)
  }

  @Test(arguments: [
    "\"A\"=\"v2.31|Action=Block|Active=TRUE|Dir=In|\" ; and more",
    "\"A\"=\"v2|Action=Block|Active=TRUE|Dir=In|\"", "\"A\"=\"Action=Block|Active=TRUE|Dir=In|\"",
    "\"A\"=hex(7):76,00", "\"A\"=hex(1):zz,00", "\"A\"=\"v2.31|Action=Block|Action=Allow|Active=TRUE|Dir=In|\"",
    "\"A\"=\"v2.31|Action=Block|Active=TRUE|Active=FALSE|Dir=In|\"",
    "\"A\"=\"v2.31|Action=Block|Active=TRUE|Dir=In|App=%SystemDrive%\\\\Windows\\\\System32\\\\svchost.exe|\"",
    "\"A\"=\"v2.31|Action=Block|Active=TRUE|Dir=In|App=C:\\\\Windows\\\\System32\\\\SVCHOS~1.EXE|\"",
    "\"A\"=\"v2.31|Action=Block|Active=TRUE|Dir=In|App=C:\\\\Windows\\\\.\\\\System32\\\\svchost.exe|\"",
    "\"A\"=\"v2.31|Action=Block|Active=TRUE|Dir=In|App=\\\\\\\\?\\\\C:\\\\Windows\\\\System32\\\\svchost.exe|\"",
    "\"A\"=\"v2.31|Action=Block|Active=TRUE|Dir=In|App=System32\\\\svchost.exe|\"",
    "\"A\"=\"v2.31|Action=Block|Active=TRUE|Dir=In|App=C:\\\\Windows\\\\System32\\\\svchost.exe -k ftpsvc|\"",
    "\"A\"=\"v2.31|Action=Block|Active=TRUE|Dir=In|App=|\"", "\"A\"=\"v2.31|Action=Block|Active=TRUE|Dir=In|Svc=|\"",
    "\"A\"=\"v2.31|Action=Block|Active=TRUE|Dir=In|Svc=ftpsvc |\"",
    "\"A\"=\"v2.31|Action=Block|Active=TRUE|Dir=In|AppPkgId=|\"",
  ])
  func aBlockThatCannotBeReadForCertainIsADoubt(_ block: String) {
    let allow = "\"Z\"=\"v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=21|\""
    let environment = readEnvironment(
      Self.export(Self.policyKey + "\\FirewallRules", block + "\n" + allow), Files.server)
    let flow = Flow(.inbound, localPorts: PortSet(21))
    #expect(environment.hops(.inbound).decide(flow).parts.map(\.verdict.isUnknown) == [true], "\(block)")
    #expect(environment.files.first?.problems.isEmpty == false)
  }

  @Test(arguments: [
    "\"DoNotAllowExceptions\"=dword:2", "\"DoNotAllowExceptions\"=dword:zz", "\"EnableFirewall\"=\"0\"",
    "\"EnableFirewall\"=dword:00000000\n\"EnableFirewall\"=dword:00000001",
  ])
  func aSettingThatCannotBeReadMakesItsProfileADoubt(_ setting: String) {
    let environment = readEnvironment(Self.export(Self.policyKey + "\\PublicProfile", setting), Files.server)
    let verdicts = environment.hops(.inbound).decide(Flow(.inbound)).parts.map(\.verdict.isUnknown)
    #expect(verdicts == [true])
  }

  private static let policy =
    #"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy"#

  /// Windows ships rules that keep services from what they do not need; how they stand to the others is not documented.
  @Test(arguments: ["Static", "Configurable"])
  func rulesOfServiceHardeningAreDoubtsWhereTheyAreAboutTheFTPService(_ kind: String) throws {
    let text = """
      Windows Registry Editor Version 5.00

      [\(Self.policy)\\RestrictedServices\\\(kind)\\System]
      "DHCP-1"="v2.31|Action=Block|Dir=In|App=%SystemRoot%\\\\System32\\\\svchost.exe|Svc=Dhcp|Name=Block others|"
      "FTP-1"="v2.31|Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=21|Svc=ftpsvc|Name=No control|"
      "Broken"="nothing"

      """
    let (firewall, environment) = try Self.firewall(text)
    #expect(firewall.rules.map(\.id.value) == ["FTP-1"])
    #expect(firewall.rules.first?.doubts.count == 1)
    #expect(
      environment.files[0].problems.map(\.message.description)
        == ["a rule of service hardening is about the FTP service"])
  }

  @Test func connectionSecurityRulesAreSaidToBeUnread() throws {
    let rules = #""{C1}"="v2.31|Action=SecureServer|Active=TRUE|Name=IPsec for all|""#
    for (values, notes) in [("", 0), (rules, 1)] {
      let text = "Windows Registry Editor Version 5.00\n\n[\(Self.policy)\\ConSecRules]\n\(values)\n"
      let (firewall, environment) = try Self.firewall(text)
      #expect(firewall.rules.isEmpty && environment.files[0].problems.count == notes)
    }
  }

  @Test func numbersMayBeWrittenInBytes() throws {
    let (firewall, _) = try Self.firewall(
      Self.export(Self.policyKey + "\\PublicProfile", "\"DoNotAllowExceptions\"=hex(4):01,00,00,00"))
    #expect(firewall.profiles.first { $0.kind == .public }?.blocksAllInbound.value == true)
  }

  @Test func onlyTheMachinesOwnKeysCount() {
    let rule = "\"Z\"=\"v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=21|\""
    for key in [
      #"HKEY_CURRENT_USER\SOFTWARE\Policies\Microsoft\WindowsFirewall\FirewallRules"#,
      #"HKEY_CURRENT_USER\x\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\FirewallRules"#,
    ] {
      #expect(readEnvironment(Self.export(key, rule)).windowsFirewall == nil)
    }
  }

  @Test func theSameRuleInTwoExportsIsOneAndTwoFormsAreADoubt() throws {
    let key = Self.policyKey + "\\FirewallRules"
    let rule = "\"Z\"=\"v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=21|\""
    #expect(try Self.firewall(Self.export(key, rule), Self.export(key, rule)).0.rules.count == 1)
    let other = rule.replacing("Allow", with: "Block")
    let (firewall, _) = try Self.firewall(Self.export(key, rule), Self.export(key, other))
    #expect(firewall.rules.map(\.doubts.count) == [1, 1])
  }

  @Test func theSwitchForStatefulFTPMayBeMissing() throws {
    let without = Files.registry.replacing("\"DisableStatefulFTP\"=dword:00000001", with: "")
    #expect(try Self.firewall(without).0.statefulFTP == .unknown)
    let on = Files.registry.replacing("FTP\"=dword:00000001", with: "FTP\"=dword:00000000")
    guard case .on = try Self.firewall(on).0.statefulFTP else {
      Issue.record("stateful FTP is not on")
      return
    }
  }

  @Test func onlyOneControlSetCounts() throws {
    let other = Files.registry.replacing("CurrentControlSet", with: "ControlSet001")
    #expect(try Self.firewall(other).0.rules.count == 5)
    #expect(try Self.firewall(other + Files.registry).0.rules.count == 5)
  }

  @Test func comesInUTF16AsTheRegistryWritesIt() throws {
    let text = Files.registry.replacing("\n", with: "\r\n")
    let bytes = utf16(text)
    let environment = EnvironmentReader.read([("firewall.reg", bytes)])
    let rules = try Self.firewall(text).0.rules
    #expect(environment.windowsFirewall?.rules.map(\.id.value) == rules.map(\.id.value))
  }

  @Test func decidesForAClientOfTheInternet() throws {
    let (firewall, _) = try Self.firewall(Files.registry)
    let flow = Flow(.inbound, remoteAddresses: .internet, remotePorts: .client, localPorts: PortSet(21))
    #expect(
      firewall.hop(active: [.private]).decide(flow).parts.map(\.verdict.decidingRule.rule.description) == ["{B2}"])
    #expect(firewall.hop(active: [.domain]).decide(flow).isAllowed)
    #expect(firewall.hop(active: [.public]).decide(flow).blocked.count == 1)
  }
}
