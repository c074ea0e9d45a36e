public import IISConfiguration
public import Inet

/// What files tell of the network around a server; they are taken as complete, and what none tells is unknown.
public struct ServerEnvironment: Sendable {
  /// The files that were looked at, in the order in which they were given.
  public var files: [EnvironmentFile] = []
  /// The network security groups.
  public var groups: [NetworkSecurityGroup] = []
  /// Groups that were left out, as they are for other machines or for nothing.
  public var leftOutGroups: [LeftOutGroup] = []
  /// The network interfaces of machines.
  public var networkInterfaces: [NetworkInterface] = []
  /// The subnets of which files tell whether they have a group.
  public var subnets: [Subnet] = []
  /// Virtual networks.
  public var virtualNetworks: [VirtualNetwork] = []
  /// The route tables, and what single routes and subnets tell of them.
  public var routeTables: [RouteTable] = []
  /// The network interface that is taken for the server's, if files tell which one is.
  public internal(set) var interface: ResourceID?
  /// The routes by which the server's answers leave: several where files do not tell which of them hold, none where they tell
  /// of none.
  public internal(set) var routes: [ReturnRoutes] = []
  /// Windows Firewall, if a file tells of it.
  public var windowsFirewall: WindowsFirewall?
  /// The public IP addresses.
  public var publicIPAddresses: [PublicIPAddress] = []
  /// The public addresses that something else holds than the server.
  public var addressesElsewhere: [AddressElsewhere] = []
  /// A public address by which alone clients come in, if it lets nobody in, or may, as the server certainly has no group.
  ///
  /// It may where a template does not tell its SKU.
  public var closedAddress: PublicIPAddress?
  /// The load balancers.
  public var loadBalancers: [LoadBalancer] = []
  /// Azure Firewall, in the files that tell of more than its rules.
  public var azureFirewalls: [AzureFirewall] = []
  /// The rules by which Azure Firewall hands connections on.
  public var azureFirewallRules: [AzureFirewallRule] = []
  /// The ports that Windows has set aside, in both versions of the Internet Protocol.
  public var excludedPorts: [ExcludedPorts] = []
  /// The ports for outgoing connections.
  public var dynamicPorts: [DynamicPorts] = []
  /// The certificates of the local computer, if a file lists them.
  public var certificates: CertificateInventory?
  /// The server's own addresses.
  public var addresses: [InterfaceAddress] = []
  /// The profiles of Windows Firewall that are active, one for each kind of network; none when no file tells.
  public var activeProfiles: [WindowsFirewallProfile.Kind] = []

  /// An environment of which nothing is known.
  public init() {}

  /// The server's own addresses for a ``Flow``.
  ///
  /// Addresses of the machine itself, such as `127.0.0.1`, are left out: no connection comes to them from outside. When no
  /// file tells, the private ones behind a network security group, which never sees others, else every address.
  public var localAddresses: IPAddressSet {
    let known = reachableAddresses
    guard known.isEmpty else { return IPAddressSet(known) }
    return groups.isEmpty ? .any : .privateUse
  }

  /// The server's own addresses to which connections from outside can come, as far as files tell.
  public var reachableAddresses: [IPAddress] { addresses.map(\.address.value).filter { $0.isReachable } }

  /// Addresses that are in the server's virtual network for certain: its subnets, and what a file says of the network.
  var ownNetwork: IPAddressSet { IPAddressSet(ownPrefixes).union(localSubnet ?? IPAddressSet()) }

  /// The prefixes of the server's virtual network, as far as files tell which one is.
  public var ownPrefixes: [IPPrefix] {
    let own = IPAddressSet(addresses.map(\.address.value))
    // A file that is there twice tells of one network.
    let isOnlyOne = Set(virtualNetworks.map(\.prefixes)).count == 1
    let networks = virtualNetworks.filter { network in
      isOnlyOne || !IPAddressSet(network.prefixes).isDisjoint(with: own)
    }
    return networks.flatMap(\.prefixes)
  }

  /// The networks that the server is in; nothing when no file tells.
  public var localSubnet: IPAddressSet? {
    let known = addresses.filter { $0.address.value.isReachable }.compactMap(\.network)
    return known.isEmpty ? nil : IPAddressSet(known)
  }
}

extension ServerEnvironment {
  /// The files that were read.
  public var sources: [SourceFile] { files.map(\.source) }

  /// The ports from which Windows serves outgoing connections.
  public var outgoingPorts: PortSet? {
    dynamicPorts.isEmpty ? nil : PortSet(dynamicPorts.map(\.range.value))
  }

  /// The ports that an administrator has reserved.
  public var reservedPorts: PortSet { PortSet(excludedPorts.filter(\.isAdministered).map(\.range.value)) }

  /// The public addresses that are assigned anew when the machine starts.
  public var dynamicAddresses: [IPv4Address] {
    publicIPAddresses.compactMap { $0.allocation?.value == .dynamic ? $0.address?.value.asIPv4 : nil }
  }
}

extension IPAddress {
  fileprivate var isReachable: Bool {
    switch self {
    case .v4(let address): address.scope != .loopback && address.scope != .unspecified && address.scope != .linkLocal
    case .v6(let address): !address.isLoopback && !address.isUnspecified && !address.isLinkLocal
    }
  }
}
