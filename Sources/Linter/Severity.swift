public import IISConfiguration

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

extension Severity {
  /// This, but at most a note when the site is off.
  ///
  /// A rule that checks each site by itself need not ask: there the engine sees to it.
  public func capped(for site: FTPSite) -> Severity {
    site.startsAutomatically.value ? self : min(self, .note)
  }
}
