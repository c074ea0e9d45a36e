internal import IISConfiguration
public import Linter
public import Text

/// What fixes mend of a file and what they leave, as sentences for standard error.
public struct FixText: Sendable {
  private let fixed: FixedFile
  private let lines: LineTable

  /// What is said of a file.
  public init(_ fixed: FixedFile) {
    self.fixed = fixed
    lines = LineTable(fixed.file.source)
  }

  /// A line for each finding that is mended, for each that a fix is known for, and for each rule that knows none.
  public var sentences: [Message] { mended + brought + left + withoutFix + summary }

  private var mended: [Message] {
    fixed.mended.map { "mends \(about($0.finding, at: $0.place)): \($0.fix.title)" }
  }

  private var brought: [Message] {
    fixed.unmended.filter { $0.reason == .isBrought }.map { new in
      "brings \(about(new.finding, at: new.place)): \(new.finding.message)"
    }
  }

  private var left: [Message] {
    fixed.unmended.filter { $0.reason != .noFix && $0.reason != .isBrought }.map { left in
      "leaves \(about(left.finding, at: left.place)): \(reason(left.reason))"
    }
  }

  /// Of a rule that knows no fix all findings at once: there may be thousands.
  private var withoutFix: [Message] {
    var counts: [(rule: String, count: Int)] = []
    var numbers: [String: Int] = [:]
    for left in fixed.unmended where left.reason == .noFix {
      if let number = numbers[left.finding.rule] {
        counts[number].count += 1
      } else {
        numbers[left.finding.rule] = counts.count
        counts.append((left.finding.rule, 1))
      }
    }
    return counts.map {
      """
      leaves \(count: $0.count, "finding", "findings") of \(code: $0.rule): no fix is known; \
      \(code: "ftpsgate explain \($0.rule)") tells what to do
      """
    }
  }

  private var summary: [Message] {
    let new = fixed.unmended.count { $0.reason == .isBrought }
    let all = fixed.mended.count + fixed.unmended.count - new
    guard all > 0 else { return [] }
    let brought: Message = new > 0 ? ", \(new) brought" : ""
    return ["\(fixed.mended.count) of \(count: all, "finding", "findings") mended\(brought)"]
  }

  private func about(_ finding: Finding, at place: Int?) -> Message {
    let rule: Message = "\(code: finding.rule)"
    guard let place else { return "\(rule)\(sites(finding))" }
    let position = lines.position(of: place)
    return "\(rule) at \(position.line):\(position.column)\(sites(finding))"
  }

  private func sites(_ finding: Finding) -> Message {
    guard let first = finding.sites.first else { return "" }
    if finding.sites.count == 1 { return ", site \(quoted: first)" }
    return ", site \(quoted: first) and \(finding.sites.count - 1) more"
  }

  private func reason(_ reason: UnmendedFinding.Reason) -> Message {
    switch reason {
    case .isWaived: "it is waived"
    case .noFix: "no fix is known"
    case .needs(.publicAddress):
      "its fix needs \(code: "--unsafe --public-ip A.B.C.D"), the one address that clients dial"
    case .needs(.passiveRange): "its fix needs \(code: "--unsafe --passive-range LOW-HIGH")"
    case .isUnsafe: "its fix may change what is meant; \(code: "--unsafe") applies it"
    case .changesOtherSite(let site): "its fix would change site \(quoted: site), too; name that with \(code: "--site")"
    case .brings(let rule, let severity):
      "its fix would bring \(article(severity)) \(code: severity.rawValue), \(code: rule); mend both by hand"
    case .doesNotMend: "what its fix writes does not mend it here"
    case .notTried:
      "its fix was not tried, since so many others do harm; name its site with \(code: "--site") or its rule with \(code: "--select")"
    case .isBrought: "a value that was given brings it"
    case .breaksFile: "its fix would make the file unreadable"
    case .encoding(let message): message
    case .overlaps: "another fix is of the same place"
    }
  }

  private func article(_ severity: Severity) -> Message { severity == .error ? "an" : "a" }
}
