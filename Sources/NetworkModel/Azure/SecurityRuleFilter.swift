internal import IISConfiguration
internal import Inet
internal import Text

/// Looks up what words stand for, on the clients' side and on the server's, each word once.
struct TagCache {
  /// One side of a connection.
  enum Side: Hashable {
    case remote, local
  }

  private let tags: [Side: ServiceTags]
  private var found: [Side: [String: AddressMatch]] = [:]

  init(_ tags: ServiceTags) {
    self.tags = [.remote: tags, .local: tags.onServerSide]
  }

  mutating func match(_ word: String, _ side: Side) -> AddressMatch {
    if let known = found[side]?[word] { return known }
    let match = (tags[side] ?? ServiceTags()).match(word)
    found[side, default: [:]][word] = match
    return match
  }
}

/// What the two sides of a rule stand for.
struct SecurityRuleSides {
  let remote: AddressMatch
  let local: AddressMatch
  let remotePorts: PortMatch
  let localPorts: PortMatch
  /// Why the side that begins, and then the one that answers, may stand for less than it seems.
  let doubt: Message?
}

extension SecurityRule {
  /// What the two sides of the rule stand for where connections begin on a given side.
  func sides(_ direction: FlowDirection, _ tags: inout TagCache) -> SecurityRuleSides {
    let from = Self.match(sources, &tags, direction == .inbound ? .remote : .local)
    let to = Self.match(destinations, &tags, direction == .inbound ? .local : .remote)
    let fromPorts = PortMatch(sourcePorts, "source port")
    let toPorts = PortMatch(destinationPorts, "destination port")
    let doubt = from.doubt ?? to.doubt ?? fromPorts.doubt ?? toPorts.doubt
    return direction == .inbound
      ? SecurityRuleSides(remote: from, local: to, remotePorts: fromPorts, localPorts: toPorts, doubt: doubt)
      : SecurityRuleSides(remote: to, local: from, remotePorts: toPorts, localPorts: fromPorts, doubt: doubt)
  }

  /// The rule for a packet filter, in each direction that it may be about; none if it is not about TCP.
  func filterRules(_ tags: inout TagCache, as origin: RuleOrigin) -> [FilterRule] {
    guard coversTCP != false else { return [] }
    let doubt = uncertainty
    let directions = direction.map { [$0.value] } ?? FlowDirection.allCases
    let actions = access.map { [$0.value] } ?? [.allow, .block]
    var rules: [FilterRule] = []
    for direction in directions {
      let sides = sides(direction, &tags)
      for action in actions { rules.append(filterRule(direction, action, sides, doubt, as: origin)) }
    }
    return rules
  }

  /// Why the rule as a whole may not be about what it seems to be about.
  private var uncertainty: Message? {
    if let doubt { return doubt }
    if coversTCP == nil { return "its protocol cannot be told from the file" }
    if direction == nil { return "its direction cannot be told from the file" }
    return access == nil ? "whether it allows or denies cannot be told from the file" : nil
  }

  private func filterRule(
    _ direction: FlowDirection, _ action: FilterAction, _ sides: SecurityRuleSides, _ doubt: Message?,
    as origin: RuleOrigin
  ) -> FilterRule {
    let certain = Flow(
      direction, remoteAddresses: sides.remote.certain, remotePorts: sides.remotePorts.certain,
      localAddresses: sides.local.certain, localPorts: sides.localPorts.certain)
    let possible = Flow(
      direction, remoteAddresses: sides.remote.possible, remotePorts: sides.remotePorts.possible,
      localAddresses: sides.local.possible, localPorts: sides.localPorts.possible)
    let hangsOnClients =
      doubt == nil && sides.local.doubt == nil && sides.remotePorts.doubt == nil && sides.localPorts.doubt == nil
    return FilterRule(
      origin, action, certain: doubt == nil && !certain.isEmpty ? certain : nil, possible: possible,
      doubt: doubt ?? sides.doubt,
      condition: hangsOnClients ? Self.condition(direction == .inbound ? sources : destinations) : nil)
  }

  /// What it hangs on whether the rule matches, where it is one tag or one group.
  private static func condition(_ clients: [Peer]) -> String? {
    guard clients.count == 1, let only = clients.first else { return nil }
    switch only {
    case .word(let word): return word.value.trimmingBlanks.lowercased()
    case .applicationSecurityGroup(let group): return "group " + group.value.lowercased()
    case .expanded: return nil
    }
  }

  /// What any of some peers stands for; a rule in a file always names one, so none at all cannot be told.
  private static func match(_ peers: [Peer], _ tags: inout TagCache, _ side: TagCache.Side) -> AddressMatch {
    guard !peers.isEmpty else {
      return AddressMatch(possible: .any, doubt: "one of its addresses is not in the file")
    }
    return AddressMatch(union: peers.map { match($0, &tags, side) })
  }

  private static func match(_ peer: Peer, _ tags: inout TagCache, _ side: TagCache.Side) -> AddressMatch {
    switch peer {
    case .word(let word): return tags.match(word.value, side)
    case .expanded(_, let addresses): return AddressMatch(addresses)
    case .applicationSecurityGroup(let group):
      return AddressMatch(
        possible: ServiceTags.internetClients.complement,
        doubt: "the members of the application security group \(quoted: group.value) are in no file")
    }
  }
}
