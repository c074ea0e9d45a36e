public import IISConfiguration
public import Text

/// Whether authorization rules let somebody do something in the root of a site, and whom.
public enum Grant: Sendable {
  /// They let these users, by this rule.
  case granted(to: Grantees, by: AuthorizationRule)
  /// They let nobody, for this reason.
  case refused(Message, at: ByteRange)
  /// It cannot be told.
  case unknown(Message, at: ByteRange, rule: RuleID? = nil)
}

/// Whom a rule lets.
public enum Grantees: Sendable {
  /// The one user who was asked about.
  case user(UserIdentity)
  /// Those whom the rule names and no other denies.
  case named(Principals)

  /// `all users`, `"eve" and members of "Partners"`.
  public var phrase: Message {
    switch self {
    case .user(let identity): "\(quoted: identity.name)"
    case .named(let principals): principals.phrase
    }
  }
}

extension FTPSite {
  /// Who may do something in the site's root.
  ///
  /// A Deny rule beats every Allow rule, for each permission by itself (Microsoft Learn,
  /// previous versions, dd722760). Whether it does so across levels is not measured; it is taken to. The user is one whom some Allow rule
  /// names; a Deny rule changes that only where it is about every such user. With a custom provider the built-in rules
  /// are not used (IIS configuration reference, `customAuthorization`).
  public func grant(of permission: FTPPermissions, to identity: UserIdentity? = nil) -> Grant {
    grant(of: permission, to: identity, effectiveAuthorization)
  }

  /// Who may do anything at all in the site's root, as whoever logs on must be.
  public func grantOfLogon(to identity: UserIdentity? = nil) -> Grant {
    let authorization = effectiveAuthorization
    let read = grant(of: .read, to: identity, authorization)
    if read.isGranted { return read }
    let write = grant(of: .write, to: identity, authorization)
    return write.isGranted || read.isRefused && !write.isRefused ? write : read
  }

  /// Whether a permission is certainly granted: what rules ask of tens of thousands of sites, most of them in order,
  /// and therefore said without by whom and to whom.
  public func grants(_ permission: FTPPermissions, to identity: UserIdentity? = nil) -> Bool {
    guard identity == nil else { return grant(of: permission, to: identity).isGranted }
    let authorization = effectiveAuthorization
    return authorization.grants(permission, to: logonMethods) && !isDoubtful(authorization)
  }

  private func grant(
    of permission: FTPPermissions, to identity: UserIdentity?, _ authorization: EffectiveAuthorization
  ) -> Grant {
    if isDoubtful(authorization), let doubt = doubt(authorization) { return doubt }
    let grant =
      identity.map { decide($0, permission, authorization[permission]) }
      ?? decideForAnybody(permission, authorization)
    guard case .refused = grant, let doubt = folderDoubt else { return grant }
    return doubt
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
  private func isDoubtful(_ authorization: EffectiveAuthorization) -> Bool {
    !authorization.isPlain || server.isRedirected || locations.contains(where: \.isRedirected)
      || customAuthorizationProvider?.isEnabled == true
  }

  private func doubt(_ authorization: EffectiveAuthorization) -> Grant? {
    if let conflict = authorization.conflicts.first {
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
    if let rule = authorization.unreadable {
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
  private func decideForAnybody(_ permission: FTPPermissions, _ authorization: EffectiveAuthorization) -> Grant {
    switch authorization[permission].outcome(logonMethods) {
    case .granted(let users, let rule): .granted(to: .named(users), by: rule)
    case .undocumented(let rule):
      .unknown(
        "whether rules for named users hold for anonymous ones, who alone can log on, is not documented", at: rule.range
      )
    case .deniedToEveryone(let rule):
      .refused("a Deny rule takes \(permission.title) away from all users", at: rule.range)
    case .deniedToAllNamed(let rule):
      .refused("Deny rules take \(permission.title) away from all whom Allow rules name", at: rule.range)
    case .aboutNobody(let rule): .refused("the authorization rule is about nobody", at: rule.range)
    case .aboutOthers(let rule): .refused("the authorization rule is about users who cannot log on", at: rule.range)
    case .notGranted: withoutGrant(permission, authorization)
    }
  }

  private func withoutGrant(_ permission: FTPPermissions, _ authorization: EffectiveAuthorization) -> Grant {
    guard let other = authorization.firstAllowing else {
      return .refused("no authorization rule allows anything", at: site.range)
    }
    return .refused("no authorization rule grants \(permission.title)", at: other.permissionsRange)
  }

  private var logonMethods: LogonMethods {
    var methods: LogonMethods = []
    if anonymousAuthentication.value { methods.insert(.anonymously) }
    if takesPasswords || clientCertificateAuthentication.value { methods.insert(.byName) }
    return methods
  }
}

// MARK: - One user

extension FTPSite {
  private func decide(_ identity: UserIdentity, _ permission: FTPPermissions, _ rules: PermissionRules) -> Grant {
    let names = { (rule: AuthorizationRule) in identity.isNamed(users: rule.users, roles: rule.roles) }
    if let rule = rules.denying.first(where: { names($0) == true }) {
      return .refused("a Deny rule takes \(permission.title) away from \(quoted: identity.name)", at: rule.range)
    }
    let certain = rules.allowing.first { names($0) == true }
    let hanging = (certain == nil ? rules.allowing : rules.denying).first { names($0) == nil }
    if let hanging {
      return .unknown(
        "whether the rule is about \(quoted: identity.name) hangs on roles or on how the name is spelt: say --role",
        at: hanging.range)
    }
    if let certain { return .granted(to: .user(identity), by: certain) }
    return .refused(
      "no authorization rule grants \(permission.title) to \(quoted: identity.name)",
      at: rules.allowing.first?.range ?? site.range)
  }
}
