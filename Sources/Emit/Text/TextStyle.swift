internal import Linter
internal import Reachability

/// How the text report sets off its parts; what the parts are is none of its business, and how they look none of the
/// report's.
public struct TextStyle: Sendable {
  /// A part of the text report.
  enum Role {
    case severity(Severity)
    case underline(Severity)
    case frame
    case verdict(SessionVerdict)
  }

  private let usesColor: Bool

  /// Nothing but text.
  public static let plain = TextStyle(usesColor: false)
  /// Severities in colour and the frame faint, with the terminal's own palette (ECMA-48, SGR).
  public static let ansi = TextStyle(usesColor: true)

  /// What is written before a part.
  func opening(_ role: Role) -> String {
    guard usesColor else { return "" }
    return switch role {
    case .severity(let severity): "\u{1B}[1;\(color(severity))m"
    case .underline(let severity): "\u{1B}[\(color(severity))m"
    case .frame: "\u{1B}[2m"
    case .verdict(let verdict): "\u{1B}[\(color(verdict))m"
    }
  }

  /// What is written behind a part.
  var closing: String { usesColor ? "\u{1B}[0m" : "" }

  private func color(_ severity: Severity) -> Int {
    switch severity {
    case .error: 31
    case .warning: 33
    case .note: 36
    }
  }

  private func color(_ verdict: SessionVerdict) -> Int {
    switch verdict {
    case .works: 32
    case .repaired, .fallback: 33
    case .fails: 31
    case .unknown: 35
    case .unsupported: 2
    }
  }
}
