import Text
import Environment
import IISConfiguration
import Linter
import Reachability
import TestSupport
import Testing
@testable import Rules

/// All rules on the environment at once: silent where nothing is wrong, and where nothing is known.
@Suite(.timeLimited) struct SoundEnvironmentTests {
  private static let shipped = firewallExport(
    firewallRule("IIS-WebServerRole-FTP-In-TCP-21", "LPort=21|Svc=ftpsvc"),
    firewallRule("IIS-WebServerRole-FTP-Passive-In-TCP", "LPort2_10=40000-40199|Svc=ftpsvc"),
    firewallRule("IIS-WebServerRole-FTP-Out-TCP-20", "LPort=20|Svc=ftpsvc", direction: "Out"),
    firewallRule("Browser", #"App=C:\\Program Files\\browser.exe"#), firewallRule("RDP", "LPort=3389|App=System"),
    settings: "]\n\"DisableStatefulFTP\"=dword:00000001")

  private func findings(_ files: [(String, String)]) -> [Finding] {
    let text = Example.accepts(.server, exampleRange).file(around: exampleRange)
    let lint = Lint(
      rules: Rule.all.filter { $0.topic == .environment }, deployment: DeploymentOptions(),
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

  @Test func whatRoutesLeaveOpenIsUndecided() {
    func remarks(_ sources: String..., table: String = "{\"id\": \"/rg/routeTables/rt\"}") -> [String] {
      let files = [
        (
          "nics.json",
          """
          [{"name": "nic", "id": "/rg/networkInterfaces/nic", "type": "Microsoft.Network/networkInterfaces",
            "ipConfigurations": [{"privateIPAddress": "10.0.0.4", "subnet": {"id": "/rg/subnets/ftp"}}]}]
          """
        ),
        (
          "vnets.json",
          """
          [{"name": "v", "id": "/rg/virtualNetworks/v", "type": "Microsoft.Network/virtualNetworks",
            "subnets": [{"name": "ftp", "id": "/rg/subnets/ftp", "routeTable": \(table)}]}]
          """
        ),
      ]
      let text = Example.accepts(.server, exampleRange).file(around: exampleRange)
      let lint = Lint(
        rules: [.asymmetricRoute],
        deployment: DeploymentOptions(sources: sources.compactMap { ClientSource($0) }),
        environment: EnvironmentReader.read(files.map { ($0.0, Array($0.1.utf8)) }))
      let report = lint.run(SourceFile(path: "a.config", bytes: Array(text.utf8)))
      #expect(report.findings.isEmpty)
      return report.remarks.map(\.description)
    }
    let missing = "the routes of the server's subnet are in no file: it has the route table \"rt\""
    #expect(
      remarks("internet", "10.9.0.0/16", "private") == [
        "whether clients from the Internet get answers is not known: \(missing)",
        "whether clients from 10.9.0.0/16 get answers is not known: \(missing)",
      ])
    #expect(remarks("internet", table: "null").isEmpty)
  }

  private static func server(_ addresses: String...) -> String {
    let list = addresses.map { "{\"address\": \"\($0)\", \"prefixLength\": 24}" }.joined(separator: ", ")
    return "{\"ftpsgateEnvironment\": 1, \"addresses\": [\(list)], \"networkCategories\": [\"Public\"]}"
  }

  @Test(arguments: [
    ("nsg.json", securityGroup(securityRule("FTP", ports: "21 40000-40199", source: "10.0.0.0/8"))),
    ("firewall.reg", firewallExport(firewallRule("FTP", "LPort=21|LPort2_10=40000-40199|RA4=10.0.0.0/255.0.0.0"))),
    ("firewall.reg", firewallExport(firewallRule("FTP", "LPort=21|LPort2_10=40000-40199|RA4=LocalSubnet"))),
  ]) func anInternalServerHasNothingButANote(_ file: (String, String)) {
    let found = findings([file, ("server.json", Self.server("10.0.0.4"))])
    // It is said at most that not all private networks get in.
    #expect(found.allSatisfy { $0.severity == .note && $0.rule == "control-port-blocked" }, "\(found)")
  }

  @Test func anInternalServerIsHeldAgainstItsOwnClients() {
    let group = securityGroup(securityRule("FTP", ports: "21", source: "10.0.0.0/8"))
    let denied = securityGroup(
      securityRule("FTP", ports: "21", source: "10.0.0.0/8"),
      securityRule("Rest", 4000, ports: "*", source: "*", access: "Deny", networkProtocol: "*"))
    let server = ("server.json", Self.server("10.0.0.4"))
    #expect(findings([("nsg.json", group), server]).isEmpty, "the virtual network may be let in by Azure's own rule")
    #expect(
      findings([("nsg.json", denied), server]).filter { $0.severity > .note }.map(\.message.description) == [
        "the passive range 40000-40199 does not get through network security group nsg-ftp from private networks: "
          + "rule \"Rest\" blocks it"
      ])
  }

  @Test func whoIsMeantCanBeSaid() {
    let found = findings([("nsg.json", securityGroup())])
    #expect(found.count == 2)
    #expect(
      found.allSatisfy { $0.help?.description.hasSuffix("; or say with --from who is meant to connect") == true },
      "\(found)")
  }

  @Test func aRuleForTheVirtualNetworkIsForTheServer() {
    let rule = securityRule("FTP", ports: "21 1024-65535", source: "203.0.113.0/24", destination: "VirtualNetwork")
    #expect(
      findings([("nsg.json", securityGroup(rule))]).filter { $0.severity > .note }.map(\.rule) == [
        "range-open-beyond-need"
      ])
  }

  @Test func aGroupIsNotMendedInWindows() {
    let files = [
      ("nsg.json", "[\(securityGroup(name: "a")), \(securityGroup(name: "b"))]"),
      (
        "firewall.reg",
        firewallExport(firewallRule("Off", "LPort=21").replacing("Active=TRUE", with: "Active=FALSE"), Self.open)
      ),
    ]
    let found = findings(files).filter { $0.rule == "control-port-blocked" }
    #expect(found.map(\.location?.path) == ["nsg.json"])
    #expect(found.first?.notes.map(\.description) == ["clients that dial port 21 wait until they time out"])
  }

  private static let open = firewallRule("FTP", "LPort2_10=21-65535")

  @Test func manyRulesThatDenyDataAreOneFinding() {
    let rules = (1...3).map {
      securityRule("No-\($0)", 100 + $0, ports: "40000-40199", source: "192.0.\($0).0/24", access: "Deny")
    }
    let group = securityGroup(rules[0], rules[1], rules[2], securityRule("FTP", ports: "21 40000-40199"))
    let found = findings([("nsg.json", group)])
    #expect(found.map(\.rule) == ["source-mismatch"])
    #expect(
      found.first?.notes.map(\.description) == [
        "a client in 192.0.1.0/24 logs on, and its data connections are stopped: rule \"No-1\" blocks it",
        "2 more of its rules stop the data of clients that log on",
      ])
  }

  @Test func oneFaultOfAShippedRuleIsSaidOnce() {
    let rule = firewallRule("IIS-WebServerRole-FTP-Passive-In-TCP", "LPort2_10=40000-44000")
    let found = findings([("firewall.reg", firewallExport(firewallRule("FTP", "LPort=21"), rule))])
    #expect(found.map(\.rule) == ["shipped-passive-rule-enabled"])
  }

  @Test func everyFilterThatStopsAPortIsNamedAtOnce() {
    let found = findings([("firewall.reg", firewallExport()), ("nsg.json", securityGroup(name: "nsg-ftp"))])
    #expect(found.filter { $0.rule == "control-port-blocked" }.map(\.location?.path) == ["firewall.reg", "nsg.json"])
    #expect(found.filter { $0.rule == "passive-range-blocked" }.map(\.location?.path) == ["firewall.reg", "nsg.json"])
  }
}
