import IISConfiguration
import Inet
import NetworkModel
import Reachability
import TestSupport

/// A small server in a small network, every part of which a test can change.
struct World {
  var bindings = ["*:21:", "*:990:"]
  var external = "20.40.60.80"
  var certificate = "9F3C51E0A4D27B68C1E5F0924B7AD3618C0E52F7"
  var control = "SslRequire"
  var data = "SslRequire"
  var denied: [String] = []
  var range: (Int, Int)? = (40000, 40099)
  /// What stands in the site's `<ftpServer>` beside all this.
  var extra = "<authentication><basicAuthentication enabled=\"true\" /></authentication>"
  var siteDefaults = ""
  var authorization = "<authorization><add accessType=\"Allow\" users=\"*\" permissions=\"Read\" /></authorization>"
  var publicAddress: String? = "20.40.60.80"
  var privateAddress: String? = "10.0.0.4"
  var platform: DeploymentOptions.Platform? = .azure
  var intent = DeploymentOptions.ExternalAddressIntent.public
  var origin = ClientNetwork.internet
  var required: Set<FTPOperation> = []
  var now: UTCTime?
  /// Ports that let clients in, one text for each network security group.
  var groups = ["21,990,40000-40099"]
  /// Ports that Windows Firewall lets in; nothing where no file has it.
  var firewall: String? = "21,990,1024-65535"
  /// What each may add to its environment.
  var change: (inout ServerEnvironment) -> Void = { _ in }

  var configuration: Configuration { get throws { try read(text) } }

  /// The configuration as text.
  var text: String {
    let bindings = bindings.map { "<binding protocol=\"ftp\" bindingInformation=\"\($0)\" />" }.joined()
    let commands = denied.map { "<add command=\"\($0)\" allowed=\"false\" />" }.joined()
    return file(
      sites: """
        <siteDefaults>\(siteDefaults)</siteDefaults>
        <site name="FTP" id="1">\(rootDirectory)<bindings>\(bindings)</bindings>
        <ftpServer><security>
        <ssl serverCertHash="\(certificate)" controlChannelPolicy="\(control)" dataChannelPolicy="\(data)" />
        \(extra)<commandFiltering>\(commands)</commandFiltering></security>
        <firewallSupport externalIp4Address="\(external)" /></ftpServer></site>
        """,
      rest: """
        <system.ftpServer>\(range.map { "<firewallSupport lowDataChannelPort=\"\($0.0)\" highDataChannelPort=\"\($0.1)\" />" } ?? "")
        <security>\(authorization)</security></system.ftpServer>
        """)
  }

  var environment: ServerEnvironment {
    var environment = ServerEnvironment()
    environment.groups = groups.enumerated().map { index, open in
      Self.group("nsg-\(index + 1)", open, for: index == 0 ? .subnet("subnet") : .networkInterface("nic"))
    }
    environment.windowsFirewall = firewall.map { open in
      let rules = open.split(separator: ",").enumerated().map { index, ports in
        Self.rule("open-\(index)", String(ports))
      }
      return WindowsFirewall(profiles: [WindowsFirewallProfile(.public)], rules: rules)
    }
    environment.addresses = [privateAddress].compactMap { $0.flatMap(IPAddress.init) }.map {
      InterfaceAddress(path: "server.json", address: written($0), network: IPPrefix($0, length: 24))
    }
    if let address = publicAddress.flatMap(IPAddress.init) {
      var resource = PublicIPAddress(path: "ip.json", name: written("pip"))
      resource.address = written(address)
      environment.publicIPAddresses = [resource]
    }
    change(&environment)
    return environment
  }

  static func group(
    _ name: String, _ open: String, for attachment: NetworkSecurityGroup.Attachment, from source: String = "Internet",
    to destination: String = "*"
  ) -> NetworkSecurityGroup {
    NetworkSecurityGroup(
      path: "nsg.json", name: written(name), attachments: [attachment],
      rules: [security("Allow-FTPS", 300, .allow, open, from: source, to: destination)])
  }

  static func security(
    _ name: String, _ priority: Int, _ access: FilterAction, _ open: String,
    _ direction: FlowDirection = .inbound, from source: String = "Internet", to destination: String = "*"
  ) -> SecurityRule {
    let terms = open.split(separator: ",").map { PortTerm(written(String($0))) }
    return SecurityRule(
      name: written(name), priority: written(priority), direction: written(direction), access: written(access),
      networkProtocol: written("Tcp"), sources: [.word(written(source))],
      sourcePorts: direction == .inbound ? [PortTerm(written("*"))] : terms,
      destinations: [.word(written(destination))],
      destinationPorts: direction == .inbound ? terms : [PortTerm(written("*"))])
  }

  static func rule(
    _ name: String, _ open: String, _ action: WindowsFirewallRule.Action = .allow,
    _ direction: FlowDirection = .inbound
  ) -> WindowsFirewallRule {
    var rule = WindowsFirewallRule(path: "firewall.reg", id: written(name), text: written(""), store: .local)
    rule.action = written(action)
    rule.isActive = written(true)
    rule.direction = written(direction)
    rule.protocolNumber = written(6)
    rule.localPorts = [PortTerm(written(open))]
    return rule
  }

  var simulation: Simulation {
    get throws {
      var deployment = DeploymentOptions(platform: platform, externalAddress: intent)
      deployment.requiredOperations = required
      deployment.now = now
      return Simulation(try configuration, environment: environment, deployment: deployment, from: origin)
    }
  }

  /// What comes of a client's session.
  func session(_ id: String, _ mode: String = "explicit-passive") throws -> SessionResult {
    let simulation = try simulation
    let client = FTPClient.all.first { $0.id == id }
    guard let client, let mode = SessionMode(mode), let site = simulation.server.configuration.ftpSites.first else {
      throw Missing()
    }
    return simulation.connections(to: site).session(client, mode)
  }

  struct Missing: Error {}

  /// `fails at data-connection: reason`, to compare a whole result at once.
  func outcome(_ id: String, _ mode: String = "explicit-passive") throws -> String {
    let result = try session(id, mode)
    return result.verdict.rawValue + (result.step.map { " at \($0.rawValue)" } ?? "") + ": \(result.reason)"
  }

  /// The verdicts of a client in all columns.
  func verdicts(_ id: String) throws -> [SessionVerdict] {
    try SessionMode.columns.map { try session(id, $0.description).verdict }
  }
}
