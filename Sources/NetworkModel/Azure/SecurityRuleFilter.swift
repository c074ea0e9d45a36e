internal import IISConfiguration
internal import Inet

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

extension SecurityRule {
  /// The rule for a packet filter, in each direction that it may be about; none if it is not about TCP.
  func filterRules(_ tags: inout TagCache, in path: String) -> [FilterRule] {
    guard coversTCP != false else { return [] }
    let doubt = uncertainty
    let directions = direction.map { [$0.value] } ?? FlowDirection.allCases
    let actions = access.map { [$0.value] } ?? [.allow, .block]
    var rules: [FilterRule] = []
    for direction in directions {
      for action in actions { rules.append(filterRule(direction, action, &tags, doubt, in: path)) }
    }
    return rules
  }

  /// Why the rule as a whole may not be about what it seems to be about.
  private var uncertainty: String? {
    if coversTCP == nil { return "its protocol cannot be told from the file" }
    if direction == nil { return "its direction cannot be told from the file" }
    return access == nil ? "whether it allows or denies cannot be told from the file" : nil
  }

  private func filterRule(
    _ direction: FlowDirection, _ action: FilterAction, _ tags: inout TagCache, _ doubt: String?, in path: String
  ) -> FilterRule {
    let from = Self.match(sources, &tags, direction == .inbound ? .remote : .local)
    let to = Self.match(destinations, &tags, direction == .inbound ? .local : .remote)
    let fromPorts = PortMatch(sourcePorts, "source port")
    let toPorts = PortMatch(destinationPorts, "destination port")
    let (remote, local) = direction == .inbound ? (from, to) : (to, from)
    let (remotePorts, localPorts) = direction == .inbound ? (fromPorts, toPorts) : (toPorts, fromPorts)
    let certain = Flow(
      direction, remoteAddresses: remote.certain, remotePorts: remotePorts.certain, localAddresses: local.certain,
      localPorts: localPorts.certain)
    let possible = Flow(
      direction, remoteAddresses: remote.possible, remotePorts: remotePorts.possible, localAddresses: local.possible,
      localPorts: localPorts.possible)
    return FilterRule(
      name.value, action, certain: doubt == nil && !certain.isEmpty ? certain : nil, possible: possible,
      doubt: doubt ?? from.doubt ?? to.doubt ?? fromPorts.doubt ?? toPorts.doubt,
      condition: doubt == nil && local.doubt == nil && fromPorts.doubt == nil && toPorts.doubt == nil
        ? Self.condition(direction == .inbound ? sources : destinations) : nil,
      at: Location(path, name.range))
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
        doubt: "the members of the application security group \(quoted(group.value)) are in no file")
    }
  }
}
