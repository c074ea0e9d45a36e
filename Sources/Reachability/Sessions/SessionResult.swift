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
    return SessionResult(
      verdict, at: step, "\(reason); \(assumption)", place: place, symptom: symptom, rule: rule, steps: steps,
      fallbackSteps: fallbackSteps)
  }
}
