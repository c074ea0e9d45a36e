/// A user, as an administrator names one to ask for: the name, and the roles, which are Windows groups or a provider's.
public struct UserIdentity: Hashable, Sendable {
  /// The name that the user logs on with; `anonymous` for anonymous users.
  public let name: String
  /// The roles; with none it is not known which the user has.
  public let roles: [String]

  /// A user of a name with some roles.
  public init(_ name: String, roles: [String] = []) {
    self.name = name
    self.roles = roles
  }

  /// Whether the user logs on without an account.
  var isAnonymous: Bool { ["anonymous", "ftp", "?"].contains(name.lowercased()) }

  /// Whether a rule is about the user; nothing where that hangs on what nobody told.
  func isNamed(users: [String], roles: [String]) -> Bool? {
    if users.contains("*") || (isAnonymous && users.contains("?")) { return true }
    guard !isAnonymous else { return false }
    let name = name.lowercased()
    if users.contains(where: { $0.lowercased() == name }) { return true }
    let known = Set(self.roles.map { $0.lowercased() })
    if roles.contains(where: { known.contains($0.lowercased()) }) { return true }
    let isSpeltAnotherWay = users.contains { Self.account($0) == Self.account(name) }
    return isSpeltAnotherWay || (known.isEmpty && !roles.isEmpty) ? nil : false
  }

  /// The account without its domain or machine, in lower case.
  private static func account(_ name: String) -> Substring {
    let account = name.lowercased().split(separator: "\\").last ?? ""
    return account.split(separator: "@").first ?? ""
  }
}
