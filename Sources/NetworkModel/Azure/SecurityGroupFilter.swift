internal import IISConfiguration
internal import Inet
internal import Text

/// The network security groups at one hop: the group for the server's subnet, say, or several of which one is.
struct SecurityGroupFilter: PacketFilterSource {
  /// The groups that may be the one.
  let groups: [NetworkSecurityGroup]
  let hop: FilterHop
  private let number: Int
  private let tags: ServiceTags
  /// What several groups are for: `for subnets`.
  private let things: Message
  /// What is let through before the groups are asked.
  private let exempt: [FilterRule]

  init(
    _ groups: [NetworkSecurityGroup], _ things: Message, _ tags: ServiceTags, exempt: [FilterRule], hop number: Int
  ) {
    self.groups = groups
    self.exempt = exempt
    self.number = number
    self.tags = tags
    self.things = things
    var filters = groups.enumerated().map { candidate, group in
      let id = FilterID(hop: number, candidate: candidate)
      let filter = group.filter(tags: tags, id: id)
      return exempt.isEmpty ? filter : filter.preceded(by: exempt.map { $0.renamed(id) })
    }
    // Where none is the server's for certain, the server may have none.
    if groups.allSatisfy({ $0.doubt != nil }) { filters.append(.none(FilterID(hop: number, candidate: groups.count))) }
    if let only = filters.first, filters.count == 1 {
      hop = .filter(only)
    } else {
      hop = .oneOf(filters.distinctInEffect, Self.choice(groups, things))
    }
  }

  private static func choice(_ groups: [NetworkSecurityGroup], _ things: Message) -> FilterHop.Choice {
    if let first = groups.first, groups.allSatisfy({ $0.isSame(as: first) }) {
      let files = groups.map(\.path).distinct.map { "\(name: $0)" as Message }
      let differing: Message = "files tell different rules of it: \(list: files)"
      return FilterHop.Choice(all: first.title, one: first.title, reason: first.doubt ?? differing)
    }
    return FilterHop.Choice(
      all: "each of the network security groups that may be the server's", one: "the server's network security group",
      reason: "there are \(groups.count) network security groups \(things), and which is the server's is in no file")
  }

  /// The server's group; nothing where it may be one of several, or none.
  var group: NetworkSecurityGroup? { groups.count == 1 && groups[0].doubt == nil ? groups.first : nil }

  /// All groups of a server, in the order in which a connection to it meets them.
  ///
  /// The rules of Virtual Network Manager come before the groups of subnets, and these before those of network interfaces
  /// (Azure documentation, "How network security groups filter network traffic"). Where several groups are for one kind
  /// of thing, and the server has but one, it is not known which is its own.
  /// What Virtual Network Manager always allows they are not asked about.
  static func all(
    _ groups: [NetworkSecurityGroup], _ tags: ServiceTags, exempt: [FilterRule]
  ) -> [SecurityGroupFilter] {
    let managers = groups.filter(\.isNetworkManager).map { ([$0], "" as Message) }
    let kinds: [([NetworkSecurityGroup], Message)] = [
      (groups.filter { $0.isForSubnet == true }, "for subnets"),
      (groups.filter { $0.isForSubnet == false && !$0.isNetworkManager }, "for network interfaces"),
      (groups.filter { $0.isForSubnet == nil }, "of which no file tells what they are for"),
    ]
    return (managers + kinds.filter { !$0.0.isEmpty }).enumerated().map { number, hop in
      SecurityGroupFilter(hop.0, hop.1, tags, exempt: number < managers.count ? [] : exempt, hop: number)
    }
  }

  var isImposed: Bool { groups.first?.isNetworkManager == true }

  let mayInspectFTP = false

  func without(_ rules: Set<RuleOrigin>) -> SecurityGroupFilter {
    var dropped: [Int: Set<Int>] = [:]
    for rule in rules where rule.filter.hop == number {
      if case .rule(let index) = rule.kind { dropped[rule.filter.candidate, default: []].insert(index) }
    }
    let rest = groups.enumerated().map { candidate, group in
      group.with(group.rules.enumerated().filter { dropped[candidate]?.contains($0.offset) != true }.map(\.element))
    }
    return SecurityGroupFilter(rest, things, tags, exempt: exempt, hop: number)
  }

  func idleRules(_ direction: FlowDirection) -> Set<RuleOrigin> {
    guard group != nil, case .filter(let filter) = hop else { return [] }
    return filter.idleRules(direction)
  }

  func permitRules(_ direction: FlowDirection) -> [PermitRule] {
    // What Virtual Network Manager allows, groups decide on, and what it always allows is no business of the owner's.
    guard let group, !group.isNetworkManager else { return [] }
    var cache = TagCache(tags.merging(group.tags))
    return group.rules.enumerated().compactMap { index, rule in
      guard !rule.isDefault, rule.direction?.value == direction, rule.access?.value == .allow, rule.coversTCP != false
      else { return nil }
      let sides = rule.sides(direction, &cache)
      return PermitRule(
        filter: group.title, origin: group.origin(index, FilterID(hop: number)), place: group.place(of: rule),
        name: rule.name.value, isCertain: rule.coversTCP == true,
        terms: direction == .inbound ? rule.destinationPorts : rule.sourcePorts,
        remoteTerms: direction == .inbound ? rule.sourcePorts : rule.destinationPorts,
        remoteAddresses: sides.remote.certain, localAddresses: sides.local.certain)
    }
  }
}

extension PacketFilter {
  /// What there is where there is no group: everything gets through.
  fileprivate static func none(_ id: FilterID) -> PacketFilter {
    let pass = FilterDefault(.allow, of: id, RuleName(words: "no group at all"))
    return PacketFilter(
      id: id, name: "no network security group", rules: [], inboundDefault: pass, outboundDefault: pass)
  }
}
