internal import NetworkModel

/// Which of a session's connections meets a filter: what people see where it is stopped, and which rule speaks of it.
enum ConnectionKind: Hashable, Sendable {
  /// The control connection.
  case control
  /// A data connection that the client makes.
  case passiveData
  /// A data connection that the server makes.
  case activeData

  /// Which side begins it.
  var direction: FlowDirection { self == .activeData ? .outbound : .inbound }

  /// What people see where a filter drops it.
  var symptom: Symptom.ID {
    switch self {
    case .control: .connectionTimeout
    case .passiveData: .dataConnectionTimeout
    case .activeData: .cannotOpenDataConnection
    }
  }

  /// The rule that speaks of a filter that stops it.
  var rule: RuleID {
    switch self {
    case .control: .controlPortBlocked
    case .passiveData: .passiveRangeBlocked
    case .activeData: .activeDataBlocked
    }
  }
}
