extension PacketFilter {
  /// The rules of one direction that certainly decide on no packet, as rules before them match all of theirs.
  ///
  /// A rule of which it is not known what it matches may match nothing, so that it shadows nothing.
  func idleRules(_ direction: FlowDirection) -> Set<RuleOrigin> {
    let certain = rules.filter { $0.doubt == nil && $0.possible.direction == direction }
    let filter = PacketFilter(
      id: id, name: name, rules: certain, inboundDefault: inboundDefault, outboundDefault: outboundDefault)
    let decision = filter.decide(Flow(direction))
    // Where too many rules overlap it is not known which are reached.
    guard decision.isComplete else { return [] }
    return Set(certain.filter { !$0.possible.isEmpty }.map(\.origin))
      .subtracting(decision.parts.map(\.verdict.decidingRule.origin))
  }
}
