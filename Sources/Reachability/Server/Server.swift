public import IISConfiguration
public import Inet
public import NetworkModel
internal import Synchronization
internal import Text

/// A server as files and the user describe it: what rules and sessions both begin with.
///
/// Files are taken as complete, and what no file tells is unknown. A class, because every rule on tens of thousands of
/// sites gets it; it never changes.
public final class Server: Sendable {
  /// The configuration.
  public let configuration: Configuration
  /// What the user says of the server.
  public let deployment: DeploymentOptions
  /// The clients that are taken to be meant where the user does not say.
  public let assumedClients: ClientSource
  /// What concerns the server of all that files tell of the network around it; nothing where none was given.
  public let environment: ServerEnvironment?
  /// The filters around it, for rules and for sessions; nothing where no file tells of its environment.
  package let filters: ServerFilters?
  /// The addresses of the machine itself that files tell, IPv4 only.
  public let machineAddresses: [IPv4Address]
  /// The public addresses that files or the user tell, and where.
  public let publicAddresses: [(address: IPv4Address, place: Location?)]
  /// The public addresses of the server for clients that dial them, each once.
  public let dialledAddresses: [IPv4Address]
  /// The addresses of load balancers that reach the machine as clients dialled them.
  let floatingAddresses: [IPv4Address]
  /// The private addresses to which Azure translates public ones of the server, as far as files tell.
  let translatedAddresses: [IPv4Address: IPv4Address]
  /// The control ports of the sites that start, where files tell of something that hands connections on to them.
  let controlPorts: Set<Port>
  private let shownCertificates = Mutex<ShownCertificates?>(nil)

  /// A server in its network; of an environment that tells of other machines too only its own part is kept.
  public init(
    _ configuration: Configuration, environment: ServerEnvironment? = nil,
    deployment: DeploymentOptions = DeploymentOptions()
  ) {
    let environment = environment?.concerningServer(
      dialledAt: deployment.publicAddresses + configuration.announcedPublicAddresses)
    self.configuration = configuration
    self.deployment = deployment.knowing(environment)
    assumedClients = .internet
    self.environment = environment
    filters = environment.map(ServerFilters.init)
    machineAddresses =
      (environment?.addresses ?? []).compactMap(\.address.value.asIPv4)
      .filter { $0.scope == .privateUse || $0.scope == .publicUse }.distinct
    floatingAddresses = environment?.floatingAddresses ?? []
    translatedAddresses = environment?.translatedAddresses ?? [:]
    controlPorts = environment.map { $0.handsOn ? Self.controlPorts(of: configuration) : [] } ?? []
    publicAddresses =
      deployment.publicAddresses.map { ($0, nil) }
      + (environment?.publicIPAddresses ?? []).compactMap { resource in
        guard let address = resource.address, let number = address.value.asIPv4 else { return nil }
        return (number, resource.place(address.range))
      }
    dialledAddresses =
      (publicAddresses.map(\.address) + machineAddresses.filter { $0.scope == .publicUse }).distinct
  }

  private static func controlPorts(of configuration: Configuration) -> Set<Port> {
    Set(configuration.startingSites.flatMap { $0.bindings.compactMap { $0.endpoint?.port } })
  }

  /// The same server with other clients taken to be meant where the user does not say.
  private init(_ server: Server, assuming clients: ClientSource) {
    configuration = server.configuration
    deployment = server.deployment
    assumedClients = clients
    environment = server.environment
    filters = server.filters
    machineAddresses = server.machineAddresses
    publicAddresses = server.publicAddresses
    dialledAddresses = server.dialledAddresses
    floatingAddresses = server.floatingAddresses
    translatedAddresses = server.translatedAddresses
    controlPorts = server.controlPorts
  }

  /// The same server with other clients taken to be meant where the user does not say.
  func assuming(_ clients: ClientSource) -> Server { Server(self, assuming: clients) }

  /// The clients that are meant to connect, as far as it is known who they are.
  public var intendedSources: [ClientSource] {
    deployment.sources.isEmpty ? [assumedClients] : deployment.sources.filter { !$0.isUnknown }
  }

  /// Whether clients are meant to connect whose addresses no file tells.
  public var hasUnknownClients: Bool { deployment.sources.contains(where: \.isUnknown) }

  /// Whose certificate clients see at each binding; found once, when something asks for it.
  public var certificates: ShownCertificates {
    shownCertificates.withLock { known in
      let certificates = known ?? ShownCertificates(configuration)
      known = certificates
      return certificates
    }
  }

  /// Whether the server is in Azure: because the user says so, or because files have resources of Azure.
  public var isInAzure: Bool {
    if deployment.platform == .azure { return true }
    guard let environment else { return false }
    return !environment.groups.isEmpty || !environment.publicIPAddresses.isEmpty
      || !environment.addressesElsewhere.isEmpty || !environment.networkInterfaces.isEmpty
      || !environment.virtualNetworks.isEmpty
      || !environment.loadBalancers.isEmpty || !environment.azureFirewallRules.isEmpty
  }

  /// Where something stands in the configuration.
  func place(_ range: ByteRange?) -> Location? {
    range.map { Location(configuration.source.path, $0) }
  }
}

extension ServerEnvironment {
  /// Whether files tell of a load balancer or of rules of Azure Firewall.
  fileprivate var handsOn: Bool { !loadBalancers.isEmpty || !azureFirewallRules.isEmpty }
}
