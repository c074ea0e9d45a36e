internal import IISConfiguration
public import Inet
internal import Text

extension WindowsFirewall {
  /// The firewall as a station for connections of the FTP service: blocks beat allows, then comes the profile's default.
  ///
  /// - Parameters:
  ///   - active: The profiles of which one is active. The registry does not tell, so that the verdict is known only where
  ///     all agree.
  ///   - localSubnet: What `LocalSubnet` stands for, if that is known.
  ///   - number: The hop's number on the way of a connection to the server.
  /// - Returns: A filter, or one of several where the profile is not known.
  public func hop(
    active: [WindowsFirewallProfile.Kind] = WindowsFirewallProfile.Kind.allCases, localSubnet: IPAddressSet? = nil,
    hop number: Int = 0
  ) -> FilterHop {
    let profiles = profiles.filter { active.contains($0.kind) }
    let filters = profiles.enumerated().map { candidate, profile in
      filter(profile, localSubnet: localSubnet, id: FilterID(hop: number, candidate: candidate))
    }
    if filters.count == 1 { return .filter(filters[0]) }
    let kinds = profiles.map(\.kind)
    let isEvery = kinds.count == WindowsFirewallProfile.Kind.allCases.count
    return .oneOf(
      filters.distinctInEffect,
      FilterHop.Choice(
        all: isEvery
          ? "Windows Firewall, every profile" : "Windows Firewall, \(list: kinds.map(\.phrase)) profile",
        one: "Windows Firewall",
        reason: "it depends on the network profile, and which one is active is in no file"))
  }

  /// The firewall as a packet filter for connections of the FTP service while one profile is active.
  func filter(_ profile: WindowsFirewallProfile, localSubnet: IPAddressSet?, id: FilterID) -> PacketFilter {
    let name: Message = "Windows Firewall, \(profile.kind.phrase) profile"
    if let doubt = profile.doubt { return unknown(id, name, doubt) }
    guard profile.isEnabled.value else {
      let off = FilterDefault(.allow, of: id, RuleName(words: "the firewall is off"), at: profile.isEnabled.place)
      return PacketFilter(id: id, name: name, rules: [], inboundDefault: off, outboundDefault: off)
    }
    let usable = rules.indices.filter { index in
      (rules[index].store == .groupPolicy || profile.mergesLocalRules.value)
        && rules[index].applies(to: profile.kind)
    }
    let found = usable.flatMap { rules[$0].filterRules(localSubnet: localSubnet, as: origin($0, id)) }
      .filter { !(profile.blocksAllInbound.value && $0.possible.direction == .inbound) }
    return PacketFilter(
      id: id, name: name, rules: found.filter { $0.action == .block } + found.filter { $0.action == .allow },
      inboundDefault: inboundDefault(profile, id),
      outboundDefault: FilterDefault(
        profile.outbound.value, of: id, RuleName(words: "the outbound default"), at: profile.outbound.place ?? place))
  }

  private func inboundDefault(_ profile: WindowsFirewallProfile, _ id: FilterID) -> FilterDefault {
    guard profile.blocksAllInbound.value else {
      return FilterDefault(
        profile.inbound.value, of: id, RuleName(words: "the inbound default"), at: profile.inbound.place ?? place)
    }
    let all = RuleName(words: "all inbound connections are blocked")
    return FilterDefault(.block, RuleOrigin(.lockdown, of: id, all, at: profile.blocksAllInbound.place))
  }

  /// Which rule of a filter one of the firewall's rules is.
  func origin(_ index: Int, _ filter: FilterID) -> RuleOrigin {
    RuleOrigin(.rule(index), of: filter, rules[index].ruleName, at: rules[index].place)
  }

  /// A filter that may let pass or stop anything.
  private func unknown(_ id: FilterID, _ name: Message, _ doubt: Message) -> PacketFilter {
    let settings = RuleOrigin(.builtIn, of: id, RuleName(words: "the profile's settings"), at: place)
    let rules = FlowDirection.allCases.map { direction in
      FilterRule(settings, .allow, certain: nil, possible: Flow(direction), doubt: doubt)
    }
    let fallback = FilterDefault(.block, of: id, RuleName(words: "the default"), at: place)
    return PacketFilter(id: id, name: name, rules: rules, inboundDefault: fallback, outboundDefault: fallback)
  }
}

extension WindowsFirewallRule {
  /// Whether the rule is on and meant for a profile; one that may be on is.
  func applies(to profile: WindowsFirewallProfile.Kind) -> Bool {
    isActive?.value != false && (profiles.isEmpty || profiles.contains { $0.value == profile })
  }

  /// The rule for a packet filter, in each direction and with each action that it may have.
  func filterRules(localSubnet: IPAddressSet?, as origin: RuleOrigin) -> [FilterRule] {
    guard coversFTPService, coversTCP else { return [] }
    let directions = direction.map { [$0.value] } ?? FlowDirection.allCases
    let actions: [FilterAction] =
      switch action?.value {
      case .allow, .bypass: [.allow]
      case .block: [.block]
      case nil: [.allow, .block]
      }
    return directions.flatMap { direction in actions.map { filterRule(direction, $0, localSubnet, as: origin) } }
  }

  private func filterRule(
    _ direction: FlowDirection, _ action: FilterAction, _ localSubnet: IPAddressSet?, as origin: RuleOrigin
  ) -> FilterRule {
    let local = PortMatch(localPorts, "local port")
    let remote = PortMatch(remotePorts, "remote port")
    let here = Self.match(localAddresses, localSubnet)
    let there = Self.match(remoteAddresses, localSubnet)
    let certain = Flow(
      direction, remoteAddresses: there.certain, remotePorts: remote.certain, localAddresses: here.certain,
      localPorts: local.certain)
    let possible = Flow(
      direction, remoteAddresses: there.possible, remotePorts: remote.possible, localAddresses: here.possible,
      localPorts: local.possible)
    let doubt = doubts.first ?? unreadable
    return FilterRule(
      origin, action, certain: doubt == nil && !certain.isEmpty ? certain : nil, possible: possible,
      doubt: doubt ?? local.doubt ?? remote.doubt ?? there.doubt ?? here.doubt)
  }

  private var unreadable: Message? {
    if action == nil { return "whether it allows or blocks cannot be told from the file" }
    if direction == nil { return "its direction cannot be told from the file" }
    if isActive == nil { return "whether it is active cannot be told from the file" }
    return action?.value == .bypass ? "it is about authenticated connections only" : nil
  }

  private static func match(_ terms: [AddressTerm], _ localSubnet: IPAddressSet?) -> AddressMatch {
    terms.isEmpty ? AddressMatch(.any) : AddressMatch(union: terms.map { match($0, localSubnet) })
  }

  private static func match(_ term: AddressTerm, _ localSubnet: IPAddressSet?) -> AddressMatch {
    guard let localSubnet, term.text.value.lowercased() == "localsubnet" else { return term.match }
    return AddressMatch(localSubnet)
  }
}
