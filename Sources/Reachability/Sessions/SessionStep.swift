public import IISConfiguration
public import Text

/// A step of a session, in the order in which they come.
public enum SessionStep: String, CaseIterable, Hashable, Sendable {
  /// The client connects to a port on which the site listens.
  case controlConnection = "control-connection"
  /// Both sides agree on TLS, for data connections too.
  case tls
  /// The user logs on.
  case logon
  /// Client and server agree on where the data connection goes.
  case dataAddress = "data-address"
  /// The data connection is made, as it is protected.
  case dataConnection = "data-connection"
  /// The server takes the command for what the user comes for, and the user may do it.
  case transfer
}

extension SessionStep {
  /// The step's name for people: `data connection`.
  public var title: Message {
    switch self {
    case .controlConnection: "control connection"
    case .tls: "TLS"
    case .logon: "logon"
    case .dataAddress: "data address"
    case .dataConnection: "data connection"
    case .transfer: "transfer"
    }
  }

  /// The step in a sentence: `at the data connection`.
  public var phrase: Message { self == .tls ? "at TLS" : "at the \(title)" }
}

/// One thing that a step was held against.
public struct SessionCheck: Hashable, Sendable {
  /// What comes of it.
  public enum Verdict: String, Hashable, Sendable {
    /// It lets the session go on.
    case passes
    /// It stops the session.
    case blocked
    /// Something is missing to tell.
    case unknown
  }

  /// What comes of it.
  public let verdict: Verdict
  /// Why: one line, lower case, no full stop.
  public let reason: Message
  /// Where it stands, if it stands in a file.
  public let place: Location?
  /// The id of the symptom by which people see it, if it is known.
  public let symptom: Symptom.ID?
  /// The rule that speaks of it, if one does.
  public let rule: RuleID?
  /// Where connections meet it.
  public internal(set) var station = PathStation.server
  /// Whether it lets a part of the connections through that the client may make, and stops the others.
  let isPartial: Bool
  /// Whether what stops connections may read replies in clear text, and open the ports that these name.
  let mayInspectFTP: Bool

  /// Something that a step was held against.
  public init(
    _ verdict: Verdict, _ reason: Message, at place: Location? = nil, symptom: Symptom.ID? = nil, rule: RuleID? = nil
  ) {
    self.init(verdict, reason, at: place, symptom: symptom, rule: rule, isPartial: false)
  }

  /// Something that a step was held against, and that may stop a part of its connections.
  init(
    _ verdict: Verdict, _ reason: Message, at place: Location?, symptom: Symptom.ID?, rule: RuleID?, isPartial: Bool,
    mayInspectFTP: Bool = false
  ) {
    self.verdict = verdict
    self.reason = reason
    self.place = place
    self.symptom = symptom
    self.rule = rule
    self.isPartial = isPartial
    self.mayInspectFTP = mayInspectFTP
  }
}

extension SessionCheck {
  /// Something that stops connections on one way in: where no file tells that clients take it, it is not known.
  static func stops(
    _ reason: Message, at place: Location?, symptom: Symptom.ID, rule: RuleID, onWayThatIsCertain isCertain: Bool
  ) -> SessionCheck {
    isCertain
      ? SessionCheck(.blocked, reason, at: place, symptom: symptom, rule: rule)
      : SessionCheck(
        .unknown, "\(reason), and whether clients come in by it is in no file", at: place, rule: rule)
  }
}

/// What came of one step of a session.
public struct StepOutcome: Hashable, Sendable {
  /// The step.
  public let step: SessionStep
  /// What it was held against, in order.
  public let checks: [SessionCheck]

  /// A step and what it was held against.
  public init(_ step: SessionStep, _ checks: [SessionCheck]) {
    self.step = step
    self.checks = checks
  }

  /// What decides: the first check that stops the session, and before those that stop a part of its connections one that
  /// stops all; else the first of which it is not known, else the last.
  public var decisive: SessionCheck? {
    checks.first { $0.verdict == .blocked && !$0.isPartial } ?? checks.first { $0.verdict == .blocked } ?? checks.first
    { $0.verdict == .unknown } ?? checks.last
  }

  /// What comes of the step as a whole.
  public var verdict: SessionCheck.Verdict { decisive?.verdict ?? .passes }
}
