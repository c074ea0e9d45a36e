public import IISConfiguration
public import Inet
internal import NetworkModel
public import Text

/// Everything that firewalls must let through for the FTP sites of a configuration, and nothing more.
public struct FirewallPlan: Sendable {
  /// What must be open, in order, no two alike and none covered by another.
  public let openings: [Opening]
  /// Who may come in; none for everybody.
  public let clients: [ClientSource]
  /// Addresses of bindings that none of these clients can reach, so that nothing is open there; in order.
  public let unreachableAddresses: [LocalAddress]
  /// What tells its rules from those of other plans.
  public let key: PlanKey
  /// The lowest priority that a rule may have where rules have priorities: 100 to 4096.
  public var lowestPriority: Int { givenPriority ?? 300 }
  /// The lowest priority that somebody gave.
  let givenPriority: Int?
  /// What is there already, as far as files tell.
  public let surroundings: PlanSurroundings
  /// The sites that the plan is for, in the file's order.
  public let sites: [FTPSite]
  /// The FTP sites that it leaves out: those that do not start, or were not named.
  public let leftOutSites: [String]
  /// The passive data ports.
  public let passivePorts: PortRange
  /// Whether no range is configured, so that ``passivePorts`` is what Windows uses by default.
  public let usesDynamicPorts: Bool
  /// Whether TLS plays a part on a site, so that no firewall can read the control channel.
  public var usesTLS: Bool { sites.contains(where: \.usesTLS) }

  /// What to plan for.
  public struct Options: Sendable {
    /// The sites, by name, off ones included; none for all that start.
    public var sites: [String]
    /// Whether active data connections are left out.
    public var passiveOnly: Bool
    /// Whether a configuration without a range may open all of Windows' dynamic ports.
    public var allowsDynamicRange: Bool
    /// Who may come in; none for everybody.
    public var clients: [ClientSource] = []
    /// What tells the rules from those of other plans; nothing for the ids of the sites.
    public var key: PlanKey?
    /// The lowest priority that a rule may have where rules have priorities: 100 to 4096; nothing for 300 and behind rules that
    /// deny some of the clients.
    public var lowestPriority: Int?
    /// What is there already, as far as files tell.
    public var surroundings = PlanSurroundings()

    /// Options; all that start, both modes, and a configured range unless told otherwise.
    public init(sites: [String] = [], passiveOnly: Bool = false, allowsDynamicRange: Bool = false) {
      self.sites = sites
      self.passiveOnly = passiveOnly
      self.allowsDynamicRange = allowsDynamicRange
    }
  }

  /// Why there is no plan.
  public enum Refusal: Error, Hashable, Sendable {
    /// A site was named that the file does not have; the nearest name that it has.
    case unknownSite(String, suggestion: String?)
    /// A site was named that has no ftp binding.
    case notAnFTPSite(String)
    /// The configuration is such that rules would be wrong or wider than needed.
    case unsound(Message, help: Message)
  }

  /// Plans for a configuration.
  public init(_ configuration: Configuration, options: Options = Options()) throws(Refusal) {
    try Self.checkSections(configuration, [])
    sites = try Self.selectSites(configuration, named: options.sites)
    try Self.checkSections(configuration, sites)
    let chosen = Set(sites.map(\.site.index))
    leftOutSites = configuration.ftpSites.filter { !chosen.contains($0.site.index) }.map(\.name)
    (passivePorts, usesDynamicPorts) = try Self.passivePorts(
      of: configuration.server, allowsDynamicRange: options.allowsDynamicRange)
    clients = options.clients
    key = options.key ?? PlanKey(sites: sites)
    givenPriority = options.lowestPriority
    surroundings = options.surroundings
    if let reason = surroundings.blindness(to: options.clients) {
      throw .unsound(reason, help: Self.helpAgainstBlindness)
    }
    try Self.checkAddresses(sites, surroundings)
    let remote = options.clients.remoteSide
    let endpoints = PlannedEndpoints(
      remote: surroundings.seen(remote), probePorts: remote.isAnyone ? PortSet() : surroundings.probePorts,
      passivePorts: passivePorts,
      rangeOrigin: Self.rangeOrigin(isDynamic: usesDynamicPorts), hasActiveMode: !options.passiveOnly)
    let wanted = sites.flatMap { site in
      site.bindings.flatMap { binding in
        binding.endpoint.map { endpoints.openings(for: $0, origin: site.origin(of: binding)) } ?? []
      }
    }
    let reachable = wanted.withoutCovered.map(\.fromReachingClients)
    openings = reachable.filter { !$0.remote.isNobody }
    unreachableAddresses = Set(reachable.filter(\.remote.isNobody).map(\.localAddress)).sorted()
    guard !openings.isEmpty else { throw Self.nobodyComes(in: options.clients) }
  }

  private static func rangeOrigin(isDynamic: Bool) -> String {
    isDynamic
      ? "no lowDataChannelPort and highDataChannelPort in system.ftpServer/firewallSupport"
      : "lowDataChannelPort and highDataChannelPort of system.ftpServer/firewallSupport"
  }
}

extension FTPSite {
  fileprivate func origin(of binding: Binding) -> String {
    "binding \(binding.information.value) of site \(name)"
  }
}

extension SchemaProblem {
  /// Whether bindings or passive ports may be among what stands in another file.
  fileprivate var concernsPorts: Bool {
    let isOfServer = parent.hasPrefix("system.ftpServer")
    return !isOfServer || parent == "system.ftpServer" || parent == "system.ftpServer/firewallSupport"
  }

  /// Whether what stands here and is not known may have been meant for a binding or for passive ports.
  fileprivate var mayBeMeantForPorts: Bool {
    ["sites", "siteDefaults", "site", "bindings", "system.ftpServer", "system.ftpServer/firewallSupport"]
      .contains(parent)
  }
}

// MARK: - What the plan is for

extension FirewallPlan {
  private static func selectSites(
    _ configuration: Configuration, named names: [String]
  ) throws(Refusal) -> [FTPSite] {
    for name in names where !configuration.sites.contains(where: { isSame($0.name.value, name) }) {
      let known = configuration.ftpSites.map(\.name)
      throw .unknownSite(name, suggestion: nearestName(to: name, among: known))
    }
    let isChosen: (String) -> Bool = { site in names.isEmpty || names.contains { isSame($0, site) } }
    for site in configuration.sites where isChosen(site.name.value) {
      try checkBindings(of: site)
      if !names.isEmpty, !site.bindings.contains(where: \.isFTP) { throw .notAnFTPSite(site.name.value) }
    }
    let sites =
      names.isEmpty ? configuration.startingSites : configuration.ftpSites.filter { isChosen($0.name) }
    guard !sites.isEmpty else { throw noSites(configuration) }
    return sites
  }

  /// Rules from half of a configuration, or from one that IIS refuses, would be wrong; what was not read does not matter
  /// where no ports come from it.
  private static func checkSections(
    _ configuration: Configuration, _ sites: [FTPSite]
  ) throws(Refusal) {
    let chosen = Set(sites.map(\.site.index))
    for problem in configuration.schemaProblems where problem.scope.sites.map({ !$0.isDisjoint(with: chosen) }) ?? true
    {
      switch problem.kind {
      case .redirected where problem.concernsPorts:
        throw .unsound(
          "<\(name: problem.parent)> stands in another file, \(quoted: problem.value), which was not read (redirected-configuration)",
          help: "put the section into this file, and run ftpsgate lint")
      case .duplicateSection:
        throw .unsound(
          "the section \(code: problem.parent) stands twice, and which one holds is not documented (duplicate-section)",
          help: "put the settings into one section, and run ftpsgate lint")
      case .duplicateEntry:
        throw .unsound(
          "two entries of \(code: problem.parent) have one key, and IIS refuses such a file (duplicate-collection-key)",
          help: "remove one of the two, and run ftpsgate lint")
      case .unknownElement where problem.mayBeMeantForPorts:
        throw .unsound(
          "IIS does not know <\(name: problem.name)> in <\(name: problem.parent)>, and refuses such a file (unknown-element)",
          help: "mend or remove it, and run ftpsgate lint")
      default: continue
      }
    }
  }

  private static func isSame(_ left: String, _ right: String) -> Bool {
    left.lowercased() == right.lowercased()
  }

  private static func checkBindings(of site: Site) throws(Refusal) {
    for binding in site.bindings {
      if binding.ftpProtocolFault != nil {
        throw .unsound(
          """
          site \(quoted: site.name.value) has a binding of protocol \(quoted: binding.protocolName.value), which IIS \
          does not know (unknown-ftp-protocol)
          """, help: "set its protocol to ftp, and run ftpsgate lint")
      }
      if binding.isFTP, binding.endpoint == nil {
        throw .unsound(
          """
          site \(quoted: site.name.value) has the ftp binding \(quoted: binding.information.value), which is not \
          address:port:host (invalid-binding)
          """, help: "mend the binding, and run ftpsgate lint")
      }
    }
  }

  private static func noSites(_ configuration: Configuration) -> Refusal {
    guard configuration.ftpSites.isEmpty else {
      return .unsound(
        "no FTP site starts by itself: each has ftpServer@serverAutoStart false",
        help: "name the sites to plan for with --site")
    }
    return .unsound("no site has an ftp binding, so no port needs to be open", help: "give a file with FTP sites")
  }

  private static func nobodyComes(in clients: [ClientSource]) -> Refusal {
    .unsound(
      "no client of \(list: clients.map { "\(name: $0.description)" }) can reach an address of the bindings",
      help: "an IPv4 address is reached from IPv4 addresses only: give --from networks of the bindings' kind")
  }

  private static func passivePorts(
    of server: FTPServer, allowsDynamicRange: Bool
  ) throws(Refusal) -> (PortRange, Bool) {
    switch server.passivePorts {
    case .range(let range): return (range, false)
    case .invalid:
      throw .unsound(
        """
        the passive port range \(server.lowDataChannelPort.value)-\(server.highDataChannelPort.value) is not valid \
        (passive-range-invalid)
        """, help: "mend it, and run ftpsgate lint")
    case .unset:
      guard allowsDynamicRange else {
        throw .unsound(
          "no passive port range is set, so Windows picks from all its dynamic ports (passive-range-unset)",
          help: """
            set lowDataChannelPort and highDataChannelPort, or open \(PortRange.windowsDynamic) with \
            --allow-dynamic-range
            """)
      }
      return (.windowsDynamic, true)
    }
  }
}
