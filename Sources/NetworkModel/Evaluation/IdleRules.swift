extension PacketFilter {
  /// The rules of one direction that certainly decide on no packet, as rules before them match all of theirs.
  ///
  /// A rule of which it is not known what it matches may match nothing, so that it shadows nothing.
  func idleRules(_ direction: FlowDirection) -> Set<RuleOrigin> {
    let certain = rules.filter { $0.doubt == nil && $0.possible.direction == direction }
    let fallback = fallback(direction)
    var budget = FlowBudget(rules: certain.count)
    let pieces = FlowPartition(Flow(direction), rules: certain, fallback: fallback.action, budget: &budget).pieces
    var decides = Array(repeating: false, count: certain.count)
    for piece in pieces {
      switch piece.decider {
      case .rule(let index), .doubt(let index): decides[index] = true
      case .fallback: continue
      // Where too many rules overlap it is not known which are reached.
      case .overlap: return []
      }
    }
    var idle = Set(certain.indices.filter { !decides[$0] && !certain[$0].possible.isEmpty }.map { certain[$0].origin })
    // Rules may be several of a filter, of which one is enough; most filters have none that is idle.
    guard !idle.isEmpty else { return [] }
    for index in certain.indices where decides[index] { idle.remove(certain[index].origin) }
    if pieces.contains(where: { $0.decider == .fallback }) { idle.remove(fallback.origin) }
    return idle
  }
}
