public import NetworkModel
public import IISConfiguration
public import Inet
internal import Text

/// What the user says of the server's surroundings, which no configuration file tells.
public struct DeploymentOptions: Hashable, Sendable {
  /// Where the server runs.
  public enum Platform: String, CaseIterable, Sendable {
    /// A virtual machine in Azure.
    case azure
  }

  /// What the external address is meant to be.
  public enum ExternalAddressIntent: String, CaseIterable, Sendable {
    /// The address that clients on the Internet dial.
    case `public`
    /// A private address, put there on purpose so that clients ignore it.
    case placeholder
    /// None: there is no NAT in front of the server.
    case none
  }

  /// Where the server runs, if that is said.
  public var platform: Platform?
  /// The server's public addresses, if they are said.
  public var publicAddresses: [IPv4Address]
  /// How the public addresses are assigned, if that is said.
  public var allocation: AddressAllocation?
  /// The public addresses that are assigned anew when the machine starts, as the user or an environment says.
  public var dynamicAddresses: [IPv4Address]
  /// The ports from which Windows serves outgoing connections: its default unless an environment says otherwise.
  public var outgoingPorts = PortSet(.windowsDynamic)
  /// The ports that an administrator has reserved, as far as an environment says.
  public var reservedPorts = PortSet()
  /// What the external address is meant to be.
  public var externalAddress: ExternalAddressIntent
  /// Whether a file without FTP sites is an error.
  public var requiresFTP: Bool
  /// Whether every site that starts must offer implicit FTPS.
  public var requiresImplicit: Bool
  /// Whether every site that starts must offer explicit FTPS.
  public var requiresExplicit: Bool
  /// What users must be able to do, if that is said.
  public var requiredOperations: Set<FTPOperation> = []
  /// The present time; nothing where nobody says, so that dates are not judged.
  public var now: UTCTime?
  /// The names by which clients dial the server, if they are said.
  public var serverNames: [String] = []
  /// The sites that are asked about, by their names; none for all.
  public var namedSites: [String] = []
  /// The range of passive ports that fixes are to set, if somebody says one.
  public var wantedPassiveRange: PortRange?
  /// The user who is meant; nothing for any whom an authorization rule names.
  public var identity: UserIdentity?

  /// The clients that are meant to connect; none for those on the Internet.
  public var sources: [ClientSource]

  /// DeploymentOptions of which nothing is said but what is given.
  public init(
    platform: Platform? = nil, publicAddresses: [IPv4Address] = [], allocation: AddressAllocation? = nil,
    externalAddress: ExternalAddressIntent = .public, requiresFTP: Bool = false,
    requiresImplicit: Bool = false, requiresExplicit: Bool = false, sources: [ClientSource] = []
  ) {
    self.platform = platform
    self.publicAddresses = publicAddresses
    self.allocation = allocation
    dynamicAddresses = allocation == .dynamic ? publicAddresses : []
    self.externalAddress = externalAddress
    self.requiresFTP = requiresFTP
    self.requiresImplicit = requiresImplicit
    self.requiresExplicit = requiresExplicit
    self.sources = sources
  }

  /// The same, with the addresses that files give for clients that are named by a service tag.
  func knowing(_ environment: ServerEnvironment?) -> DeploymentOptions {
    guard sources.contains(where: \.isUnknown) else { return self }
    var options = self
    options.sources = sources.map { $0.known(in: environment) }
    return options
  }

  /// Whether a site is asked about because it is named.
  public func names(_ site: FTPSite) -> Bool { namedSites.contains { CaselessName($0) == CaselessName(site.name) } }

  /// Whether a site is asked about: all are where none is named.
  public func concerns(_ site: FTPSite) -> Bool { namedSites.isEmpty || names(site) }

  /// Whether a session without an operation is none: a listing is what counts where nothing else is asked for.
  public func requires(_ operation: FTPOperation) -> Bool {
    requiredOperations.isEmpty ? operation == .list : requiredOperations.contains(operation)
  }
}
