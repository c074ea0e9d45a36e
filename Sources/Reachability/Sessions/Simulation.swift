public import IISConfiguration
internal import Inet
public import NetworkModel
internal import Text

/// A server, and clients who connect to it from somewhere.
///
/// Windows Firewall is on every server, so that it is unknown where no file has it; network security groups are on every
/// server in Azure. The clients' own side is taken to let everything through, and to have no NAT: of that no file can tell.
public struct Simulation: Sendable {
  /// The server.
  public let server: Server
  /// Where clients are.
  public let origin: ClientNetwork
  /// The ports that Windows has set aside, without those that an administrator set aside.
  let excludedPorts: PortSet
  /// What is said of groups that were left out.
  let leftOut: [Message]
  let certificates: ShownCertificates
  let faults: ConfigurationFaults
  let passivePortCollisions: [PassivePortCollision]
  /// The way of the server's answers; nothing where no file tells of its environment.
  let returnRoute: ReturnRoute?
  /// The numbers of filters that are imposed on the server's owner.
  let imposed: Set<Int>
  /// The numbers of filters that may read replies in clear text, and open the ports that these name.
  let inspecting: Set<Int>
  /// The filters on the way to the server, and on the way from it.
  let hops: [FlowDirection: [FilterHop]]

  /// Clients of a server.
  public init(_ server: Server, from origin: ClientNetwork = .internet) {
    self.server = server
    let origin = origin.known(in: server.environment)
    self.origin = origin
    let environment = server.environment
    excludedPorts = PortSet((environment?.excludedPorts ?? []).filter { !$0.isAdministered }.map(\.range.value))
    leftOut = (environment?.leftOutGroups ?? []).map(\.sentence).distinct
    certificates = server.certificates
    faults = ConfigurationFaults(server.configuration)
    passivePortCollisions = server.configuration.passivePortCollisions
    returnRoute = ReturnRoute(environment, to: origin)
    let sources = server.filters?.sources ?? []
    imposed = Set(sources.indices.filter { sources[$0].isImposed })
    inspecting = Set(sources.indices.filter { sources[$0].mayInspectFTP })
    let inbound = sources.map(\.hop)
    hops = [.inbound: inbound, .outbound: inbound.reversed()]
  }

  /// Clients of a server that files and the user describe.
  public init(
    _ configuration: Configuration, environment: ServerEnvironment? = nil,
    deployment: DeploymentOptions = DeploymentOptions(), from origin: ClientNetwork = .internet
  ) {
    self.init(Server(configuration, environment: environment, deployment: deployment), from: origin)
  }

  /// What clients meet at a site.
  public func connections(to site: FTPSite) -> SiteConnections {
    var passages = FlowDecisionCache(self)
    return SiteConnections(site, self, &passages)
  }
}
