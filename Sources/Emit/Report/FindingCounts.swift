internal import Linter

/// How many findings there are, and what becomes of them.
struct FindingCounts: Sendable {
  /// Those that can make a gate fail.
  private(set) var counted = SeverityCounts()
  /// Those that are shown and cannot: advice on hardening where the project looks at reachability.
  private(set) var uncounted = SeverityCounts()
  /// Those that the project has decided to live with.
  private(set) var waived = 0
  /// Those that are not shown, as they are in the baseline.
  private(set) var hidden = 0
  /// Those that are not shown, as somebody wants to see worse ones only.
  private(set) var below = SeverityCounts()

  /// None yet.
  init() {}

  /// Those of a file, of which a report may show only the worse ones.
  init(_ report: FileReport, shown view: ReportView = ReportView()) {
    hidden = report.hiddenFindings
    for finding in report.findings {
      if finding.severity < view.minimum {
        below.add(finding.severity)
      } else if finding.waiver != nil {
        waived += 1
      } else if finding.counts {
        counted.add(finding.severity)
      } else {
        uncounted.add(finding.severity)
      }
    }
  }

  /// Adds those of another file.
  mutating func add(_ other: FindingCounts) {
    counted.add(other.counted)
    uncounted.add(other.uncounted)
    waived += other.waived
    hidden += other.hidden
    below.add(other.below)
  }

  /// Those that are shown and not waived.
  var shown: SeverityCounts {
    var shown = counted
    shown.add(uncounted)
    return shown
  }

  /// Whether a report has none at all.
  var areNone: Bool { shown.isEmpty && waived == 0 }

  /// What a summary says beside what counts.
  var asides: [String] {
    var asides: [String] = []
    if let text = uncounted.text { asides.append("hardening: \(text) (--profile all counts that)") }
    if waived > 0 { asides.append("\(waived) waived") }
    if hidden > 0 { asides.append("\(hidden) in the baseline") }
    if let text = below.text { asides.append("not shown: \(text)") }
    return asides
  }
}

/// How many findings of each severity there are.
struct SeverityCounts: Equatable, Sendable {
  private(set) var errors = 0
  private(set) var warnings = 0
  private(set) var notes = 0

  /// Adds one.
  mutating func add(_ severity: Severity) {
    switch severity {
    case .error: errors += 1
    case .warning: warnings += 1
    case .note: notes += 1
    }
  }

  /// Adds others.
  mutating func add(_ other: SeverityCounts) {
    errors += other.errors
    warnings += other.warnings
    notes += other.notes
  }

  var isEmpty: Bool { self == SeverityCounts() }

  /// All of them.
  var total: Int { errors + warnings + notes }

  /// How many of each there are: `1 error, 2 notes`; nothing where there are none.
  var text: String? {
    let counts = [(errors, "error"), (warnings, "warning"), (notes, "note")].filter { $0.0 > 0 }
    return counts.isEmpty ? nil : counts.map { plural($0.0, $0.1) }.joined(separator: ", ")
  }
}

/// A number with its noun.
func plural(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
