/// A limit of a rule that a project may draw elsewhere.
public struct RuleSetting: Hashable, Sendable {
  /// The id of the rule.
  public let rule: String
  /// The name in a policy: `ports`.
  public let name: String
  /// What it limits, with its unit: `the most ports that a range may have`.
  public let summary: String
  /// The value where nobody says otherwise.
  public let standard: Int
  /// The values that make sense.
  public let bounds: ClosedRange<Int>

  /// A limit.
  public init(_ name: String, of rule: String, _ summary: String, standard: Int, in bounds: ClosedRange<Int>) {
    self.rule = rule
    self.name = name
    self.summary = summary
    self.standard = standard
    self.bounds = bounds
  }
}
