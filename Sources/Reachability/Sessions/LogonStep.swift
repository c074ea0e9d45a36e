internal import IISConfiguration
internal import Inet
internal import Text

extension SiteConnections {
  /// Whether anybody can log on, as far as the configuration tells.
  func logonStep(_ listener: ListenerPath) -> StepOutcome {
    var checks = [addressCheck, limitCheck].compactMap(\.self)
    checks += ["USER", "PASS"].filter(commands.denies).map { commandCheck($0) }
    checks += authenticationChecks
    if !listener.endpoint.host.isEmpty {
      checks.append(
        SessionCheck(
          .passes, "users log on as \"\(name: listener.endpoint.host)|user\", as the binding has a host name",
          at: world.server.place(listener.binding.information.range)))
    }
    checks.append(authorizationCheck)
    return StepOutcome(.logon, checks)
  }

  private var limitCheck: SessionCheck? {
    guard site.maxConnections.value == .limit(0) else { return nil }
    return SessionCheck(
      .blocked, "maxConnections is 0", at: world.server.place(site.maxConnections.range), symptom: .connectionLimit,
      rule: .connectionLimitZero)
  }

  private var authenticationChecks: [SessionCheck] {
    [authenticationCheck] + [isolationCheck].compactMap(\.self) + providerChecks
  }

  /// By which method users log on; a certificate is the last that is thought of, as no file tells who has one.
  private var authenticationCheck: SessionCheck {
    let place = world.server.place(site.authenticationRange ?? site.settingsRange)
    if let method = [site.basicAuthentication, site.anonymousAuthentication].first(where: \.value) {
      return SessionCheck(.passes, "an authentication method is enabled", at: world.server.place(method.range))
    }
    if site.customProviders.contains(where: \.isEnabled) {
      return SessionCheck(.passes, "a custom authentication provider is enabled", at: place)
    }
    let certificates = site.clientCertificateAuthentication
    if certificates.value {
      let range = world.server.place(site.clientCertificateAuthenticationRange)
      return site.clientCertificateGaps.isEmpty
        ? SessionCheck(.unknown, "users log on with certificates, and no file tells who has one", at: range)
        : SessionCheck(
          .blocked, "only client certificates are enabled for logons, and they let nobody in", at: range,
          symptom: .logonRefused, rule: .clientCertificateIncomplete)
    }
    let methods = [site.basicAuthentication, site.anonymousAuthentication, certificates]
    guard methods.allSatisfy(\.isReadable), !site.isRedirected else {
      return SessionCheck(.unknown, "which authentication methods are enabled cannot be read", at: place)
    }
    return SessionCheck(
      .blocked, "no authentication method is enabled", at: place, symptom: .logonRefused, rule: .noAuthentication)
  }

  private var isolationCheck: SessionCheck? {
    let basic = site.basicAuthentication
    guard site.userIsolation.value == .activeDirectory, basic.isReadable, !basic.value else { return nil }
    return SessionCheck(
      .blocked, "isolation by Active Directory needs Basic authentication, which is off",
      at: world.server.place(site.userIsolation.range), symptom: .homeDirectoryInaccessible,
      rule: .activeDirectoryIsolationWithoutBasic
    )
  }

  /// Providers that are not defined: whether IIS asks the other methods where it cannot load one is not documented.
  private var providerChecks: [SessionCheck] {
    site.undefinedProviders.map { provider in
      let isOnlyMethod =
        provider.role == .authentication && !site.basicAuthentication.value && !site.anonymousAuthentication.value
        && site.customProviders.filter(\.isEnabled).count == 1
      let name = provider.name.value
      return SessionCheck(
        isOnlyMethod ? .blocked : .unknown,
        isOnlyMethod
          ? "the provider \(quoted: name) is not defined"
          : "the provider \(quoted: name) is not defined, and whether anybody gets in all the same is not documented",
        at: world.server.place(provider.name.range), symptom: isOnlyMethod ? .logonRefused : nil, rule: .unknownProvider
      )
    }
  }

  private var authorizationCheck: SessionCheck {
    let rules = site.authorization
    if let conflict = site.authorizationConflicts.first {
      return SessionCheck(
        .unknown,
        """
        an Allow and a Deny rule have the same users, roles and permissions: IIS refuses the second, and who gets in \
        then is not documented
        """, at: world.server.place(conflict.second.range), rule: .authorizationConflict)
    }
    if let rule = rules.first(where: { $0.isAllow == true }) {
      return SessionCheck(.passes, "an authorization rule allows", at: world.server.place(rule.range))
    }
    let place = world.server.place(site.site.range)
    if site.server.isRedirected || site.locations.contains(where: \.isRedirected)
      || rules.contains(where: { $0.isAllow == nil })
    {
      return SessionCheck(.unknown, "the authorization rules cannot be read", at: place)
    }
    if site.customAuthorizationProvider?.isEnabled == true {
      return SessionCheck(.unknown, "a custom provider decides who is authorized", at: place)
    }
    if site.folderAuthorization.contains(where: { $0.isAllow != false }) {
      return SessionCheck(.unknown, "authorization rules allow in folders only", at: place)
    }
    return SessionCheck(
      .blocked, "no authorization rule allows anything", at: place, symptom: .homeDirectoryInaccessible,
      rule: .authorizationMissing)
  }

  /// What `ipSecurity` says of the clients' addresses; nothing where it says nothing.
  private var addressCheck: SessionCheck? {
    let stops = { (reason: Message, range: ByteRange?) in
      SessionCheck(
        .blocked, reason, at: world.server.place(range), symptom: .logonRefused, rule: .addressRestrictionLocksOut)
    }
    switch site.admission(of: world.origin.addresses) {
    case .unrestricted: return nil
    case .nobody(let range): return stops("address restrictions let nobody in", range)
    case .admitted(let entry):
      return SessionCheck(.passes, "address restrictions let these clients in", at: world.server.place(entry))
    case .partlyAdmitted(let entry): return stops("address restrictions let only some of these clients in", entry)
    case .denied(let entry): return stops("address restrictions deny these clients, or some of them", entry)
    case .unlisted(let range): return stops("address restrictions deny clients that they do not list", range)
    case .unknown(let entry):
      return SessionCheck(
        .unknown, "which entry of the address restrictions holds is not documented", at: world.server.place(entry))
    }
  }
}
