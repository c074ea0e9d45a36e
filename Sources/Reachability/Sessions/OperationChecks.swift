internal import IISConfiguration
internal import Text

/// Something that users come for, and what it was held against.
struct OperationChecks: Sendable {
  let operation: FTPOperation
  let checks: [SessionCheck]
  /// Whether a session without it is none.
  let isRequired: Bool
}

extension SiteConnections {
  /// What each thing that users come for was held against: a listing decides, where nothing else is asked for.
  func operationChecks() -> [OperationChecks] {
    FTPOperation.allCases.map { operation in
      OperationChecks(
        operation: operation,
        checks: [preparationCheck, commandCheck(operation), grantCheck(operation)].compactMap(\.self),
        isRequired: world.server.deployment.requires(operation))
    }
  }

  /// Clients ask where they are, go elsewhere and set a type before they transfer; which of them go on without is not
  /// documented.
  private var preparationCheck: SessionCheck? {
    guard let first = commands.denied(of: CommandFilter.preparation).first else { return nil }
    return SessionCheck(
      .unknown, "command filtering denies \(code: first), and what clients do then is not documented",
      at: world.server.place(commands.place(of: first)), rule: .requiredCommandDenied)
  }

  private func commandCheck(_ operation: FTPOperation) -> SessionCheck {
    let denied = commands.denied(of: operation.commands)
    let place = world.server.place(commands.place(of: operation.usualCommand))
    let rule: RuleID = operation == .list ? .requiredCommandDenied : .operationRefused
    if denied.count == operation.commands.count {
      return SessionCheck(
        .blocked, "command filtering denies \(list: denied.asCommands)", at: place, symptom: .commandRefused, rule: rule
      )
    }
    guard denied.contains(operation.usualCommand) else {
      return SessionCheck(.passes, "\(code: operation.usualCommand) is allowed")
    }
    return SessionCheck(
      .unknown,
      "command filtering denies \(code: operation.usualCommand), and whether clients send another command is not documented",
      at: place, rule: rule)
  }

  private func grantCheck(_ operation: FTPOperation) -> SessionCheck {
    switch site.grant(of: operation.permission, to: world.server.deployment.identity) {
    case .granted(let users, let rule):
      return SessionCheck(
        .passes, "\(operation.permission.title) is granted to \(users.phrase)", at: world.server.place(rule.range))
    case .refused(let reason, let range):
      return SessionCheck(
        .blocked, reason, at: world.server.place(range), symptom: .accessDenied,
        rule: .operationRefused)
    case .unknown(let reason, let range, let rule):
      return SessionCheck(.unknown, reason, at: world.server.place(range), rule: rule)
    }
  }
}
