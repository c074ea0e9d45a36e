import Environment
import IISConfiguration
import Linter
import Reachability
import Rules
import Testing
import TestSupport

/// What a finding says of the rule that was meant to open the ports.
@Suite(.timeLimited) struct AlmostMatchingRuleTests {
  private static func notes(_ file: String, _ text: String) throws -> [String] {
    let configuration = TestSupport.file(sites: site(), rest: passiveRange(40000, 40099))
    let environment = EnvironmentReader.read([(file, Array(text.utf8))])
    let rules = Rule.all.filter { $0.id == "passive-range-blocked" }
    let report = Lint(rules: rules, deployment: DeploymentOptions(), environment: environment).run(
      SourceFile(path: "a.config", bytes: Array(configuration.utf8)))
    return try #require(report.findings.first).notes.map(\.description)
  }

  @Test(
    arguments: [
      ("Active=FALSE|Protocol=6|LPort2_10=40000-40099", "rule \"FTPS\" has 40000-40099, but it is off"),
      ("Active=TRUE|Protocol=17|LPort2_10=40000-40099", "rule \"FTPS\" has 40000-40099, but it is for UDP"),
      ("Active=TRUE|Protocol=6|LPort=40001|Svc=other", "rule \"FTPS\" has 40001, but it is for the service other"),
      (
        #"Active=TRUE|Protocol=6|LPort2_10=40000-40099|App=C:\\a.exe"#,
        "rule \"FTPS\" has 40000-40099, but it is for another program"
      ),
      (
        "Active=TRUE|Protocol=6|LPort2_10=40000-40099|RA4=LocalSubnet",
        "rule \"FTPS\" has 40000-40099, but it is for LocalSubnet"
      ),
      ("Active=TRUE|Protocol=6|LPort=50000", nil), ("Active=FALSE|Protocol=6|LPort2_10=1024-65535", nil),
    ] as [(String, String?)])
  func ofWindowsFirewall(_ fields: String, _ note: String?) throws {
    let key = #"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy"#
    let text = """
      Windows Registry Editor Version 5.00

      [\(key)\\FirewallRules]
      "C"="v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=21|RA4=198.51.100.0/24|"
      "{1}"="v2.31|Action=Allow|Dir=In|\(fields)|Name=FTPS|"
      """
    #expect(
      try Self.notes("fw.reg", text).dropFirst()
        == (note.map { [$0.replacing("\"FTPS\"", with: "\"FTPS\" ({1})")] } ?? [])[...])
  }

  @Test func ofASecurityGroup() throws {
    let text = """
      {"name": "n", "securityRules": [{"name": "Data", "priority": 300, "direction": "Inbound", "access": "Allow",
       "protocol": "Udp", "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*",
       "destinationPortRange": "40000-40099"}]}
      """
    #expect(try Self.notes("nsg.json", text).dropFirst() == ["rule \"Data\" has 40000-40099, but it is for Udp"])
  }
}
