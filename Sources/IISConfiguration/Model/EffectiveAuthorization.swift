/// What the authorization rules of one place come to, looked through once for all sites that inherit them.
///
/// A class, as thousands of sites may share one; it never changes.
public final class EffectiveAuthorization: Sendable {
  /// Rules that IIS takes for duplicates.
  public let conflicts: [AuthorizationConflict]
  /// The first rule whose access type cannot be read.
  public let unreadable: AuthorizationRule?
  /// The first rule that allows something.
  public let firstAllowing: AuthorizationRule?
  /// The rules that let every user write.
  public let writingForEveryone: [AuthorizationRule]
  /// Whether a rule lets anonymous users write.
  public let grantsWritingToAnonymous: Bool
  private let reading: PermissionRules
  private let writing: PermissionRules
  /// For each set of logon methods whether it is granted: read without touching what all sites share.
  private let readers: [Bool]
  private let writers: [Bool]

  init(_ rules: [AuthorizationRule]) {
    conflicts = AuthorizationConflict.all(in: rules)
    unreadable = rules.first { $0.isAllow == nil }
    firstAllowing = rules.first { $0.isAllow == true }
    reading = PermissionRules(.read, rules)
    writing = PermissionRules(.write, rules)
    writingForEveryone = writing.allowing.filter(\.isForEveryone)
    grantsWritingToAnonymous = writing.allowing.contains { $0.isForEveryone || $0.isForAnonymous }
    readers = reading.isGranted
    writers = writing.isGranted
  }

  /// Whether every rule can be read, and none is a duplicate to IIS.
  public var isPlain: Bool { conflicts.isEmpty && unreadable == nil }

  /// Whether somebody has a permission, where users log on in these ways.
  public func grants(_ permission: FTPPermissions, to methods: LogonMethods) -> Bool {
    (permission == .write ? writers : readers)[methods.rawValue]
  }

  /// The rules about a permission.
  public subscript(permission: FTPPermissions) -> PermissionRules { permission == .write ? writing : reading }
}

/// The rules about one permission, and what they come to for users of whom nothing is known.
public struct PermissionRules: Sendable {
  /// The rules that grant it.
  public let allowing: [AuthorizationRule]
  /// The rules that take it away.
  public let denying: [AuthorizationRule]
  /// For each set of logon methods, by its bits.
  private let outcomes: [Outcome]

  /// Who has the permission.
  public enum Outcome: Sendable {
    /// These, by this rule.
    case granted(to: Principals, by: AuthorizationRule)
    /// It is not documented whether this rule, for named users, holds for anonymous ones, who alone can log on.
    case undocumented(AuthorizationRule)
    /// A Deny rule for all users takes it away.
    case deniedToEveryone(by: AuthorizationRule)
    /// Deny rules, of which this is the first, take it away from all whom the first Allow rule names.
    case deniedToAllNamed(by: AuthorizationRule)
    /// The first rule that grants it names nobody.
    case aboutNobody(AuthorizationRule)
    /// The rules that grant it, of which this is the first, are about users who cannot log on.
    case aboutOthers(AuthorizationRule)
    /// No rule grants it.
    case notGranted
  }

  init(_ permission: FTPPermissions, _ rules: [AuthorizationRule]) {
    let rules = rules.filter { !$0.permissions.isDisjoint(with: permission) }
    let allowing = rules.filter { $0.isAllow == true }
    let denying = rules.filter { $0.isAllow == false }
    (self.allowing, self.denying) = (allowing, denying)
    if let first = allowing.first {
      let refused = denying.first(where: \.isForEveryone).map(Outcome.deniedToEveryone)
      let denied = DeniedNames(denying)
      let left = refused == nil ? allowing.map { (rule: $0, users: Principals($0, without: denied)) } : []
      outcomes = LogonMethods.allSets.map {
        refused ?? Self.grant(to: left, $0) ?? Self.refusal(first, denying.first, denied)
      }
    } else {
      outcomes = LogonMethods.allSets.map { _ in .notGranted }
    }
  }

  /// For each set of logon methods whether somebody has the permission.
  fileprivate var isGranted: [Bool] {
    outcomes.map { if case .granted = $0 { true } else { false } }
  }

  /// Who has the permission where users log on in these ways.
  public func outcome(_ methods: LogonMethods) -> Outcome { outcomes[methods.rawValue] }

  /// What Deny rules leave of the Allow rules, if it can be of use to anybody.
  private static func grant(
    to left: [(rule: AuthorizationRule, users: Principals)], _ methods: LogonMethods
  ) -> Outcome? {
    var undocumented: Outcome?
    for (rule, users) in left where !users.isEmpty {
      switch users.canLogOn(methods) {
      case true?: return .granted(to: users, by: rule)
      case false?: continue
      case nil: undocumented = undocumented ?? .undocumented(rule)
      }
    }
    return undocumented
  }

  private static func refusal(
    _ first: AuthorizationRule, _ deny: AuthorizationRule?, _ denied: DeniedNames
  ) -> Outcome {
    if Principals(first, without: DeniedNames([])).isEmpty { return .aboutNobody(first) }
    if let deny, Principals(first, without: denied).isEmpty { return .deniedToAllNamed(by: deny) }
    return .aboutOthers(first)
  }
}
