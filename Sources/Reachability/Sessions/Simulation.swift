public import IISConfiguration
internal import Inet
public import NetworkModel
internal import Text

/// A server in its surroundings, into which clients connect from somewhere.
///
/// Files are taken as complete, and what no file tells is unknown. Windows Firewall is on every server, so that it is
/// unknown where no file has it; network security groups are on every server in Azure. The clients' own side is taken to
/// let everything through, and to have no NAT: of that no file can tell.
public struct Simulation: Sendable {
  /// The configuration.
  public let configuration: Configuration
  /// What files tell of the network around the server; nothing where none was given.
  public let environment: ServerEnvironment?
  /// What the user says of the server's surroundings.
  public let deployment: DeploymentOptions
  /// Where clients are.
  public let origin: ClientNetwork
  /// The addresses of the machine itself that files tell, IPv4 only.
  let machineAddresses: [IPv4Address]
  /// The public addresses that files or the user tell.
  let publicAddresses: [(address: IPv4Address, place: Location?)]
  /// The public addresses of the server for clients that dial them, each once.
  let dialledAddresses: [IPv4Address]
  /// The ports that Windows has set aside, without those that an administrator set aside.
  let excludedPorts: PortSet
  /// What is said of groups that were left out.
  let leftOut: [String]
  let certificatePeers: CertificatePeers
  /// The filters on the way to the server, and on the way from it.
  let hops: [FlowDirection: [FilterHop]]

  /// A server in its surroundings.
  public init(
    _ configuration: Configuration, environment: ServerEnvironment? = nil,
    deployment: DeploymentOptions = DeploymentOptions(), from origin: ClientNetwork = .internet
  ) {
    let environment = environment?.concerningServer(
      dialledAt: deployment.publicAddresses + configuration.announcedPublicAddresses)
    self.configuration = configuration
    self.environment = environment
    self.deployment = deployment
    self.origin = origin
    machineAddresses =
      (environment?.addresses ?? []).compactMap(\.address.value.asIPv4)
      .filter { $0.scope == .privateUse || $0.scope == .publicUse }.distinct
    publicAddresses =
      deployment.publicAddresses.map { ($0, nil) }
      + (environment?.publicIPAddresses ?? []).compactMap { resource in
        guard let address = resource.address, let number = address.value.asIPv4 else { return nil }
        return (number, resource.place(address.range))
      }
    dialledAddresses =
      (publicAddresses.map(\.address) + machineAddresses.filter { $0.scope == .publicUse }).distinct
    excludedPorts = PortSet((environment?.excludedPorts ?? []).filter { !$0.isAdministered }.map(\.range.value))
    leftOut =
      (environment?.leftOutGroups ?? []).map {
        "\($0.title) is left out, as it is for other machines or for nothing"
      }.distinct
    certificatePeers = CertificatePeers(configuration.ftpSites)
    let inbound = environment?.hops(.inbound) ?? []
    hops = [.inbound: inbound, .outbound: inbound.reversed()]
  }

  /// Whether the server is in Azure: because the user says so, or because files have resources of Azure.
  var isInAzure: Bool {
    if deployment.platform == .azure { return true }
    guard let environment else { return false }
    return !environment.groups.isEmpty || !environment.publicIPAddresses.isEmpty
      || !environment.loadBalancers.isEmpty || !environment.azureFirewallRules.isEmpty
  }

  /// Where something stands in the configuration.
  func place(_ range: ByteRange?) -> Location? {
    range.map { Location(configuration.source.path, $0) }
  }

  /// What clients meet at a site.
  public func connections(to site: FTPSite) -> SiteConnections {
    var passages = FlowDecisionCache(self)
    return SiteConnections(site, self, &passages)
  }
}
