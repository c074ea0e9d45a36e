internal import ArgumentParser
internal import Emit
internal import Linter

/// What `lint` shows of what it finds, and how; no option changes what the exit status counts.
struct DisplayOptions: ParsableArguments {
  @Option(help: "The least severity that is shown; the exit status is about all findings, whatever is shown.")
  var minSeverity = Severity.note

  @Option(help: "The order of a file's findings: by place, or errors first.")
  var sort = ReportView.Order.place

  @Flag(help: "Show findings alone: no summary, and on standard error nothing but what went wrong.")
  var quiet = false

  @Flag(help: "Show behind the findings how many there are of each rule, errors first.")
  var statistics = false

  @Option(
    help:
      "Whether text is coloured; auto: where standard output is a terminal, or FORCE_COLOR or CLICOLOR_FORCE is set, but not under NO_COLOR."
  )
  var color = ColorChoice.auto

  /// Fails where no format has a place for what is to be shown.
  func check(_ chosen: [ReportFormat]) throws {
    guard statistics, !chosen.contains(where: \.hasStatistics) else { return }
    let formats = ReportFormat.allCases.filter(\.hasStatistics).map(\.name)
    throw ValidationError(
      "--format \(chosen.last?.name ?? "") has no place for --statistics; \(formats.dropLast().joined(separator: ", ")) and \(formats.last ?? "") have."
    )
  }

  /// What the options say.
  var display: ReportDisplay {
    var display = ReportDisplay()
    display.view.minimum = minSeverity
    display.view.order = sort
    display.view.countsRules = statistics
    display.isQuiet = quiet
    display.color = color
    return display
  }
}

extension Severity: NamedChoice {}
extension ReportView.Order: NamedChoice {}
extension ColorChoice: NamedChoice {}
