/// How bad a finding is.
public enum Severity: String, CaseIterable, Comparable, Sendable {
  /// Worth knowing.
  case note
  /// Works by luck, or is fragile.
  case warning
  /// Will fail, or is unsafe.
  case error

  /// Notes are below warnings, warnings below errors.
  public static func < (left: Self, right: Self) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}
