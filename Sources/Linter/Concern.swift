/// What a finding is about: whether clients get through, or how safe the server is.
public enum Concern: String, CaseIterable, Sendable {
  /// Something will not work, or works by luck.
  case reachability
  /// It works, and could be safer.
  case hardening
}

/// Which findings a project looks at, and which of them make a gate fail.
public enum Profile: String, CaseIterable, Sendable {
  /// All are shown; advice on safety does not count, but for passwords that anybody can read.
  case reachability
  /// Advice on safety alone is shown, and counts.
  case hardening
  /// All are shown and count.
  case all

  /// The rules on safety that count as errors whatever the profile: the file or the network shows a password.
  private static let alwaysCounting: Set<String> = ["cleartext-password", "plaintext-control-channel"]

  /// Whether findings of a concern are shown.
  func shows(_ concern: Concern) -> Bool { self != .hardening || concern == .hardening }

  /// Whether a finding can make a gate fail.
  func counts(_ concern: Concern, of rule: String, _ severity: Severity) -> Bool {
    switch self {
    case .all: true
    case .hardening: concern == .hardening
    case .reachability:
      concern == .reachability || severity == .error && Self.alwaysCounting.contains(rule)
    }
  }
}
