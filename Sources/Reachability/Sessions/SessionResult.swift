public import IISConfiguration
public import Text

/// What comes of a session.
public enum SessionVerdict: String, CaseIterable, Hashable, Sendable {
  /// The client gets a listing.
  case works
  /// It does, but only because the client does not use the address in the reply to PASV.
  case repaired
  /// It does, but only because the client changes to the other data mode by itself.
  case fallback
  /// It does not, or not from every address and port that the client may have.
  case fails
  /// Something is missing to tell.
  case unknown
  /// The client cannot do this.
  case unsupported
}

extension SessionVerdict {
  /// Whether the client gets a listing.
  public var isWorking: Bool { self == .works || self == .repaired || self == .fallback }

  /// The order of preference where a client has several bindings to choose from, best first.
  var rank: Int {
    switch self {
    case .works: 0
    case .repaired: 1
    case .fallback: 2
    case .unknown: 3
    case .fails: 4
    case .unsupported: 5
    }
  }
}

/// A session, step by step, and what comes of it.
public struct SessionResult: Hashable, Sendable {
  /// What comes of it.
  public let verdict: SessionVerdict
  /// The step that decides; nothing where all pass, and where the client cannot do this.
  public let step: SessionStep?
  /// Why: one line, lower case, no full stop.
  public let reason: Message
  /// What decides stands here, if it stands in a file.
  public let place: Location?
  /// The id of the symptom by which people see it, for a session that fails.
  public let symptom: Symptom.ID?
  /// The rule that speaks of what decides, if one does.
  public let rule: RuleID?
  /// The steps; none where the client cannot do this.
  public let steps: [StepOutcome]
  /// The steps after the client has changed to the other data mode; none where it does not.
  public let fallbackSteps: [StepOutcome]
  /// Whether the site offers the mode at all; where it has no binding for it, nothing is wrong but for who wants it.
  public private(set) var isOffered = true
  /// What comes of each thing that users come for; none where the client cannot do this.
  public private(set) var operations: [OperationResult] = []

  init(
    _ verdict: SessionVerdict, at step: SessionStep? = nil, _ reason: Message, place: Location? = nil,
    symptom: Symptom.ID? = nil, rule: RuleID? = nil, steps: [StepOutcome] = [], fallbackSteps: [StepOutcome] = []
  ) {
    self.verdict = verdict
    self.step = step
    self.reason = reason
    self.place = place
    self.symptom = symptom
    self.rule = rule
    self.steps = steps
    self.fallbackSteps = fallbackSteps
  }

  /// The result with a reason that says what was taken for granted, where it hangs on that.
  func assuming(_ assumption: Message?) -> SessionResult {
    guard let assumption, verdict.isWorking || step == .dataAddress else { return self }
    var result = SessionResult(
      verdict, at: step, "\(reason); \(assumption)", place: place, symptom: symptom, rule: rule, steps: steps,
      fallbackSteps: fallbackSteps)
    result.operations = operations
    return result
  }

  /// What comes of a session in which data connections stand, or not, and of all that users come for.
  ///
  /// What they must get decides the session as its last steps.
  func completed(_ operations: [OperationChecks]) -> SessionResult {
    var result = operations.filter(\.isRequired).reduce(self) { $0.adding(StepOutcome(.transfer, $1.checks)) }
    result.operations = operations.map { operation in
      let outcome = adding(StepOutcome(.transfer, operation.checks))
      return OperationResult(
        operation: operation.operation, verdict: outcome.verdict, reason: outcome.reason, place: outcome.place,
        rule: outcome.rule)
    }
    return result
  }

  /// The result for a mode that the site does not offer.
  func notOffered() -> SessionResult {
    var result = self
    result.isOffered = false
    return result
  }

  /// The result where a part of the configuration was not read: what would stop the session may not be so.
  func doubting(_ redirection: SessionCheck?) -> SessionResult {
    guard let redirection, verdict == .fails else { return self }
    var result = SessionResult(
      .unknown, at: .controlConnection, redirection.reason, place: redirection.place, rule: redirection.rule,
      steps: steps, fallbackSteps: fallbackSteps)
    result.operations = operations.map {
      OperationResult(
        operation: $0.operation, verdict: .unknown, reason: redirection.reason, place: redirection.place,
        rule: redirection.rule)
    }
    return result
  }

  /// The session with one more step, which may stop it: the client comes to it in whichever data mode.
  private func adding(_ last: StepOutcome) -> SessionResult {
    let steps = fallbackSteps.isEmpty ? steps + [last] : steps
    let fallbackSteps = fallbackSteps.isEmpty ? [] : fallbackSteps + [last]
    let decides =
      switch last.verdict {
      case .passes: false
      case .blocked: verdict != .fails
      case .unknown: verdict.isWorking
      }
    guard decides, let check = last.decisive else {
      return SessionResult(
        verdict, at: step, reason, place: place, symptom: symptom, rule: rule, steps: steps,
        fallbackSteps: fallbackSteps)
    }
    return SessionResult(
      check.verdict == .blocked ? .fails : .unknown, at: last.step, check.reason, place: check.place,
      symptom: check.verdict == .blocked ? check.symptom : nil, rule: check.rule, steps: steps,
      fallbackSteps: fallbackSteps)
  }
}

/// What comes of something that users come for, in a session.
public struct OperationResult: Hashable, Sendable {
  /// What users come for.
  public let operation: FTPOperation
  /// What comes of it.
  public let verdict: SessionVerdict
  /// Why: one line, lower case, no full stop.
  public let reason: Message
  /// What decides stands here, if it stands in a file.
  public let place: Location?
  /// The rule that speaks of what decides, if one does.
  public let rule: RuleID?
}
