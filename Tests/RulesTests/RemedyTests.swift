import Environment
import IISConfiguration
import Linter
import Reachability
import TestSupport
import Testing
@testable import Rules

/// What to do about a stopped port depends on what stops it: a rule, a setting, or that nothing lets it through.
@Suite(.timeLimited) struct RemedyTests {
  private func help(_ files: [(String, String)], from source: String? = "203.0.113.0/24") -> [String] {
    let text = Example.accepts(.server, exampleRange).file(around: exampleRange)
    let sources = source.flatMap { ClientSource($0) }.map { [$0] } ?? []
    let lint = Lint(
      rules: [.controlPortBlocked], deployment: DeploymentOptions(sources: sources),
      environment: EnvironmentReader.read(files.map { ($0.0, Array($0.1.utf8)) }))
    return lint.run(SourceFile(path: "a.config", bytes: Array(text.utf8))).findings.compactMap(\.help?.description)
  }

  private static let active = ("server.json", "{\"ftpsgateEnvironment\": 1, \"networkCategories\": [\"Public\"]}")
  private static let block =
    #""{9}"="v2.31|Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort2_10=20-30|Name=Block bad|""#

  @Test func aDefaultNeedsARule() {
    #expect(
      help([("nsg.json", securityGroup())]) == [
        "allow TCP 21 in from 203.0.113.0/24 in network security group nsg-ftp"
      ])
    #expect(
      help([("nsg.json", securityGroup())], from: nil) == [
        "allow TCP 21 in from the Internet in network security group nsg-ftp; or say with --from who is meant to connect"
      ])
  }

  @Test func aDenyRuleIsInTheWay() {
    func help(_ priority: Int, _ more: String = securityRule("FTP", ports: "21")) -> [String] {
      let deny = securityRule("No", priority, ports: "21", source: "*", access: "Deny")
      return self.help([("nsg.json", securityGroup(deny, more))])
    }
    #expect(help(200) == ["remove or narrow rule \"No\", or put an allow rule for TCP 21 before its priority 200"])
    #expect(help(100) == ["remove or narrow rule \"No\""], "nothing comes before the first priority")
    #expect(
      help(200, securityRule("Web", ports: "443")) == [
        "allow TCP 21 in from 203.0.113.0/24 in network security group nsg-ftp, before the priority 200 of rule \"No\""
      ], "without the rule the default would stop it")
  }

  /// Groups of one name are usual in Azure: one for the subnet, one for the network interface.
  @Test func groupsOfOneNameAreToldApart() {
    func group(_ owner: String, _ attachment: String, _ rules: String...) -> String {
      """
      {"name": "nsg", "id": "/subscriptions/0/resourceGroups/\(owner)/providers/networkSecurityGroups/nsg", \(attachment),
       "securityRules": [\(rules.joined(separator: ",\n"))]}
      """
    }
    let subnet = group(
      "net", "\"subnets\": [{\"id\": \"/virtualNetworks/vnet/subnets/ftp\"}]", securityRule("FTP", ports: "21"))
    let interface = group(
      "vm", "\"networkInterfaces\": [{\"id\": \"/networkInterfaces/nic\"}]",
      securityRule("No-FTP", 200, ports: "21", access: "Deny"), securityRule("FTP", ports: "21"))
    let right = ["remove or narrow rule \"No-FTP\", or put an allow rule for TCP 21 before its priority 200"]
    #expect(help([("nsg.json", "[\(subnet), \(interface)]")]) == right)
    #expect(help([("nsg.json", "[\(interface), \(subnet)]")]) == right)
  }

  @Test func aBlockRuleBeatsEveryAllow() {
    let files = [("firewall.reg", firewallExport(firewallRule("FTP", "LPort=21"), Self.block)), Self.active]
    #expect(help(files) == ["narrow or turn off the block rule \"Block bad\" ({9}): it beats every allow"])
    let alone = help([("firewall.reg", firewallExport(Self.block)), Self.active])
    #expect(alone.count == 1 && alone[0].contains("it beats every allow; and allow TCP 21 in from 203.0.113.0/24 in"))
  }

  @Test func blockingEverythingIsTurnedOff() {
    let settings = "\\PublicProfile]\n\"DoNotAllowExceptions\"=dword:00000001"
    let file = firewallExport(firewallRule("FTP", "LPort=21"), settings: settings)
    #expect(help([("firewall.reg", file), Self.active]) == ["turn the blocking of all incoming connections off"])
  }

  @Test func localRulesThatDoNotCountAreNoRemedy() {
    let policy = """
      Windows Registry Editor Version 5.00

      [HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\PublicProfile]
      "AllowLocalPolicyMerge"=dword:00000000
      """
    let local = firewallExport(firewallRule("FTP", "LPort=21"))
    let files = [("firewall.reg", local), ("policy.reg", policy), Self.active]
    #expect(
      help(files) == [
        "allow TCP 21 in from 203.0.113.0/24 by group policy, as the machine's own rules do not count"
      ])
  }

  @Test func aPortThatNobodyUsesIsNotGivenABinding() {
    func help(_ rule: String) -> [String] {
      let text = Example.accepts(.server, exampleRange).file(around: exampleRange)
      let lint = Lint(
        rules: [.portOpenWithoutBinding], deployment: DeploymentOptions(),
        environment: EnvironmentReader.read([("firewall.reg", Array(firewallExport(rule).utf8))]))
      return lint.run(SourceFile(path: "a.config", bytes: Array(text.utf8))).findings.compactMap(\.help?.description)
    }
    #expect(help(firewallRule("FTP", "LPort2_10=20-21")) == ["take 20 out of the rule"])
    #expect(help(firewallRule("FTP", "LPort=989")) == ["remove the rule"])
    #expect(
      help(firewallRule("IIS-WebServerRole-FTP-In-TCP-990", "LPort=990|Svc=ftpsvc")) == [
        "run Disable-NetFirewallRule -Name IIS-WebServerRole-FTP-In-TCP-990, or add the binding on 990 that was meant"
      ])
  }
}
