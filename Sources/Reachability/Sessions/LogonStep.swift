internal import IISConfiguration
internal import Inet

extension SiteConnections {
  /// Whether anybody can log on, as far as the configuration tells.
  func logonStep(_ listener: ListenerPath) -> StepOutcome {
    var checks = [addressCheck, limitCheck].compactMap(\.self)
    checks += ["USER", "PASS"].filter(commands.denies).map { commandCheck($0) }
    checks.append(authenticationCheck)
    if !listener.endpoint.host.isEmpty {
      checks.append(
        SessionCheck(
          .passes, "users log on as \"\(printable(listener.endpoint.host))|user\", as the binding has a host name",
          at: world.place(listener.binding.information.range)))
    }
    checks.append(authorizationCheck)
    return StepOutcome(.logon, checks)
  }

  private var limitCheck: SessionCheck? {
    guard site.maxConnections.isReadable, site.maxConnections.value == 0 else { return nil }
    return SessionCheck(
      .blocked, "maxConnections is 0", at: world.place(site.maxConnections.range), symptom: "421-max")
  }

  private var authenticationCheck: SessionCheck {
    let place = world.place(site.authenticationRange ?? site.settingsRange)
    let methods = [site.basicAuthentication, site.anonymousAuthentication, site.clientCertificateAuthentication]
    if let method = methods.first(where: \.value) {
      return SessionCheck(.passes, "an authentication method is enabled", at: world.place(method.range))
    }
    if site.customProviders.contains(where: \.isEnabled) {
      return SessionCheck(.passes, "a custom authentication provider is enabled", at: place)
    }
    guard methods.allSatisfy(\.isReadable), !site.isRedirected else {
      return SessionCheck(.unknown, "which authentication methods are enabled cannot be read", at: place)
    }
    return SessionCheck(.blocked, "no authentication method is enabled", at: place, symptom: "530-auth")
  }

  private var authorizationCheck: SessionCheck {
    let rules = site.authorization
    if let rule = rules.first(where: { $0.isAllow == true }) {
      return SessionCheck(.passes, "an authorization rule allows", at: world.place(rule.range))
    }
    let place = world.place(site.site.range)
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
    return SessionCheck(.blocked, "no authorization rule allows anything", at: place, symptom: "530-home")
  }

  /// What `ipSecurity` says of the clients' addresses; nothing where it says nothing.
  ///
  /// Which of several entries wins is not documented, so that it is known only where all that match agree.
  private var addressCheck: SessionCheck? {
    let unlisted = site.allowsUnlistedAddresses
    let place = world.place(site.ipSecurityRange)
    let origin = world.origin.addresses
    let matching = site.addressRestrictions.filter { entry in
      entry.addresses.map { !IPAddressSet($0).isDisjoint(with: origin) } ?? true
    }
    guard let first = matching.first else {
      return unlisted.value
        ? nil
        : SessionCheck(
          .blocked, "address restrictions deny clients that they do not list", at: place, symptom: "530-auth")
    }
    let entryPlace = world.place(first.range)
    guard matching.allSatisfy({ $0.isReadable && $0.addresses != nil }),
      matching.allSatisfy({ $0.isAllowed == first.isAllowed })
    else {
      return SessionCheck(.unknown, "which entry of the address restrictions holds is not documented", at: entryPlace)
    }
    let listed = IPAddressSet(matching.compactMap(\.addresses))
    if first.isAllowed, unlisted.value || origin.isSubset(of: listed) {
      return SessionCheck(.passes, "address restrictions let these clients in", at: entryPlace)
    }
    return SessionCheck(
      .blocked,
      first.isAllowed
        ? "address restrictions let only some of these clients in"
        : "address restrictions deny these clients, or some of them",
      at: entryPlace, symptom: "530-auth")
  }
}
