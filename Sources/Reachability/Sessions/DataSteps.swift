internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Text

// MARK: - Passive mode

extension SiteConnections {
  /// The steps of a passive data connection.
  func passiveSteps(_ client: FTPClient, _ mode: SessionMode, _ listener: ListenerPath) -> DataSteps {
    let route = route(listener)
    let target = route.target(client)
    var addressChecks = [addressCheck(target, listener).at(target == .refused ? .server : .address)]
    if client.hasPassiveMode == nil {
      addressChecks.insert(SessionCheck(.unknown, "whether the client has a passive mode is not documented"), at: 0)
    }
    let address = StepOutcome(.dataAddress, addressChecks)
    switch target {
    case .refused: return DataSteps(steps: [address], fallsBack: client.fallsBackAfterRefusal)
    case .aborted, .elsewhere:
      return DataSteps(steps: [address], fallsBack: client.fallsBackAfterFailure(atAnyOf: route.routes(client)))
    case .server, .unknown: break
    }
    let protection = protectionChecks(client, mode)
    let connection = StepOutcome(.dataConnection, protection + inspected(listener.passive, mode))
    let isStopped = connection.checks.dropFirst(protection.count).contains { $0.verdict == .blocked }
    var fallsBack: Bool? = false
    if isStopped {
      fallsBack = client.fallsBackAfterFailure(atAnyOf: route.routes(client))
      let isRefusedByServer = connection.decisive?.symptom == .passivePortTaken
      // Whether an error reply in place of 227 or 229 makes a client change is not documented.
      if isRefusedByServer, client.activeFallback?.isEmpty == false { fallsBack = nil }
    }
    return DataSteps(steps: [address, connection], isRepaired: target.isRepaired, fallsBack: fallsBack)
  }

  private func addressCheck(_ target: PassiveTarget, _ listener: ListenerPath) -> SessionCheck {
    let place = world.server.place(site.externalAddress.range ?? site.settingsRange)
    let text = listener.dialed.text
    switch target {
    case .server(.extended, _):
      return SessionCheck(
        .passes, "the reply to EPSV has no address, and the client connects to the one that it dialled")
    case .server(.named(let address), _):
      return SessionCheck(.passes, "the reply names \(text(address)), which the client dialled", at: place)
    case .server(.ignored(nil), let peer):
      return SessionCheck(
        .passes, "whatever the reply names, the client connects to \(text(peer)), which it dialled", at: place)
    case .server(.ignored(let address?), let peer):
      return SessionCheck(
        .passes, "the reply names \(text(address)), and the client connects to \(text(peer)), which it dialled",
        at: place)
    case .server(.replaced(let address), let peer):
      return SessionCheck(
        .passes, "the reply names \(text(address)), and the client puts \(text(peer)) in its place, which it dialled",
        at: place)
    case .server(.second(let first), let peer):
      return SessionCheck(
        .passes,
        "the client tries \(text(first)), which the reply names, and after a timeout \(text(peer)), which it dialled",
        at: place)
    case .elsewhere(let address, _):
      return SessionCheck(
        .blocked,
        "the client connects to \(text(address)), which the reply names and which does not lead to the server",
        at: place, symptom: .dataConnectionTimeout, rule: addressRule(address))
    case .aborted(let address, let peer):
      return SessionCheck(
        .blocked, "the client gives up, as the reply names \(text(address)) and not \(text(peer)), which it dialled",
        at: place, symptom: .replyRejected, rule: addressRule(address))
    case .refused:
      let denied = commands.denied(of: ["PASV", "EPSV"])
      return SessionCheck(
        .blocked, "command filtering denies \(list: denied.asCommands), and the client sends nothing else",
        at: world.server.place(commands.place(ofAny: denied)), symptom: .passiveCommandRefused,
        rule: .requiredCommandDenied)
    case .unknown(let reason, .client, _): return SessionCheck(.unknown, reason)
    case .unknown(let reason, .externalAddress, _):
      let isHairpin = !world.origin.isPublic && site.announcedPublicAddress != nil
      return SessionCheck(.unknown, reason, at: place, rule: isHairpin ? .externalAddressHairpin : nil)
    }
  }
}

extension SiteConnections {
  /// The rule that speaks of a reply that names an address which is not the dialled one.
  private func addressRule(_ address: IPv4Address) -> RuleID? {
    guard site.announcedAddress == address else { return nil }
    switch address.scope {
    case .publicUse:
      if !world.server.deployment.publicAddresses.isEmpty { return .externalAddressStale }
      guard let environment = world.server.environment, !environment.hasUntoldPublicAddress else { return nil }
      return environment.publicIPAddresses.contains { $0.address != nil } ? .publicAddressMismatch : nil
    case .privateUse: return .externalAddressPrivate
    default: return .externalAddressUnroutable
    }
  }
}

// MARK: - Active mode

extension SiteConnections {
  /// The steps of an active data connection.
  func activeSteps(_ client: FTPClient, _ mode: SessionMode, _ listener: ListenerPath) -> DataSteps {
    let denied = commands.denied(of: ["PORT", "EPRT"])
    var checks: [SessionCheck] = []
    if client.hasActiveMode == nil {
      checks.append(SessionCheck(.unknown, "whether the client has an active mode is not documented"))
    }
    if let first = denied.first {
      let place = world.server.place(commands.place(ofAny: denied))
      if denied.count == 2 {
        checks.append(
          SessionCheck(
            .blocked, "command filtering denies PORT and EPRT", at: place, symptom: .portRefused,
            rule: .requiredCommandDenied))
      } else if client.triesBothActiveCommands {
        checks.append(SessionCheck(.passes, "command filtering denies \(code: first) only, and the client tries both"))
      } else {
        checks.append(
          SessionCheck(
            .unknown,
            "command filtering denies \(code: first), and what the client sends in active mode is not documented",
            at: place))
      }
    } else {
      checks.append(SessionCheck(.passes, "the client names its own address; NAT on its side is not reckoned with"))
    }
    let address = StepOutcome(.dataAddress, checks)
    guard address.verdict != .blocked else {
      return DataSteps(steps: [address], fallsBack: client.changesToPassiveAfterRefusal)
    }
    let connection = StepOutcome(.dataConnection, protectionChecks(client, mode) + inspected(listener.active, mode))
    return DataSteps(steps: [address, connection])
  }
}

// MARK: - Inspection

extension SiteConnections {
  /// What Windows Firewall does where it can read the control connection.
  ///
  /// With stateful FTP inspection, which is on unless it was turned off, it opens the ports of data connections by itself
  /// (Microsoft Learn, netsh advfirewall, set global). Which it then opens, and for whom, is not documented.
  private func inspected(_ checks: [SessionCheck], _ mode: SessionMode) -> [SessionCheck] {
    guard mode.security == .plain else { return checks }
    return checks.map { check in
      guard check.verdict == .blocked, check.mayInspectFTP else { return check }
      return SessionCheck(
        .unknown, "\(check.reason); whether stateful FTP inspection opens them is not documented", at: check.place,
        rule: check.rule
      ).at(check.station)
    }
  }
}
