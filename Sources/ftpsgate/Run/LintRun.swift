internal import Emit
internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text
internal import Threads

/// Lints files on all cores and reports on them in their order.
struct LintRun: Sendable {
  let gates: [Gate]
  let files: InputFiles
  /// One for each report; all of them report on the same findings.
  let reporters: [any Reporter]
  let display: ReportDisplay

  /// What came of a run.
  struct Outcome {
    /// What was found.
    var summary = ReportSummary()
    /// Whether all files have the sites that are asked about.
    var hasAllSites = true
    /// Whether something was found that makes a gate fail.
    var hasFailed = false
    /// How many files fail although nothing is shown of them that counts.
    var hiddenFailures = 0
    /// What the decisions of each gate's project were used for.
    var decided: [UsedDecisions]
  }

  /// Lints some files, and writes the reports.
  func report(on inputs: [GatedInput], to outputs: [Output]) throws -> Outcome {
    var outcome = Outcome(decided: gates.map { _ in UsedDecisions() })
    var reports = zip(reporters, outputs).map { RunningReport($0, $1) }
    if inputs.count == 1 {
      // No other file waits for the memory of this one, so that its part is written while it is made.
      try add(result(of: inputs[0]), to: &reports, &outcome)
    } else {
      var progress = ProgressLine(total: inputs.count, isShown: !display.isQuiet && Terminal.takesProgress)
      defer { progress.erase() }
      try forEachInOrder(inputs, { result(of: $0).rendered }) { result in
        if result.isVisible { progress.erase() }
        try add(result, to: &reports, &outcome)
      } progress: { done in
        progress.update(done)
      }
    }
    // Files are there before standard output is at its end, where a command to a build server may name them.
    for index in reports.indices where !reports[index].output.isStandardOutput { try reports[index].finish() }
    for index in reports.indices where reports[index].output.isStandardOutput { try reports[index].finish() }
    outcome.summary = reports.first?.writer.summary ?? outcome.summary
    if outcome.hiddenFailures > 0 {
      StandardError.write(
        "\("\(count: outcome.hiddenFailures, "file fails for findings", "files fail for findings") that \(code: "--min-severity") does not show" as Message)\n"
      )
    }
    if !display.isQuiet { sayWhatIsMissing(outcome.summary.missing) }
    return outcome
  }

  /// Writes the last line: what was not looked at, as nobody described it.
  ///
  /// Silence would look like a pass.
  private func sayWhatIsMissing(_ missing: MissingInputs) {
    guard !missing.isEmpty else { return }
    let options = missing.all.map(\.option).distinct
    let parts = options.map { option -> Message in
      "\(list: missing.all.filter { $0.option == option }.map(\.phrase)) (\(code: option))"
    }
    StandardError.write("not looked at: \(parts.map(\.description).separated(by: "; "))\n")
  }

  private func add(_ result: LintResult, to reports: inout [RunningReport], _ outcome: inout Outcome) throws {
    if result.hasFailed { outcome.hasFailed = true }
    if result.failsUnseen { outcome.hiddenFailures += 1 }
    outcome.decided[result.gate].add(result.decided)
    for site in result.missingSites {
      outcome.hasAllSites = false
      let hint: Message? = site.nearest.map { "did you mean '\(name: $0)'?" }
      _ = failure("\(foreign: result.path): there is no FTP site '\(name: site.name)' in this file", help: hint, .usage)
    }
    if let complaint = result.complaint { _ = failure(complaint, .unreadable) }
    for remark in result.decisions where !display.isQuiet { StandardError.write("policy: \(remark)\n") }
    for remark in result.remarks where !display.isQuiet { StandardError.write("environment: \(remark)\n") }
    for (index, part) in result.parts.enumerated() {
      try reports[index].writer.add(part)
      try reports[index].output.flush()
    }
  }

  private func parts(on report: FileReport) -> [ReportPart] { reporters.map { $0.part(on: report, display.view) } }

  private func result(of gated: GatedInput) -> LintResult {
    let gate = gates[gated.gate]
    var result: LintResult
    switch gated.input {
    case .fault(let path, let message):
      let report = gate.report(
        .malformed("\(foreign: message)", at: nil, help: "name the file, or another folder"), path: path.text)
      result = LintResult(parts: parts(on: report), complaint: "\(foreign: path.text): \(foreign: message)")
    case .file(let path):
      do throws(ReadingFailure) {
        let (source, beginning) = try files.readWithBeginning(path)
        let (report, said) = gate.run(source)
        let mistake = report.wasRead ? nil : MistakenInput.hint(for: source, beginning: beginning)
        result = LintResult(
          parts: parts(on: report), complaint: mistake.map { "\(foreign: path.text): \($0)" },
          remarks: (report.leftOut + report.remarks).map { "\(foreign: path.text): \($0)" }, path: path.text,
          decisions: said, missingSites: report.missingSites, hasFailed: gate.fails(report),
          failsUnseen: gate.fails(report) && !gate.fails(report, from: display.view.minimum),
          decided: UsedDecisions(report))
      } catch {
        result = LintResult(
          parts: parts(on: gate.report(error, path: path.text)),
          complaint: "\(foreign: path.text): \(error.message)")
      }
    }
    result.gate = gated.gate
    return result
  }
}

/// A report that is being written, and where.
private struct RunningReport {
  var writer: ReportWriter<any Error>
  let output: Output

  init(_ reporter: any Reporter, _ output: Output) {
    writer = ReportWriter(reporter) { try output.write($0) }
    self.output = output
  }

  mutating func finish() throws {
    try writer.finish()
    try output.finish()
  }
}

/// What came of one file.
private struct LintResult: Sendable {
  /// What each report says of it.
  var parts: [ReportPart]
  /// Why the file could not be read, for standard error.
  var complaint: Message?
  /// What was left out and what could not be decided, for standard error.
  var remarks: [Message] = []
  var path = ""
  /// What is to be said of comments that waive, for standard error.
  var decisions: [Message] = []
  /// The sites that are asked about and not in the file.
  var missingSites: [FileReport.MissingSite] = []
  /// Whether something was found that makes a gate fail.
  var hasFailed = false
  /// Whether nothing of that is shown.
  var failsUnseen = false
  /// What the project's decisions were used for.
  var decided = UsedDecisions()
  /// The number of the file's gate.
  var gate = 0

  /// The result without the file and its findings.
  var rendered: LintResult {
    var result = self
    result.parts = parts.map(\.rendered)
    return result
  }

  /// Whether something may be written now.
  var isVisible: Bool {
    complaint != nil || !remarks.isEmpty || !decisions.isEmpty || !missingSites.isEmpty
      || parts.contains { !$0.isEmpty }
  }
}
