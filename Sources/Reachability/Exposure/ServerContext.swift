package import IISConfiguration
package import Inet
package import NetworkModel

/// A server in its environment, as rules on the environment look at it: made once for all of them.
public struct ServerContext: Sendable {
  /// The server.
  package let server: Server
  /// What concerns the server of all that files tell.
  package let environment: ServerEnvironment
  /// The filters around the server.
  package let filters: ServerFilters
  /// The control ports of the sites, each once; those that only the machine itself can reach are left out.
  package let controls: [Control]
  /// The ports of ``controls`` by the address.
  package let portsByAddress: [LocalAddress: PortSet]
  /// The control ports of all FTP sites, off ones included.
  package let controlPorts: PortSet
  /// Every port that FTP clients have a reason to reach.
  package let neededPorts: PortSet
  /// The server's own addresses, all of them.
  private let machine: IPAddressSet

  /// A server; nothing where no file tells of its environment.
  public init?(_ server: Server) {
    guard let environment = server.environment, let filters = server.filters else { return nil }
    let configuration = server.configuration
    self.server = server
    self.environment = environment
    self.filters = filters
    controls = Self.controls(of: configuration)
    portsByAddress = Dictionary(grouping: controls, by: \.address).mapValues { PortSet($0.map { PortRange($0.port) }) }
    let controlPorts = PortSet(
      configuration.ftpSites.flatMap(\.bindings).compactMap { $0.endpoint.map { PortRange($0.port) } })
    self.controlPorts = controlPorts
    neededPorts = configuration.passiveRange.map { controlPorts.union(PortSet($0)) } ?? controlPorts
    machine = self.environment.localAddresses
  }

  /// Where a site listens, and which sites do.
  package struct Control: Sendable {
    /// The port.
    package let port: Port
    /// The address.
    package let address: LocalAddress
    /// The names of the sites.
    package fileprivate(set) var sites: [String]
  }

  /// The configuration.
  package var configuration: Configuration { server.configuration }

  /// What the user says of the server's surroundings.
  package var deployment: DeploymentOptions { server.deployment }

  /// Begins what one rule asks: the work that its decisions may take is its own.
  public func begin() { filters.begin() }

  /// The sites that start; all if none does.
  package var sites: [FTPSite] { Self.sites(of: configuration) }

  private static func sites(of configuration: Configuration) -> [FTPSite] {
    configuration.startingSites.isEmpty ? configuration.ftpSites : configuration.startingSites
  }

  private static func controls(of configuration: Configuration) -> [Control] {
    struct Place: Hashable {
      let port: Port
      let address: LocalAddress
    }
    var found: [Control] = []
    var known: [Place: Int] = [:]
    for site in sites(of: configuration) {
      for binding in site.bindings {
        guard let endpoint = binding.endpoint, !endpoint.address.isLoopback else { continue }
        let place = Place(port: endpoint.port, address: endpoint.address)
        if let index = known[place] {
          found[index].sites.append(site.name)
        } else {
          known[place] = found.count
          found.append(Control(port: endpoint.port, address: endpoint.address, sites: [site.name]))
        }
      }
    }
    return found
  }

  /// The passive ports, if a sound range is set; rules on the range itself speak where none is.
  package var passiveRange: PortRange? { configuration.passiveRange }

  /// The ports of which IIS picks one for each passive data connection; nothing where what is set is no range.
  ///
  /// With no range set these are Windows' dynamic ports; where no file tells which, any that a client could be sent to.
  package var passivePorts: (ports: PortSet, isKnown: Bool)? {
    switch configuration.server.passivePorts {
    case .range(let range): return (PortSet(range), true)
    case .invalid: return nil
    case .unset:
      let files = environment.dynamicPorts.map(\.range.value)
      return files.isEmpty ? (.client, false) : (PortSet(files), true)
    }
  }

  /// The server's addresses behind a binding, for some clients.
  ///
  /// Where no file lists them it is not known whether the server has an IPv6 address at all. Then IPv4 alone is looked at,
  /// unless the clients have nothing but IPv6: whoever means them says that it has.
  package func localAddresses(_ address: LocalAddress, for clients: IPAddressSet = .anyV4) -> IPAddressSet {
    switch address {
    case .v4(let address): return IPAddressSet(.v4(address))
    case .v6(let address): return IPAddressSet(.v6(address))
    case .any:
      guard environment.addresses.isEmpty else { return machine }
      return machine.intersection(clients.isSubset(of: .anyV6) ? .anyV6 : .anyV4)
    }
  }
}

extension Configuration {
  fileprivate var passiveRange: PortRange? { if case .range(let range) = server.passivePorts { range } else { nil } }
}
