/// Two authorization rules that differ in nothing but whether they allow: to IIS the second is a duplicate entry.
public struct AuthorizationConflict: Sendable {
  /// The rule that stands first.
  public let first: AuthorizationRule
  /// The rule that contradicts it.
  public let second: AuthorizationRule

  /// The conflicts among the rules of one place.
  static func all(in rules: [AuthorizationRule]) -> [AuthorizationConflict] {
    guard rules.count > 1, rules.contains(where: { $0.isAllow == false }) else { return [] }
    var found: [AuthorizationConflict] = []
    var known: [AuthorizationRule.Key: AuthorizationRule] = [:]
    for rule in rules where rule.isAllow != nil {
      if let first = known[rule.key] {
        if first.isAllow != rule.isAllow { found.append(AuthorizationConflict(first: first, second: rule)) }
      } else {
        known[rule.key] = rule
      }
    }
    return found
  }
}

extension FTPSite {
  /// The conflicts among the rules of folders, each with what it inherits.
  public var folderAuthorizationConflicts: [AuthorizationConflict] {
    locations.isEmpty ? [] : authorizationByFolder.flatMap(AuthorizationConflict.all)
  }
}
