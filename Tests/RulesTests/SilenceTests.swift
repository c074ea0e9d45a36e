import Environment
import IISConfiguration
import Linter
import Reachability
import TestSupport
import Testing
@testable import Rules

/// What keeps a rule silent, and what does not.
@Suite(.timeLimited) struct SilenceTests {
  private func findings(
    of rules: [Rule], _ text: String, with deployment: DeploymentOptions = DeploymentOptions(),
    beside files: [(String, String)] = []
  ) -> [Finding] {
    let environment = EnvironmentReader.read(files.map { ($0.0, Array($0.1.utf8)) })
    return Lint(rules: rules, deployment: deployment, environment: files.isEmpty ? nil : environment)
      .run(SourceFile(path: "a.config", bytes: Array(text.utf8))).findings
  }

  private static let server = Example.accepts(.server, exampleRange).file(around: exampleRange)

  // MARK: The configuration

  @Test(arguments: [(["104.41.173.83:21:"], 0), (["104.41.173.83:21:", "*:990:"], 1), (["*:21:"], 1)])
  func everyBindingMustBeReachableByTheAddressThatItIsBoundTo(_ information: [String], _ count: Int) {
    let bindings = information.map { "<binding protocol=\"ftp\" bindingInformation=\"\($0)\" />" }.joined()
    let sites = "<site name=\"FTP\" id=\"1\"><bindings>\(bindings)</bindings></site>"
    #expect(findings(of: [.externalAddressMissing], file(sites: sites)).count == count)
  }

  private static let basic =
    "<security><authentication><basicAuthentication enabled=\"true\" /></authentication></security>"

  @Test(arguments: [(false, 0), (true, 1)]) func nobodyTriesPasswordsOnASiteThatIsOff(_ starts: Bool, _ count: Int) {
    let sites = [
      site("Basic", id: 1, "<ftpServer serverAutoStart=\"\(starts)\">\(Self.basic)</ftpServer>"),
      site("Anonymous", id: 2, "<ftpServer serverAutoStart=\"true\" />"),
    ]
    #expect(findings(of: [.unlimitedLogonAttempts], file(sites: sites.joined())).count == count)
  }

  @Test func whereNoSiteStartsEachCounts() {
    let off = site("Basic", id: 1, "<ftpServer serverAutoStart=\"false\">\(Self.basic)</ftpServer>")
    #expect(findings(of: [.unlimitedLogonAttempts], file(sites: off)).map(\.severity) == [.note])
  }

  @Test(arguments: ["true", "false"]) func aSiteHasTheCertificateOfItsOwnBinding(_ starts: String) {
    let text = file(
      sites: """
        <site name="FTP" id="1"><bindings>
          <binding protocol="ftp" bindingInformation="*:21:ftp.example.com" />
          <binding protocol="ftp" bindingInformation="*:21:" />
        </bindings><ftpServer serverAutoStart="\(starts)"><security>
          <ssl serverCertHash="0123456789ABCDEF0123456789ABCDEF01234567" />
        </security></ftpServer></site>
        """)
    #expect(findings(of: [.hostNameHidesCertificate], text).isEmpty)
  }

  @Test(arguments: [("Deny", 1), ("Perhaps", 0)])
  func aFolderRuleThatCannotBeReadMayAllow(_ access: String, _ count: Int) {
    let text = file(
      sites: site(),
      rest: """
        <location path="FTP/in"><system.ftpServer><security><authorization>
        <add accessType="\(access)" users="*" permissions="Read" />
        </authorization></security></system.ftpServer></location>
        """)
    #expect(findings(of: [.authorizationMissing], text).count == count)
  }

  // MARK: The environment

  @Test func aPlaceholderIsForClientsOnTheInternet() {
    let files = [
      ("nsg.json", securityGroup(securityRule("FTP", ports: "21 40000-40199", source: "10.0.0.0/8"))),
      (
        "server.json",
        "{\"ftpsgateEnvironment\": 1, \"addresses\": [{\"address\": \"10.0.0.4\", \"prefixLength\": 24}]}"
      ),
    ]
    let rules = [Rule.controlPortBlocked]
    #expect(findings(of: rules, Self.server, beside: files).isEmpty, "an internal server")
    #expect(
      findings(of: rules, Self.server, with: DeploymentOptions(externalAddress: .placeholder), beside: files).count == 1
    )
  }

  @Test(arguments: [("\"[parameters('port')]\"", 0), ("443", 1)])
  func aRuleWhoseTemplateHidesItsPortMayBeTheMissingOne(_ port: String, _ count: Int) {
    let template = """
      {"contentVersion": "1", "resources": [{"type": "Microsoft.Network/loadBalancers", "name": "lb", "properties": {
        "loadBalancingRules": [
          {"name": "control", "properties": {"protocol": "Tcp", "frontendPort": 21, "backendPort": 21}},
          {"name": "other", "properties": {"protocol": "Tcp", "frontendPort": \(port), "backendPort": \(port)}}]}}]}
      """
    #expect(findings(of: [.loadBalancerRangeMissing], Self.server, beside: [("lb.json", template)]).count == count)
  }

  @Test(arguments: [
    (
      50,
      "remove or narrow rule \"No\", or put an allow rule for TCP 21 before its priority 50"
    ), (1, "remove or narrow rule \"No\""),
  ])
  func prioritiesOfVirtualNetworkManagerBeginAt1(_ priority: Int, _ help: String) {
    let effective = """
      {"value": [{"association": {"networkManager": {"id": "/rg/rg/networkManagers/manager"}},
       "effectiveSecurityRules": [{"name": "securityRules/No", "protocol": "Tcp", "access": "Deny", "priority": \(priority),
        "direction": "Inbound", "sourceAddressPrefix": "*", "sourcePortRange": "0-65535",
        "destinationAddressPrefix": "0.0.0.0/0", "destinationPortRange": "21-21"}]}]}
      """
    let found = findings(
      of: [.controlPortBlocked, .securityAdminRuleBlocks], Self.server,
      with: DeploymentOptions(sources: [ClientSource("203.0.113.0/24")].compactMap(\.self)),
      beside: [("effective.json", effective)])
    #expect(found.map(\.help?.description) == [help])
  }
}
