public import IISConfiguration
public import Inet
public import Text

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
  public var attachments: [Attachment]
  /// Its rules; those of Azure itself only if the file lists them.
  public var rules: [SecurityRule]
  /// What service tags stand for here, as far as the file tells.
  public let tags: [String: IPAddressSet]
  /// Why it may not be the server's although it may be, where other groups certainly are not.
  public var doubt: Message?
  /// Whether its file lists all that it filters for, so that without any it filters for nothing.
  public var tellsAttachments = false
  /// Whether its file does not tell which rules stand in it.
  public var isBare = false

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
  public var title: Message {
    if case .networkManager = attachments.first { return "Virtual Network Manager \(name: name.value)" }
    return "network security group \(name: name.value)"
  }

  /// Whether these are rules of Virtual Network Manager.
  public var isNetworkManager: Bool {
    attachments.contains { if case .networkManager = $0 { true } else { false } }
  }

  /// Whether these are effective rules, which Azure has put together for one network interface.
  var isEffective: Bool {
    !tags.isEmpty || rules.contains { $0.sources.contains { if case .expanded = $0 { true } else { false } } }
  }

  /// Its id, or its name where no file has the id.
  public var identity: ResourceID { id ?? ResourceID(name.value) }

  /// Whether both are one group, by their ids, or by their names where a file has no id.
  func isSame(as other: NetworkSecurityGroup) -> Bool { identity.isSame(as: other.identity) }

  /// Whether the group filters for a subnet; nothing when no file tells.
  public var isForSubnet: Bool? {
    if attachments.contains(where: { if case .subnet = $0 { true } else { false } }) { return true }
    return attachments.isEmpty ? nil : false
  }

  /// Where a rule of the group stands.
  public func place(of rule: SecurityRule) -> Location { Location(rule.path ?? path, rule.name.range) }

  /// The group with other rules.
  package func with(_ rules: [SecurityRule]) -> NetworkSecurityGroup {
    var group = self
    group.rules = rules
    return group
  }

  /// Which rule of a filter one of the group's rules is.
  func origin(_ index: Int, _ filter: FilterID) -> RuleOrigin {
    let rule = rules[index]
    if rule.isUntold {
      return RuleOrigin(.undecided, of: filter, RuleName(words: "rules that no file tells"), at: place(of: rule))
    }
    return RuleOrigin(
      rule.isDefault ? .builtIn : .rule(index), of: filter, RuleName(rule.name.value), at: place(of: rule))
  }

  /// The group as a packet filter: ascending priority, the first that matches decides, then Azure's own rules.
  ///
  /// Rules without a priority come first and are doubts: they may come before any other.
  public func filter(tags: ServiceTags = ServiceTags(), id: FilterID = FilterID(hop: 0)) -> PacketFilter {
    let tags = tags.merging(self.tags)
    // A sort that keeps the file's order among equals, which Azure does not allow.
    let order = rules.indices.filter { !rules[$0].isDenyAll }.sorted {
      (rules[$0].priority?.value ?? .min, $0) < (rules[$1].priority?.value ?? .min, $1)
    }
    var cache = TagCache(tags)
    let own = order.flatMap { index in
      let found = rules[index].filterRules(&cache, as: origin(index, id))
      return rules[index].priority == nil
        ? found.map { $0.doubted(rules[index].doubt ?? "its priority cannot be told from the file") } : found
    }
    if case .networkManager = attachments.first {
      let pass = FilterDefault(.allow, of: id, RuleName(words: "the end of the list"))
      return PacketFilter(id: id, name: title, rules: own, inboundDefault: pass, outboundDefault: pass)
    }
    let place = Location(path, name.range)
    let listed = Set(rules.filter(\.isDefault).compactMap(\.direction?.value))
    return PacketFilter(
      id: id, name: title,
      rules: own
        + FlowDirection.allCases.filter { !listed.contains($0) }.flatMap { Self.azureRules($0, tags, id, at: place) },
      inboundDefault: FilterDefault(.block, of: id, RuleName("DenyAllInBound"), at: place),
      outboundDefault: FilterDefault(.block, of: id, RuleName("DenyAllOutBound"), at: place))
  }

  /// The rules of one direction that certainly decide on no packet, looked at among rules of a kind, by their numbers.
  package func idleRules(_ direction: FlowDirection, among isOfKind: (SecurityRule) -> Bool) -> Set<Int> {
    // Only those of the direction itself: of one whose direction is not known it is not known what it matches.
    let kind = rules.indices.filter { rules[$0].direction?.value == direction && isOfKind(rules[$0]) }
    let idle = with(kind.map { rules[$0] }).filter().idleRules(direction)
    return Set(idle.compactMap { if case .rule(let index) = $0.kind { kind[index] } else { nil } })
  }

  /// What Azure puts into every group, with priorities from 65000 on; the last one is the filter's default.
  private static func azureRules(
    _ direction: FlowDirection, _ tags: ServiceTags, _ filter: FilterID, at place: Location
  ) -> [FilterRule] {
    func builtIn(_ name: String) -> RuleOrigin { RuleOrigin(.builtIn, of: filter, RuleName(name), at: place) }
    let network = tags.match("VirtualNetwork")
    let toNetwork = FilterRule(
      builtIn(direction == .inbound ? "AllowVnetInBound" : "AllowVnetOutBound"), .allow,
      certain: network.certain.isEmpty ? nil : Flow(direction, remoteAddresses: network.certain),
      possible: Flow(direction, remoteAddresses: network.possible), doubt: network.doubt, condition: "virtualnetwork")
    switch direction {
    case .inbound:
      let probes = Flow(.inbound, remoteAddresses: tags.match("AzureLoadBalancer").certain)
      return [toNetwork, FilterRule(builtIn("AllowAzureLoadBalancerInBound"), .allow, probes)]
    case .outbound:
      let internet = Flow(.outbound, remoteAddresses: tags.match("Internet").certain)
      return [toNetwork, FilterRule(builtIn("AllowInternetOutBound"), .allow, internet)]
    }
  }
}
