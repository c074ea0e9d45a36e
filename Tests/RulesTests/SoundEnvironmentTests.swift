import Environment
import Linter
import Testing

@testable import Rules

/// All rules on the environment at once: silent where nothing is wrong, and where nothing is known.
@Suite struct SoundEnvironmentTests {
  private static let shipped = firewallExport(
    firewallRule("IIS-WebServerRole-FTP-In-TCP-21", "LPort=21|Svc=ftpsvc"),
    firewallRule("IIS-WebServerRole-FTP-Passive-In-TCP", "LPort2_10=40000-40199|Svc=ftpsvc"),
    firewallRule("IIS-WebServerRole-FTP-Out-TCP-20", "LPort=20|Svc=ftpsvc", direction: "Out"),
    firewallRule("Browser", #"App=C:\\Program Files\\browser.exe"#), firewallRule("RDP", "LPort=3389|App=System"),
    settings: "]\n\"DisableStatefulFTP\"=dword:00000001")

  private func findings(_ files: [(String, String)]) -> [Finding] {
    let text = Example.accepts(.server, exampleRange).file(around: exampleRange)
    let lint = Lint(
      rules: Rule.all.filter { $0.topic == .environment }, surroundings: Surroundings(),
      environment: EnvironmentReader.read(files.map { ($0.0, Array($0.1.utf8)) }))
    return lint.run(SourceFile(path: "a.config", bytes: Array(text.utf8))).findings
  }

  @Test func aSoundServerHasNoFindings() {
    let found = findings([
      ("firewall.reg", Self.shipped),
      (
        "nsg.json",
        securityGroup(
          securityRule("RDP", 100, ports: "3389", source: "203.0.113.0/24"),
          securityRule("FTP", ports: "21 40000-40199"))
      ),
      (
        "server.json",
        """
        {"ftpsgateEnvironment": 1, "addresses": [{"address": "10.0.0.4", "prefixLength": 24},
         {"address": "fe80::1%4", "prefixLength": 64}], "networkCategories": ["Public"]}
        """
      ),
    ])
    #expect(found.isEmpty, "\(found)")
  }

  @Test func whatIsNotKnownIsNoFinding() {
    let unknown = """
      {"resources": [{"type": "Microsoft.Network/networkSecurityGroups", "name": "nsg", "properties": {
        "securityRules": "[parameters('rules')]"}}]}
      """
    #expect(findings([]).isEmpty)
    #expect(findings([("template.json", unknown)]).isEmpty)
    let doubtful = securityGroup(securityRule("Tag", ports: "*", source: "AzureCloud", networkProtocol: "*"))
    #expect(findings([("nsg.json", doubtful)]).isEmpty)
  }

  @Test func everyFilterThatStopsAPortIsNamedAtOnce() {
    let found = findings([("firewall.reg", firewallExport()), ("nsg.json", securityGroup(name: "nsg-ftp"))])
    #expect(found.filter { $0.rule == "control-port-blocked" }.map(\.path) == ["firewall.reg", "nsg.json"])
    #expect(found.filter { $0.rule == "passive-range-blocked" }.map(\.path) == ["firewall.reg", "nsg.json"])
  }
}
