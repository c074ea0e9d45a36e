import Text
import IISConfiguration
import Inet
import NetworkModel
import Reachability
import TestSupport

/// A server in Azure whose network security group leaves out a part of the passive range, and its files.
enum ConnectionFixture {
  static let configuration = file(
    sites: """
      <site name="Partner | Exchange" id="1">
      <bindings><binding protocol="ftp" bindingInformation="*:21:" /><binding protocol="ftp" bindingInformation="*:990:" /></bindings>
      <ftpServer>
        <security>
          <ssl serverCertHash="9F3C51E0A4D27B68C1E5F0924B7AD3618C0E52F7" />
          <authentication><basicAuthentication enabled="true" /></authentication>
        </security>
        <firewallSupport externalIp4Address="10.255.255.254" />
      </ftpServer>
      \(rootDirectory)</site>
      """,
    rest: """
      <system.ftpServer>
        <firewallSupport lowDataChannelPort="40000" highDataChannelPort="40199" />
        <security><authorization><add accessType="Allow" users="*" permissions="Read" /></authorization></security>
      </system.ftpServer>
      """)

  /// The network security group's file: the rules' names stand where rules point.
  static let groupFile = SourceFile(
    path: "env/nsg.json",
    bytes: Array("[\n {\"name\": \"nsg-ftp\",\n  \"securityRules\": [{\"name\": \"Allow-FTPS\"}]}\n]\n".utf8))

  /// The place of a word in the file.
  static func place(_ word: String) -> ByteRange {
    let start = groupFile.text.firstRange(of: Array(word.utf8))?.lowerBound ?? 0
    return ByteRange(start, start + word.utf8.count)
  }

  static func environment(_ open: [String]) -> ServerEnvironment {
    let terms = open.map { PortTerm(Located($0, at: ByteRange(0, 0))) }
    let any = PortTerm(Located("*", at: ByteRange(0, 0)))
    let rule = SecurityRule(
      name: Located("Allow-FTPS", at: place("Allow-FTPS")), priority: located(300), direction: located(.inbound),
      access: located(.allow), networkProtocol: located("Tcp"), sources: [.word(located("Internet"))],
      sourcePorts: [any], destinations: [.word(located("*"))], destinationPorts: terms)
    var environment = ServerEnvironment()
    environment.files = [
      EnvironmentFile(
        groupFile, kind: EnvironmentFile.Kind(id: "network-security-groups", title: "network security groups"),
        problems: [])
    ]
    environment.groups = [
      NetworkSecurityGroup(
        path: groupFile.path, name: Located("nsg-ftp", at: place("nsg-ftp")), attachments: [.subnet("default")],
        rules: [rule])
    ]
    var profile = WindowsFirewallProfile(.public)
    profile.isEnabled = WindowsFirewallProfile.Value(false)
    environment.windowsFirewall = WindowsFirewall(profiles: [profile], rules: [])
    return environment
  }

  private static func located<Value: Hashable & Sendable>(_ value: Value) -> Located<Value> {
    Located(value, at: ByteRange(0, 0))
  }

  /// The server with these ports open in its network security group.
  static func simulation(_ open: [String] = ["21", "990", "40000-40099"]) throws -> Simulation {
    Simulation(
      try read(configuration), environment: environment(open),
      deployment: DeploymentOptions(platform: .azure, publicAddresses: [IPv4Address(20, 40, 60, 80)]))
  }

  /// The matrix of some clients where no binding has implicit TLS.
  static func explicitOnly(_ ids: [String]) throws -> ConnectionMatrix {
    let text = configuration.replacing(
      "<binding protocol=\"ftp\" bindingInformation=\"*:990:\" />", with: "")
    let simulation = Simulation(
      try read(text), environment: environment(["21", "40000-40099"]),
      deployment: DeploymentOptions(platform: .azure, publicAddresses: [IPv4Address(20, 40, 60, 80)]))
    return ConnectionMatrix(
      simulation, sites: simulation.server.configuration.ftpSites, clients: FTPClient.all.filter { ids.contains($0.id) }
    )
  }

  /// The matrix of some clients.
  static func matrix(_ ids: [String], _ open: [String] = ["21", "990", "40000-40099"]) throws -> ConnectionMatrix {
    let simulation = try simulation(open)
    return ConnectionMatrix(
      simulation, sites: simulation.server.configuration.ftpSites, clients: FTPClient.all.filter { ids.contains($0.id) }
    )
  }
}
