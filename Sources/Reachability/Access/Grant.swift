public import IISConfiguration
public import Text

/// Whether authorization rules let somebody do something in the root of a site, and whom.
public enum Grant: Sendable {
  /// They let these users, by this rule.
  case granted(to: Message, by: AuthorizationRule)
  /// They let nobody, for this reason.
  case refused(Message, at: ByteRange)
  /// It cannot be told.
  case unknown(Message, at: ByteRange, rule: RuleID? = nil)
}

extension FTPSite {
  /// Who may do something in the site's root.
  ///
  /// A Deny rule beats every Allow rule, for each permission by itself (Microsoft Learn,
  /// previous versions, dd722760). Whether it does so across levels is not measured; it is taken to. The user is one whom some Allow rule
  /// names; a Deny rule changes that only where it is about every such user. With a custom provider the built-in rules
  /// are not used (IIS configuration reference, `customAuthorization`).
  public func grant(of permission: FTPPermissions, to identity: UserIdentity? = nil) -> Grant {
    if let doubt = authorizationDoubt { return doubt }
    let rules = authorization.filter { !$0.permissions.isDisjoint(with: permission) }
    let allowing = rules.filter { $0.isAllow == true }
    let denying = rules.filter { $0.isAllow == false }
    let grant =
      identity.map { decide($0, permission, allowing, denying) } ?? decideForAnybody(permission, allowing, denying)
    guard case .refused = grant, let doubt = folderDoubt else { return grant }
    return doubt
  }

  /// Who may do anything at all in the site's root, as whoever logs on must be.
  public func grantOfLogon(to identity: UserIdentity? = nil) -> Grant {
    let read = grant(of: .read, to: identity)
    if read.isGranted { return read }
    let write = grant(of: .write, to: identity)
    return write.isGranted || read.isRefused && !write.isRefused ? write : read
  }
}

extension Grant {
  /// Whether somebody may.
  public var isGranted: Bool { if case .granted = self { true } else { false } }

  /// Whether nobody may.
  public var isRefused: Bool { if case .refused = self { true } else { false } }
}

// MARK: - What cannot be told

extension FTPSite {
  private var authorizationDoubt: Grant? {
    if let conflict = authorizationConflicts.first {
      return .unknown(
        """
        an Allow and a Deny rule have the same users, roles and permissions: IIS refuses the second, and who gets in \
        then is not documented
        """, at: conflict.second.range, rule: .authorizationConflict)
    }
    if server.isRedirected || locations.contains(where: \.isRedirected) {
      return .unknown("the authorization rules cannot be read", at: site.range)
    }
    if let provider = customAuthorizationProvider, provider.isEnabled {
      return .unknown(
        "a custom provider decides who is authorized", at: provider.name.range, rule: .authorizationByProvider)
    }
    if let rule = authorization.first(where: { $0.isAllow == nil }) {
      return .unknown("the access type of an authorization rule cannot be read", at: rule.range)
    }
    return nil
  }

  /// Rules of folders matter where sessions may begin there.
  private var folderDoubt: Grant? {
    if let rule = folderAuthorization.first(where: { $0.isAllow == nil }) {
      return .unknown("the access type of an authorization rule cannot be read", at: rule.range)
    }
    guard !beginsInRoot, folderAuthorization.contains(where: { $0.isAllow != false }) else { return nil }
    return .unknown("authorization rules allow in folders only", at: site.range, rule: .authorizationMissing)
  }

  /// Whether every session certainly begins in the site's root, whoever the user is.
  public var beginsInRoot: Bool {
    userIsolation.isReadable && userIsolation.value == .none && !featureProviders.contains(where: \.isEnabled)
  }
}

// MARK: - Anybody

extension FTPSite {
  private func decideForAnybody(
    _ permission: FTPPermissions, _ allowing: [AuthorizationRule], _ denying: [AuthorizationRule]
  ) -> Grant {
    if !allowing.isEmpty, let rule = denying.first(where: \.isForEveryone) {
      return .refused("a Deny rule takes \(permission.title) away from all users", at: rule.range)
    }
    var doubt: Grant?
    for rule in allowing {
      let left = Principals(rule, without: denying)
      guard !left.isEmpty else { continue }
      switch left.canLogOn(anonymously: anonymousAuthentication.value, byName: logsOnByName) {
      case true?: return .granted(to: left.phrase, by: rule)
      case nil:
        doubt =
          doubt
          ?? .unknown(
            "whether rules for named users hold for anonymous ones, who alone can log on, is not documented",
            at: rule.range)
      case false?: continue
      }
    }
    return doubt ?? refusal(permission, allowing, denying)
  }

  /// Why nobody may do something.
  private func refusal(
    _ permission: FTPPermissions, _ allowing: [AuthorizationRule], _ denying: [AuthorizationRule]
  ) -> Grant {
    guard let rule = allowing.first else {
      guard let other = authorization.first(where: { $0.isAllow == true }) else {
        return .refused("no authorization rule allows anything", at: site.range)
      }
      return .refused("no authorization rule grants \(permission.title)", at: other.permissionsRange)
    }
    if Principals(rule).isEmpty { return .refused("the authorization rule is about nobody", at: rule.range) }
    if Principals(rule, without: denying).isEmpty, let deny = denying.first {
      return .refused("Deny rules take \(permission.title) away from all whom Allow rules name", at: deny.range)
    }
    return .refused("the authorization rule is about users who cannot log on", at: rule.range)
  }

  /// Whether users log on with names, by whichever method.
  private var logsOnByName: Bool { takesPasswords || clientCertificateAuthentication.value }
}

// MARK: - One user

extension FTPSite {
  private func decide(
    _ identity: UserIdentity, _ permission: FTPPermissions, _ allowing: [AuthorizationRule],
    _ denying: [AuthorizationRule]
  ) -> Grant {
    let names = { (rule: AuthorizationRule) in identity.isNamed(users: rule.users, roles: rule.roles) }
    if let rule = denying.first(where: { names($0) == true }) {
      return .refused("a Deny rule takes \(permission.title) away from \(quoted: identity.name)", at: rule.range)
    }
    let certain = allowing.first { names($0) == true }
    let hanging = (certain == nil ? allowing : denying).first { names($0) == nil }
    if let hanging {
      return .unknown(
        "whether the rule is about \(quoted: identity.name) hangs on roles or on how the name is spelt: say --role",
        at: hanging.range)
    }
    if let certain { return .granted(to: "\(quoted: identity.name)", by: certain) }
    return .refused(
      "no authorization rule grants \(permission.title) to \(quoted: identity.name)",
      at: allowing.first?.range ?? site.range)
  }
}
