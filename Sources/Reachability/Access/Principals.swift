internal import IISConfiguration
internal import Text

/// The users and roles that a rule names, or what Deny rules leave of them.
struct Principals {
  private let users: [String]
  private let roles: [String]
  private let isWithoutAnonymous: Bool

  /// What a rule names, but for what Deny rules are about: a name is taken away by itself alone, as no file tells who
  /// has which role.
  init(_ rule: AuthorizationRule, without denying: [AuthorizationRule] = []) {
    let deniedUsers = Set(denying.flatMap(\.users).map { $0.lowercased() })
    let deniedRoles = Set(denying.flatMap(\.roles).map { $0.lowercased() })
    users = rule.users.filter { !$0.isEmpty && !deniedUsers.contains($0.lowercased()) }
    roles = rule.roles.filter { !$0.isEmpty && !deniedRoles.contains($0.lowercased()) }
    isWithoutAnonymous = deniedUsers.contains("?")
  }

  var isEmpty: Bool { users.isEmpty && roles.isEmpty }

  /// Whether one of them can log on; nothing where that is not documented.
  func canLogOn(anonymously: Bool, byName: Bool) -> Bool? {
    if byName { return users.contains { $0 != "?" } || !roles.isEmpty || (anonymously && users.contains("?")) }
    // Where no method is enabled or readable, that is what is wrong, and not the rule.
    guard anonymously else { return true }
    if !isWithoutAnonymous, users.contains("*") || users.contains("?") { return true }
    return users.allSatisfy { $0 == "*" || $0 == "?" } && roles.isEmpty ? false : nil
  }

  /// `all users`, `"eve" and "bob"`, `members of "Partners"`.
  var phrase: Message {
    if users.contains("*") { return "all users" }
    let named: [Message] =
      users.map { $0 == "?" ? "anonymous users" : "\(quoted: $0)" } + roles.map { "members of \(quoted: $0)" }
    return named.count > 3 ? "\(list: Array(named.prefix(2))) and \(named.count - 2) more" : "\(list: named)"
  }
}
