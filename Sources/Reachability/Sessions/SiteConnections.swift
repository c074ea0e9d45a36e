public import IISConfiguration
public import Text

/// What clients meet at one site: everything that does not hang on which client it is, worked out once.
public struct SiteConnections: Sendable {
  /// The site.
  public let site: FTPSite
  let world: Simulation
  let listeners: [ListenerPath]
  /// For each of ``listeners``, what comes of the logon: that does not hang on the client either.
  private var logons: [StepOutcome] = []
  let commands: CommandFilter
  /// What comes of the things that users come for, once data connections stand: nor does that.
  private var operations: [OperationChecks] = []

  init(_ site: FTPSite, _ world: Simulation, _ passages: inout FlowDecisionCache) {
    self.site = site
    self.world = world
    commands = CommandFilter(site)
    listeners = site.bindings.compactMap { ListenerPath($0, site, world, &passages) }
    logons = listeners.map { logonStep($0) }
    operations = operationChecks()
  }

  /// What is taken for granted because nothing tells it; each once.
  public var assumptions: [Message] {
    listeners.compactMap(\.dialed.assumption).distinct + world.leftOut
  }

  /// Whom authorization rules let in, and by which rule; nothing where that is not told.
  public var admitted: (users: Message, place: Location?)? {
    guard case .granted(let users, let rule) = site.grantOfLogon(to: world.server.deployment.identity) else {
      return nil
    }
    return (users.phrase, world.server.place(rule.range))
  }

  /// What users come for and do not get, or may not, whichever client they have; what a session needs is left out.
  public var restrictions: [(operation: FTPOperation, check: SessionCheck)] {
    operations.compactMap { operation in
      guard !operation.isRequired, let check = StepOutcome(.transfer, operation.checks).decisive,
        check.verdict != .passes
      else { return nil }
      return (operation.operation, check)
    }
  }

  /// A session of a client that is set to a mode; where the site has several bindings, the best of them.
  public func session(_ client: FTPClient, _ mode: SessionMode) -> SessionResult { best(client, mode).result }

  /// The session, and the ends of its connections; these are nothing where there is no binding for it.
  public func sessionWithEnds(_ client: FTPClient, _ mode: SessionMode) -> (result: SessionResult, ends: SessionEnds?) {
    let (result, index) = best(client, mode)
    return (result, index.map { SessionEnds(listeners[$0], world) })
  }

  private func best(_ client: FTPClient, _ mode: SessionMode) -> (result: SessionResult, listener: Int?) {
    if let reason = unsupported(client, mode) { return (SessionResult(.unsupported, reason), nil) }
    let usable = listeners.indices.filter { listeners[$0].speaks(mode.security) }
    let results = usable.map { (session(client, mode, $0).assuming(listeners[$0].dialed.assumption), $0) }
    guard let first = results.first else { return (withoutBinding(client, mode), nil) }
    let best = results.dropFirst().reduce(first) { $1.0.verdict.rank < $0.0.verdict.rank ? $1 : $0 }
    return (best.0, best.1)
  }

  /// The sessions of a client that is set to a mode, one for each binding that speaks it.
  public func sessions(_ client: FTPClient, _ mode: SessionMode) -> [(binding: Binding, result: SessionResult)] {
    guard unsupported(client, mode) == nil else { return [] }
    return listeners.indices.filter { listeners[$0].speaks(mode.security) }.map {
      (listeners[$0].binding, session(client, mode, $0))
    }
  }

  /// Why a client cannot do this at all; nothing where it can, or where that is not known.
  private func unsupported(_ client: FTPClient, _ mode: SessionMode) -> Message? {
    switch mode.security {
    case .explicit where client.explicitTLS == .no: return "the client has no explicit TLS"
    case .implicit where client.implicitTLS == .no: return "the client has no implicit TLS"
    default: break
    }
    switch mode.dataMode {
    case .passive: return client.hasPassiveMode == false ? "the client has no passive mode" : nil
    case .active: return client.hasActiveMode == false ? "the client has no active mode" : nil
    }
  }

  private func withoutBinding(_ client: FTPClient, _ mode: SessionMode) -> SessionResult {
    let place = world.server.place(site.site.bindingsRange ?? site.site.range)
    let check =
      if site.bindings.contains(where: { $0.endpoint == nil }) {
        SessionCheck(.unknown, "a binding of the site cannot be read", at: place)
      } else if let doubtful = site.site.bindings.first(where: { $0.ftpProtocolFault == .strayCharacters }) {
        SessionCheck(
          .unknown, "whether IIS takes the protocol \(quoted: doubtful.protocolName.value) for ftp is not documented",
          at: world.server.place(doubtful.protocolName.range), rule: .unknownFTPProtocol)
      } else if mode.security == .implicit {
        SessionCheck(
          .blocked, "the site has no IPv4 binding on port 990, the only one with implicit TLS", at: place,
          symptom: .connectionRefused)
      } else if site.answersIPv4 {
        SessionCheck(
          .blocked, "the site has no IPv4 binding but on port 990, where TLS is implicit", at: place,
          symptom: .connectionRefused)
      } else {
        SessionCheck(.blocked, "the site listens on IPv6 only", at: place, symptom: .connectionRefused)
      }
    let step = StepOutcome(.controlConnection, [check])
    // Whether a binding of IPv6 offers the mode is not looked at.
    return check.verdict != .blocked || site.hasIPv6Binding ? result([step]) : result([step]).notOffered()
  }
}

// MARK: - One binding

extension SiteConnections {
  private func session(_ client: FTPClient, _ mode: SessionMode, _ index: Int) -> SessionResult {
    connection(client, mode, index).completed(operations).doubting(listeners[index].redirection)
  }

  /// What comes of a session as far as data connections.
  private func connection(_ client: FTPClient, _ mode: SessionMode, _ index: Int) -> SessionResult {
    let listener = listeners[index]
    let opening = [StepOutcome(.controlConnection, listener.control), tlsStep(client, mode, listener), logons[index]]
    let data = mode.dataMode == .passive ? passiveSteps(client, mode, listener) : activeSteps(client, mode, listener)
    let steps = opening + data.steps
    // What stops the session before data connections stops it in every data mode.
    guard !opening.contains(where: { $0.verdict == .blocked }), data.steps.contains(where: { $0.verdict == .blocked })
    else {
      let isUnknown = steps.contains { $0.verdict != .passes }
      return data.isRepaired && !isUnknown ? repaired(steps) : result(steps)
    }
    guard data.fallsBack != false else { return result(steps) }
    let other = mode.dataMode == .passive ? activeSteps(client, mode, listener) : passiveSteps(client, mode, listener)
    let otherMode: SessionMode.DataMode = mode.dataMode == .passive ? .active : .passive
    let failed = result(steps)
    guard !other.steps.contains(where: { $0.verdict == .blocked }) else { return failed }
    if data.fallsBack == nil {
      let reason: Message =
        "\(failed.reason); whether the client then changes to \(otherMode.phrase) is not documented"
      return SessionResult(
        .unknown, at: failed.step, reason, place: failed.place, rule: failed.rule, steps: steps,
        fallbackSteps: other.steps)
    }
    let rest = opening + other.steps
    guard rest.allSatisfy({ $0.verdict == .passes }) else {
      let second = result(rest)
      return SessionResult(
        .unknown, at: second.step, second.reason, place: second.place, rule: second.rule, steps: steps,
        fallbackSteps: other.steps)
    }
    return SessionResult(
      .fallback, at: failed.step, "only in \(otherMode.phrase): \(failed.reason)", place: failed.place,
      rule: failed.rule, steps: steps, fallbackSteps: other.steps)
  }

  /// What some steps come to.
  private func result(_ steps: [StepOutcome]) -> SessionResult {
    for (verdict, outcome) in [(SessionCheck.Verdict.blocked, SessionVerdict.fails), (.unknown, .unknown)] {
      guard let step = steps.first(where: { $0.verdict == verdict }), let check = step.decisive else { continue }
      return SessionResult(
        outcome, at: step.step, check.reason, place: check.place,
        symptom: outcome == .fails ? check.symptom : nil, rule: check.rule, steps: steps)
    }
    let last = steps.last?.checks.last
    return SessionResult(.works, last?.reason ?? "nothing is in the way", place: last?.place, steps: steps)
  }

  private func repaired(_ steps: [StepOutcome]) -> SessionResult {
    let check = steps.first { $0.step == .dataAddress }?.decisive
    return SessionResult(
      .repaired, at: .dataAddress, check?.reason ?? "", place: check?.place, steps: steps)
  }
}

/// The steps of a data connection.
struct DataSteps {
  let steps: [StepOutcome]
  /// Whether the client works only because it does not use the address in the reply.
  var isRepaired = false
  /// Whether the client changes to the other mode if one of the steps stops it; nothing where not documented.
  var fallsBack: Bool? = false
}
