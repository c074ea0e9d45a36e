internal import IISConfiguration
internal import Inet
internal import Text

extension NetworkSecurityGroup {
  /// What rules of Virtual Network Manager always allow, so that no group is asked about it; in pieces that do not overlap.
  ///
  /// Of several rules the first that matches decides, so that an `Allow` before an `AlwaysAllow` leaves it to the groups
  /// (Azure documentation, "Security admin rules in Azure Virtual Network Manager").
  func alwaysAllowed(_ tags: ServiceTags) -> [FilterRule] {
    guard isNetworkManager, rules.contains(where: \.alwaysAllows) else { return [] }
    let whole = filter(tags: tags)
    let final = Set(rules.indices.filter { rules[$0].alwaysAllows })
    let asked = whole.rules.map { rule -> FilterRule in
      guard rule.action == .allow, case .rule(let index) = rule.origin.kind, !final.contains(index) else { return rule }
      return FilterRule(
        rule.origin, .block, certain: rule.certain, possible: rule.possible, doubt: rule.doubt,
        condition: rule.condition)
    }
    let rest = FilterDefault(.block, of: whole.id, RuleName(words: "the end of the list"))
    let filter = PacketFilter(
      id: whole.id, name: title, rules: asked, inboundDefault: rest, outboundDefault: rest)
    return FlowDirection.allCases.flatMap { direction -> [FilterRule] in
      var budget = FlowBudget([.filter(filter)])
      return filter.decide(Flow(direction), within: &budget).parts.compactMap { part in
        switch part.verdict {
        case .allowed(let decidingRule): FilterRule(decidingRule.origin, .allow, part.flow)
        case .blocked: nil
        case .unknown(let reason, let decidingRule):
          FilterRule(
            decidingRule.origin, .allow, certain: nil, possible: part.flow,
            doubt: "\(decidingRule.filter) may always allow it: \(reason.phrase)")
        }
      }
    }
  }
}

extension FilterRule {
  /// The rule as one of another filter, which has it from elsewhere.
  func renamed(_ filter: FilterID) -> FilterRule {
    let name = RuleName(words: "\(origin.name.title) of Virtual Network Manager")
    return FilterRule(
      RuleOrigin(.builtIn, of: filter, name, at: origin.place), action, certain: certain, possible: possible,
      doubt: doubt, condition: condition)
  }
}

extension PacketFilter {
  /// The filter with rules before its own.
  func preceded(by first: [FilterRule]) -> PacketFilter {
    PacketFilter(
      id: id, name: name, rules: first + rules, inboundDefault: inboundDefault, outboundDefault: outboundDefault)
  }
}
