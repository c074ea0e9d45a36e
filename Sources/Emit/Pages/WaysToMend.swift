public import Linter

/// How to mend what a rule finds: in a file, and in three ways on a running server; for one of the rule's examples.
public struct WaysToMend {
  private let rule: Rule
  private let fixed: FixedFile

  /// The ways that a fix of one of the rule's examples shows.
  public init(_ rule: Rule, _ fixed: FixedFile) {
    self.rule = rule
    self.fixed = fixed
  }

  /// A way: what it is, and what to write there.
  struct Way {
    let title: String
    let language: String
    let lines: [String]
  }

  /// The ways, in a copy of the file first.
  var ways: [Way] {
    let changes = LiveChanges(fixed)
    let file = Way(
      title: "To mend a copy of the file, `\(command)`; in an example", language: "diff", lines: changedLines)
    guard !changes.steps.isEmpty else { return [file] }
    let restart = changes.needsRestart ? ", then restart `ftpsvc`, which drops every session of every site" : ""
    return [
      file,
      Way(
        title: "On a running server, in IIS Manager\(restart)", language: "text",
        lines: ManagerSteps().commands(of: changes)),
      Way(title: "Or with appcmd", language: "bat", lines: AppcmdCommands().commands(of: changes)),
      Way(title: "Or in PowerShell", language: "powershell", lines: WebAdministrationCommands().commands(of: changes)),
    ]
  }

  /// What stands behind the ways.
  var note: String? {
    fixed.mended.allSatisfy { $0.fix.change != nil }
      ? nil
      : "No command makes this change on a running server: make it in the file there, with a 64-bit editor."
  }

  private var command: String {
    let values = rule.fixValue.map { value in
      switch value {
      case .publicAddress: " --public-ip A.B.C.D"
      case .passiveRange: " --passive-range LOW-HIGH"
      }
    }
    let isUnsafe = fixed.mended.contains { $0.fix.safety == .unsafe }
    return "ftpsgate fix --select \(rule.id)\(isUnsafe ? " --unsafe\(values ?? "")" : "") --write FILE"
  }

  private var changedLines: [String] {
    let diff = String(decoding: UnifiedDiff(fixed, forTerminal: true).bytes, as: UTF8.self)
    return diff.split(separator: "\n").filter {
      ($0.hasPrefix("-") || $0.hasPrefix("+")) && !$0.hasPrefix("---") && !$0.hasPrefix("+++")
    }.map(String.init)
  }
}
