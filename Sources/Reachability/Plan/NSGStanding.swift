internal import IISConfiguration
internal import Inet
internal import NetworkModel
public import Text

/// What stands in security groups under names of a plan, as far as files tell.
public struct NSGStanding: Sendable {
  /// The groups of the server.
  let groups: [NetworkSecurityGroup]
  /// What the names of the plan's own rules begin with.
  let ownPrefix: String
  /// The rules of the plan.
  let planned: [NSGRule]

  /// What lets through something else under a rule's name than the rule does, so that setting the rule would undo what
  /// somebody has done by hand; ports are the plan's own matter.
  public func change(of rule: NSGRule) -> Message? {
    standing.first { $0.rule.isNamed(rule.name) && !$0.rule.isAsWritten(rule) }.map {
      "rule \(quoted: $0.rule.name.value) of \($0.group) is there already and was changed (\($0.rule.sentence))"
    }
  }

  /// Rules of the plan's name that are none of its rules: those of an earlier plan, or of another server's with the same name.
  public var stale: [String] {
    standing.map(\.rule).filter { rule in !planned.contains { rule.isNamed($0.name) } }.map(\.name.value).distinct
  }

  /// A rule of an earlier plan that lets through less than this one would: somebody has narrowed it, or it is another server's.
  public var narrowedStale: Message? {
    standing.first { standing in
      !planned.contains { standing.rule.isNamed($0.name) } && !standing.rule.isUnnarrowed(beside: planned)
    }.map {
      """
      rule \(quoted: $0.rule.name.value) of \($0.group) is not in the plan, and not for its clients and addresses \
      (\($0.rule.sentence)): somebody may have narrowed it, or it is another server's
      """
    }
  }

  private var standing: [(rule: SecurityRule, group: Message)] {
    groups.flatMap { group in
      group.rules.filter { $0.name.value.lowercased().hasPrefix(ownPrefix) }.map { ($0, group.title) }
    }
  }
}

extension SecurityRule {
  /// Whether it allows TCP of a rule's direction between the rule's words, in any order, whatever ports the server has.
  fileprivate func isAsWritten(_ rule: NSGRule) -> Bool {
    isOpenlyAllowed && direction?.value == rule.direction && Self.words(sources) == Self.words(rule.sources)
      && Self.words(destinations) == Self.words(rule.destinations)
  }

  /// Whether nobody has narrowed it, as far as the plan of today tells: it is for any clients, or those of a rule of the plan, at any
  /// address, or at those of the plan; rules for probes are from Azure's own tag in each.
  fileprivate func isUnnarrowed(beside planned: [NSGRule]) -> Bool {
    let alike = planned.filter { $0.direction == direction?.value }
    let isOutbound = direction?.value == .outbound
    let clients = Self.words(isOutbound ? destinations : sources)
    let server = Self.words(isOutbound ? sources : destinations)
    let isForClients =
      [["*"], ["azureloadbalancer"]].contains(clients)
      || (alike.isEmpty ? planned : alike).contains { Self.words($0.peer.words) == clients }
    let addresses = Self.words(planned.flatMap(\.localAddresses).map(\.description))
    return isOpenlyAllowed && isForClients && (server == ["*"] || server.isSubset(of: addresses))
  }

  /// Whether it allows TCP, whatever port the other side has.
  private var isOpenlyAllowed: Bool {
    let otherPorts = direction?.value == .outbound ? destinationPorts : sourcePorts
    return otherPorts.allSatisfy { $0.ports == .any } && access?.value == .allow
      && networkProtocol?.value.lowercased() == "tcp"
  }

  /// What it does, in a clause.
  fileprivate var sentence: Message {
    """
    it \(access?.value == .block ? "denies" : "allows") \(name: networkProtocol?.value ?? "something") from \(list: sources.map { "\(name: $0.text.value)" }) \
    to \(list: destinations.map { "\(name: $0.text.value)" })
    """
  }

  private static func words(_ terms: [Peer]) -> Set<String> { words(terms.map(\.text.value)) }

  private static func words(_ words: [String]) -> Set<String> { Set(words.map(plain)) }

  /// One spelling of a word: effective rules have lengths behind addresses, and `0.0.0.0/0` for `*`.
  private static func plain(_ word: String) -> String {
    if ["0.0.0.0/0", "::/0"].contains(word) { return "*" }
    return IPPrefix(word)?.description ?? word.lowercased()
  }
}
