public import Text

/// The users and roles that a rule names, or what Deny rules leave of them.
public struct Principals: Sendable {
  private let users: [String]
  private let roles: [String]
  private let isWithoutAnonymous: Bool

  /// Those whom a rule names, but for what Deny rules are about: a name is taken away by itself alone, as no file tells who
  /// has which role.
  init(_ rule: AuthorizationRule, without denied: DeniedNames) {
    users = rule.users.filter { !$0.isEmpty && !denied.users.contains($0.lowercased()) }
    roles = rule.roles.filter { !$0.isEmpty && !denied.roles.contains($0.lowercased()) }
    isWithoutAnonymous = denied.users.contains("?")
  }

  /// Whether nobody is left.
  var isEmpty: Bool { users.isEmpty && roles.isEmpty }

  /// Whether one of them can log on; nothing where that is not documented.
  func canLogOn(_ methods: LogonMethods) -> Bool? {
    if methods.contains(.byName) {
      return users.contains { $0 != "?" } || !roles.isEmpty || (methods.contains(.anonymously) && users.contains("?"))
    }
    // Where no method is enabled or readable, that is what is wrong, and not the rule.
    guard methods.contains(.anonymously) else { return true }
    if !isWithoutAnonymous, users.contains("*") || users.contains("?") { return true }
    return users.allSatisfy { $0 == "*" || $0 == "?" } && roles.isEmpty ? false : nil
  }

  /// `all users`, `"eve" and "bob"`, `members of "Partners"`.
  public var phrase: Message {
    if users.contains("*") { return "all users" }
    let named: [Message] =
      users.map { $0 == "?" ? "anonymous users" : "\(quoted: $0)" } + roles.map { "members of \(quoted: $0)" }
    return named.count > 3 ? "\(list: Array(named.prefix(2))) and \(named.count - 2) more" : "\(list: named)"
  }
}

/// How users of a site may log on.
public struct LogonMethods: OptionSet, Sendable {
  /// A bit for each way.
  public let rawValue: Int

  /// The ways with these bits.
  public init(rawValue: Int) {
    self.rawValue = rawValue
  }

  /// As anonymous users.
  public static let anonymously = Self(rawValue: 1)
  /// As users with names, by whichever method.
  public static let byName = Self(rawValue: 2)

  /// Every set of ways, in the order of their bits.
  static let allSets = (0...3).map(Self.init(rawValue:))
}

/// The users and roles that Deny rules name, in small letters.
struct DeniedNames {
  let users: Set<String>
  let roles: Set<String>

  init(_ rules: [AuthorizationRule]) {
    users = Set(rules.flatMap(\.users).map { $0.lowercased() })
    roles = Set(rules.flatMap(\.roles).map { $0.lowercased() })
  }
}
