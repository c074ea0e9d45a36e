internal import IISConfiguration
internal import Inet
internal import Text

extension SiteConnections {
  /// Whether anybody can log on, as far as the configuration tells.
  func logonStep(_ listener: ListenerPath) -> StepOutcome {
    var checks = [addressCheck(listener), limitCheck, commandLineCheck].compactMap(\.self)
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

  private var commandLineCheck: SessionCheck? {
    let limit = site.maxCommandLine
    let place = world.server.place(limit.range)
    switch site.commandLineLimit {
    case .ample: return nil
    case .tight: return SessionCheck(.unknown, site.commandLineDoubt, at: place, rule: .requiredCommandDenied)
    case .tooShort:
      return SessionCheck(
        .blocked, "no command fits into lines of \(limit.value) characters (maxCommandLine)", at: place,
        rule: .requiredCommandDenied)
    }
  }

  private var authenticationChecks: [SessionCheck] {
    [authenticationCheck] + [isolationCheck, rootDirectoryCheck, homeProviderCheck, homeCheck].compactMap(\.self)
      + providerChecks
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

  /// Whether there is a folder in which sessions begin; what IIS's FTP service does without is not documented.
  private var rootDirectoryCheck: SessionCheck? {
    site.site.rootDirectoryGap.map { gap in
      SessionCheck(
        .unknown, "\(gap.sentence), and what FTP users then find is not documented", at: world.server.place(gap.range),
        rule: .rootDirectoryMissing)
    }
  }

  /// With isolation `Custom` a provider tells each user's home (IIS configuration reference, `userIsolation`).
  private var homeProviderCheck: SessionCheck? {
    site.homeProviderDoubt.map {
      SessionCheck(.unknown, $0, at: world.server.place(site.userIsolation.range), rule: .unknownProvider)
    }
  }

  /// Whether the user who is asked for has a home that isolation does not take; what comes of it is not documented.
  private var homeCheck: SessionCheck? {
    guard let home = world.server.deployment.identity.flatMap(site.virtualHome) else { return nil }
    return SessionCheck(
      .unknown,
      "the home \(quoted: home.path.value) is a virtual directory, and with IsolateRootDirectoryOnly it must be a folder",
      at: world.server.place(home.path.range), rule: .virtualDirectoryUnreachable)
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
    switch site.grantOfLogon(to: world.server.deployment.identity) {
    case .granted(let users, let rule):
      return SessionCheck(.passes, "an authorization rule lets \(users.phrase) in", at: world.server.place(rule.range))
    case .refused(let reason, let range):
      return SessionCheck(
        .blocked, reason, at: world.server.place(range), symptom: .homeDirectoryInaccessible,
        rule: .authorizationMissing)
    case .unknown(let reason, let range, let rule):
      return SessionCheck(.unknown, reason, at: world.server.place(range), rule: rule)
    }
  }
}
