internal import Text
public import Reachability

/// Outputs that open what a plan says, and scripts that close it again.
public enum FirewallScript {
  /// Writes an output: all of the plan or, if the language cannot say it, nothing.
  ///
  /// - Parameters:
  ///   - plan: What must be open.
  ///   - target: The language.
  ///   - header: What the output says of its origin.
  ///   - predefinedRules: Whether to use the rules that Windows ships where they say the same.
  ///   - remove: Whether to write the script that takes the rules away.
  /// - Returns: The output, in ASCII unless it is JSON.
  /// - Throws: What the language cannot say, and why.
  public static func write(
    _ plan: FirewallPlan, target: FirewallTarget, header: ScriptHeader, predefinedRules: Bool = false,
    remove: Bool = false
  ) throws(UnsupportedByTarget) -> String {
    try check(plan, target, predefinedRules: predefinedRules, remove: remove)
    let dialect = target.dialect(header, predefinedRules)
    guard remove, let reversible = dialect as? any ReversibleDialect else { return try dialect.render(plan) }
    return try reversible.renderRemoval(plan)
  }

  /// Refuses what the target's capabilities say that it cannot.
  private static func check(
    _ plan: FirewallPlan, _ target: FirewallTarget, predefinedRules: Bool, remove: Bool
  ) throws(UnsupportedByTarget) {
    let capabilities = target.capabilities
    for opening in plan.openings {
      if predefinedRules, !capabilities.predefinedRules, PredefinedRule(for: opening) != nil {
        throw UnsupportedByTarget(
          opening: opening, reason: "\(code: target.name) cannot name the rule that Windows ships for it")
      }
      if !capabilities.serviceTags, let tag = opening.remote.serviceTags.first {
        throw UnsupportedByTarget(
          opening: opening,
          reason: "\(code: target.name) has no word for the service tag \(quoted: tag); give its networks to --from")
      }
      if remove, !capabilities.removal {
        throw UnsupportedByTarget(
          opening: opening, reason: "\(code: target.name) says what shall be open and takes nothing away")
      }
    }
  }
}
