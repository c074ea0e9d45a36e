internal import Inet
internal import Linter
internal import Reachability

/// A server in its environment, as rules on the environment look at it.
struct ServerScene: Sendable {
  let configuration: Configuration
  let surroundings: Surroundings
  /// What concerns the server of all that files tell.
  let environment: ServerEnvironment

  init(_ configuration: Configuration, _ surroundings: Surroundings, _ environment: ServerEnvironment) {
    self.configuration = configuration
    self.surroundings = surroundings
    self.environment = environment.concerningServer(
      dialledAt: surroundings.publicAddresses + configuration.announcedPublicAddresses)
  }

  /// Where a site listens, and which sites do.
  struct Control: Sendable {
    let port: Port
    let address: LocalAddress
    var sites: [String]
  }

  /// The sites that start; all if none does.
  var sites: [FTPSite] {
    configuration.startingSites.isEmpty ? configuration.ftpSites : configuration.startingSites
  }

  /// The control ports of the sites, each once; those that only the machine itself can reach are left out.
  var controls: [Control] {
    var found: [Control] = []
    for site in sites {
      for binding in site.bindings {
        guard let endpoint = binding.endpoint, !endpoint.address.isLoopback else { continue }
        if let index = found.firstIndex(where: { $0.port == endpoint.port && $0.address == endpoint.address }) {
          found[index].sites.append(site.name)
        } else {
          found.append(Control(port: endpoint.port, address: endpoint.address, sites: [site.name]))
        }
      }
    }
    return found
  }

  /// The passive ports, if a sound range is set; rules on the range itself speak where none is.
  var passiveRange: PortRange? {
    if case .range(let range) = configuration.server.passivePorts { range } else { nil }
  }

  /// The control ports of all FTP sites, off ones included.
  var controlPorts: PortSet {
    PortSet(configuration.ftpSites.flatMap(\.bindings).compactMap { $0.endpoint.map { PortRange($0.port) } })
  }

  /// Every port that FTP clients have a reason to reach.
  var neededPorts: PortSet { passiveRange.map { controlPorts.union(PortSet($0)) } ?? controlPorts }

  /// The server's addresses behind a binding.
  ///
  /// Where no file lists them, IPv4 alone: whether the server has an IPv6 address at all is then not known.
  func localAddresses(_ address: LocalAddress) -> IPAddressSet {
    switch address {
    case .v4(let address): IPAddressSet(.v4(address))
    case .v6(let address): IPAddressSet(.v6(address))
    case .any:
      environment.addresses.isEmpty
        ? environment.localAddresses.intersection(.anyV4) : environment.localAddresses
    }
  }
}

extension LocalAddress {
  fileprivate var isLoopback: Bool {
    switch self {
    case .any: false
    case .v4(let address): address.scope == .loopback
    case .v6(let address): address.isLoopback
    }
  }
}

extension Rule.Check {
  /// A check of the server in its environment.
  static func scene(_ check: @escaping @Sendable (ServerScene, inout Report) -> Void) -> Rule.Check {
    .environment { configuration, surroundings, environment, report in
      guard let environment = environment as? ServerEnvironment else { return }
      check(ServerScene(configuration, surroundings, environment), &report)
    }
  }
}

extension Report {
  /// Makes a finding that points into a file of the environment.
  mutating func add(
    _ message: String, at place: EnvironmentPlace?, severity: Severity? = nil, sites: [String] = [],
    notes: [String] = [], help: String
  ) {
    add(message, at: place?.range, in: place?.path, severity: severity, sites: sites, notes: notes, help: help)
  }
}
