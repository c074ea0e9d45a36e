public import Text
public import Reachability

/// What a dialect has no words for.
public struct UnsupportedByTarget: Error, Hashable, Sendable {
  /// The opening that cannot be written.
  public let opening: Opening
  /// Why, as a line without a full stop.
  public let reason: Message
}

/// Scripts that open what a plan says, and scripts that close it again.
public enum FirewallScript {
  /// Writes a script: all of the plan or, if the language cannot say it, nothing.
  ///
  /// - Parameters:
  ///   - plan: What must be open.
  ///   - target: The language.
  ///   - header: What the script says of its origin.
  ///   - predefinedRules: Whether to use the rules that Windows ships where they say the same.
  ///   - remove: Whether to write the script that takes the rules away.
  /// - Returns: The script, in ASCII.
  /// - Throws: What the language cannot say, and why.
  public static func write(
    _ plan: FirewallPlan, target: FirewallTarget, header: ScriptHeader, predefinedRules: Bool = false,
    remove: Bool = false
  ) throws(UnsupportedByTarget) -> String {
    if predefinedRules, !target.supportsPredefinedRules,
      let opening = plan.openings.first(where: { PredefinedRule(for: $0) != nil })
    {
      throw UnsupportedByTarget(
        opening: opening, reason: "\(code: target.name) cannot name the rule that Windows ships for it")
    }
    let dialect = target.dialect(header, predefinedRules)
    return remove ? try dialect.renderRemoval(plan) : try dialect.render(plan)
  }
}

/// A language of firewall rules; a protocol so that ``FirewallScript`` treats all alike.
protocol FirewallDialect: Sendable {
  /// The script that opens what the plan says; running it again changes nothing.
  func render(_ plan: FirewallPlan) throws(UnsupportedByTarget) -> String
  /// The script that takes the same rules away.
  func renderRemoval(_ plan: FirewallPlan) throws(UnsupportedByTarget) -> String
}
