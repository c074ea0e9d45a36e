public import IISConfiguration
public import Inet

/// A network security group as a file has it.
public struct NetworkSecurityGroup: Hashable, Sendable {
  /// What a group filters for.
  public enum Attachment: Hashable, Sendable {
    /// A subnet.
    case subnet(ResourceID)
    /// A network interface.
    case networkInterface(ResourceID)
    /// Rules of Azure Virtual Network Manager, which are asked before any group.
    case networkManager(ResourceID)
  }

  /// The file.
  public let path: String
  /// The name, and where it stands.
  public let name: Located<String>
  /// The id, if the file has one: groups of different resource groups may have one name.
  public let id: ResourceID?
  /// What it filters for, as far as the file tells; may be none.
  public let attachments: [Attachment]
  /// Its rules; those of Azure itself only if the file lists them.
  public let rules: [SecurityRule]
  /// What service tags stand for here, as far as the file tells.
  public let tags: [String: IPAddressSet]

  /// A group.
  public init(
    path: String, name: Located<String>, id: ResourceID? = nil, attachments: [Attachment] = [], rules: [SecurityRule],
    tags: [String: IPAddressSet] = [:]
  ) {
    self.path = path
    self.name = name
    self.id = id
    self.attachments = attachments
    self.rules = rules
    self.tags = tags
  }
}

extension NetworkSecurityGroup {
  /// What a report calls the group.
  public var title: String {
    if case .networkManager = attachments.first { return "rules of Virtual Network Manager \(printable(name.value))" }
    return "network security group \(printable(name.value))"
  }

  /// Whether these are rules of Virtual Network Manager.
  public var isNetworkManager: Bool {
    attachments.contains { if case .networkManager = $0 { true } else { false } }
  }

  /// Whether these are effective rules, which Azure has put together for one network interface.
  var isEffective: Bool {
    !tags.isEmpty || rules.contains { $0.sources.contains { if case .expanded = $0 { true } else { false } } }
  }

  /// Whether both are one group, by their ids, or by their names where a file has no id.
  func isSame(as other: NetworkSecurityGroup) -> Bool {
    (id ?? ResourceID(name.value)).isSame(as: other.id ?? ResourceID(other.name.value))
  }

  /// Whether the group filters for a subnet; nothing when no file tells.
  public var isForSubnet: Bool? {
    if attachments.contains(where: { if case .subnet = $0 { true } else { false } }) { return true }
    return attachments.isEmpty ? nil : false
  }

  /// The group as a packet filter: ascending priority, the first that matches decides, then Azure's own rules.
  ///
  /// Rules without a priority come first and are doubts: they may come before any other.
  public func filter(tags: ServiceTags = ServiceTags()) -> PacketFilter {
    let tags = tags.merging(self.tags)
    // A sort that keeps the file's order among equals, which Azure does not allow.
    let order = rules.indices.filter { !rules[$0].isDenyAll }.sorted {
      (rules[$0].priority?.value ?? .min, $0) < (rules[$1].priority?.value ?? .min, $1)
    }
    var cache = TagCache(tags)
    let own = order.flatMap { index in
      let found = rules[index].filterRules(&cache, in: path)
      return rules[index].priority == nil
        ? found.map { $0.doubted("its priority cannot be told from the file") } : found
    }
    if case .networkManager = attachments.first {
      let pass = FilterDefault(.allow, "the end of the list")
      return PacketFilter(name: title, rules: own, inboundDefault: pass, outboundDefault: pass)
    }
    let place = Location(path, name.range)
    let listed = Set(rules.filter(\.isDefault).compactMap(\.direction?.value))
    return PacketFilter(
      name: title,
      rules: own
        + FlowDirection.allCases.filter { !listed.contains($0) }.flatMap { Self.azureRules($0, tags, at: place) },
      inboundDefault: FilterDefault(.block, "DenyAllInBound", at: place),
      outboundDefault: FilterDefault(.block, "DenyAllOutBound", at: place))
  }

  /// What Azure puts into every group, with priorities from 65000 on; the last one is the filter's default.
  private static func azureRules(
    _ direction: FlowDirection, _ tags: ServiceTags, at place: Location
  ) -> [FilterRule] {
    let network = tags.match("VirtualNetwork")
    let toNetwork = FilterRule(
      direction == .inbound ? "AllowVnetInBound" : "AllowVnetOutBound", .allow,
      certain: network.certain.isEmpty ? nil : Flow(direction, remoteAddresses: network.certain),
      possible: Flow(direction, remoteAddresses: network.possible), doubt: network.doubt,
      condition: "virtualnetwork", at: place)
    switch direction {
    case .inbound:
      let probes = Flow(.inbound, remoteAddresses: tags.match("AzureLoadBalancer").certain)
      return [toNetwork, FilterRule("AllowAzureLoadBalancerInBound", .allow, probes, at: place)]
    case .outbound:
      let internet = Flow(.outbound, remoteAddresses: tags.match("Internet").certain)
      return [toNetwork, FilterRule("AllowInternetOutBound", .allow, internet, at: place)]
    }
  }
}

extension FilterRule {
  /// The rule, of which it is not known whether it matches at all.
  func doubted(_ reason: String) -> FilterRule {
    FilterRule(name, action, certain: nil, possible: possible, doubt: reason, at: place)
  }
}
