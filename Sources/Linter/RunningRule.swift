/// As much of a rule and of what a policy says of it as is needed for each of tens of thousands of sites.
struct RunningRule: Sendable {
  let id: String
  /// The rule's number in the catalogue.
  let number: Int
  /// What its findings are about, unless they stop sessions.
  let concern: Concern
  private let standard: Severity
  /// What somebody chose; nothing where nobody did.
  private let chosen: Severity?

  /// A rule; nothing where the policy says that it is not to run.
  init?(_ rule: Rule, number: Int, _ policy: Policy) {
    let choice = policy.choice(for: rule)
    guard let severity = choice.severity else { return nil }
    id = rule.id
    self.number = number
    concern = rule.concern
    standard = rule.severity
    chosen = choice.origin == .rule ? nil : severity
  }

  /// How bad a finding is: as chosen, but for one that the check takes for less bad than the rule's others.
  func severity(_ special: Severity?) -> Severity {
    let own = special ?? standard
    guard let chosen else { return own }
    return own < standard ? min(own, chosen) : chosen
  }
}
