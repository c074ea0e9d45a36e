internal import IISConfiguration
public import Inet
public import NetworkModel
public import Text

/// What stands around the server already, as far as files tell: what a plan's rules come among, and who it is that filters see.
public struct PlanSurroundings: Sendable {
  /// The security groups of the server; rules of Virtual Network Manager are no place for rules of a plan.
  public var groups: [NetworkSecurityGroup] = []
  /// Rules of Virtual Network Manager that are asked before these groups.
  public var managerRules: [NetworkSecurityGroup] = []
  /// The server's own addresses behind NAT, in order; none where no file tells.
  public var serverAddresses: [LocalAddress] = []
  /// The public addresses of the server that its user names, in order; a gateway before it may have to translate them.
  public var publicAddresses: [IPv4Address] = []
  /// The ports of the server that a load balancer before it probes.
  public var probePorts = PortSet()
  /// What hands clients of the Internet on with addresses of its own, and with which; nothing where nothing does or may.
  public var translator: Translator?
  /// Windows Firewall on the server; nothing where no file tells of it.
  package var windowsFirewall: WindowsFirewallFilter?
  /// The rule before which the plan's rules go, by its name.
  public var before: String?

  /// Something before the server that translates the addresses of clients.
  public struct Translator: Sendable {
    /// What it is called.
    public let name: Message
    /// The addresses that the server sees; nothing where no file tells.
    public let addresses: IPAddressSet?
    /// Whether nobody on the Internet comes to any of the sites in another way.
    public let isForAll: Bool
  }

  /// Nothing is known.
  public init() {}

  /// What files tell of a server.
  public init(_ server: Server, before: String? = nil) {
    self.before = before
    guard let environment = server.environment else { return }
    groups = environment.groups.filter { !$0.isNetworkManager }
    managerRules = environment.groups.filter { $0.isNetworkManager && $0.doubt == nil }
    windowsFirewall = environment.filters.compactMap { $0 as? WindowsFirewallFilter }.first
    serverAddresses = environment.reachableAddresses.map(LocalAddress.init).distinct.sorted()
    probePorts = ServerContext(server)?.probedPorts ?? PortSet()
    let translators = server.configuration.ftpSites.map { server.translator(of: $0) }
    let known = translators.compactMap(\.self)
    translator = known.first.map { first in
      Translator(
        name: first.name,
        addresses: known.contains { $0.addresses == nil } ? nil : IPAddressSet(union: known.compactMap(\.addresses)),
        isForAll: known.count == translators.count)
    }
  }

  /// Clients as filters at the server see them: those of the Internet with the translator's addresses, everybody where these
  /// are not known.
  func seen(_ clients: RemoteSide) -> RemoteSide {
    guard let translator, !clients.isAnyone else { return clients }
    // Azure Firewall translates IPv4 alone; all tags but one are of addresses on the Internet.
    let translated = clients.addresses.intersection(ServiceTags.internetClients).intersection(.anyV4)
    let hasPublicTag = clients.serviceTags.contains { $0.lowercased() != "virtualnetwork" }
    guard !translated.isEmpty || hasPublicTag else { return clients }
    guard let addresses = translator.addresses else { return .anyone }
    let others = translator.isForAll ? clients.addresses.subtracting(translated) : clients.addresses
    return RemoteSide(others.union(addresses), serviceTags: clients.serviceTags)
  }

  /// The rules of the groups but for those whose names begin so.
  func rules(besides prefix: String) -> SecurityGroupRules {
    SecurityGroupRules(
      groups.map { group in group.with(group.rules.filter { !$0.name.value.lowercased().hasPrefix(prefix) }) },
      behind: managerRules)
  }

  /// Why no filter at the server can tell some clients apart although it was asked for.
  func blindness(to clients: [ClientSource]) -> Message? {
    guard let translator, !clients.isEmpty, seen(clients.remoteSide).isAnyone else { return nil }
    return """
      \(translator.name) hands clients on with addresses of its own that are in no file, so that rules at the server would let in \
      everybody whom it lets in
      """
  }
}
