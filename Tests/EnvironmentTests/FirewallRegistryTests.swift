import Inet
import Linter
import Reachability
import Testing

@testable import Environment

@Suite struct FirewallRegistryTests {
  private static func firewall(_ texts: String...) throws -> (WindowsFirewall, ServerEnvironment) {
    let environment = EnvironmentReader.read(texts.enumerated().map { ("\($0)", Array($1.utf8)) })
    return (try #require(environment.windowsFirewall), environment)
  }

  @Test func readsRulesOfTheMachine() throws {
    let (firewall, environment) = try Self.firewall(Files.registry)
    #expect(
      firewall.rules.map(\.id.value) == [
        "IIS-WebServerRole-FTP-In-TCP-21", "IIS-WebServerRole-FTP-Passive-In-TCP", "{A1}", "{B2}",
      ])
    #expect(firewall.rules[0].isScopedToFTPService && firewall.rules[0].coversFTPService)
    #expect(firewall.rules[1].isActive?.value == false)
    #expect(firewall.rules[2].name?.value == "A \"quoted\" name")
    #expect(firewall.rules[3].action?.value == .block)
    let file = try #require(environment.files.first)
    #expect(file.kind == .windowsFirewall)
    #expect(file.problems.map(\.message) == ["the firewall rule \"Broken\" is not of the form \"v2.x|…|\""])
    #expect(file.problems.first?.range.map { file.source.string($0) } == "no rule")
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
      let decision = firewall.stage(active: [.public]).decide(flow)
      #expect(decision.parts.map(\.verdict.ruling.rule) == ["{P1}"])
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
    #expect(try Self.firewall(other).0.rules.count == 4)
    #expect(try Self.firewall(other + Files.registry).0.rules.count == 4)
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
    #expect(firewall.stage(active: [.private]).decide(flow).parts.map(\.verdict.ruling.rule) == ["{B2}"])
    #expect(firewall.stage(active: [.domain]).decide(flow).isAllowed)
    #expect(firewall.stage(active: [.public]).decide(flow).blocked.count == 1)
  }
}
