/// The least severity that counts as failure.
public enum FailureThreshold: String, CaseIterable, Sendable {
  /// Errors alone.
  case error
  /// Errors and warnings.
  case warning
  /// Every finding.
  case note
  /// None.
  case never

  /// Whether a finding of this severity counts.
  public func includes(_ severity: Severity) -> Bool {
    switch self {
    case .error: severity >= .error
    case .warning: severity >= .warning
    case .note: severity >= .note
    case .never: false
    }
  }
}
