/// As much of a rule and of what a policy says of it as is needed for each of tens of thousands of sites.
struct RunningRule: Sendable {
  let id: String
  /// The rule's number in the catalogue.
  let number: Int
  private let standard: Severity
  private let chosen: Severity

  private init(id: String, number: Int, standard: Severity, chosen: Severity) {
    self.id = id
    self.number = number
    self.standard = standard
    self.chosen = chosen
  }

  /// A rule; nothing where the policy says that it is not to run.
  init?(_ rule: Rule, number: Int, _ policy: Policy) {
    guard let chosen = policy.choice(for: rule).severity else { return nil }
    self.init(id: rule.id, number: number, standard: rule.severity, chosen: chosen)
  }

  /// How bad a finding is: as chosen, but for one that the check takes for less bad than the rule's others.
  func severity(_ special: Severity?) -> Severity {
    let own = special ?? standard
    guard chosen != standard else { return own }
    return own < standard ? min(own, chosen) : chosen
  }
}
