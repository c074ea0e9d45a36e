internal import Emit
internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text
internal import Threads

/// Lints files on all cores and reports on them in their order.
struct LintRun: Sendable {
  let lint: Lint
  let files: InputFiles
  let reporter: any Reporter

  /// Lints what some arguments name, and writes the report; tells too whether all files have the sites that are asked about.
  func report(on paths: [FilePath], to output: Output) throws -> (ReportSummary, hasAllSites: Bool) {
    let inputs = files.find(paths)
    var hasAllSites = true
    var writer = ReportWriter(reporter) { try output.write($0) }
    if inputs.count == 1 {
      // No other file waits for the memory of this one, so that its part is written while it is made.
      try add(result(of: inputs[0]), to: &writer, output, &hasAllSites)
    } else {
      var progress = ProgressLine(total: inputs.count, isShown: Terminal.takesProgress)
      defer { progress.erase() }
      try forEachInOrder(inputs, { result(of: $0).rendered }) { result in
        if result.isVisible { progress.erase() }
        try add(result, to: &writer, output, &hasAllSites)
      } progress: { done in
        progress.update(done)
      }
    }
    try writer.finish()
    try output.finish()
    sayWhatIsMissing(writer.summary.missing)
    return (writer.summary, hasAllSites)
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

  private func add(
    _ result: LintResult, to writer: inout ReportWriter<any Error>, _ output: Output, _ hasAllSites: inout Bool
  ) throws {
    for site in result.missingSites {
      hasAllSites = false
      let hint: Message? = site.nearest.map { "did you mean '\(name: $0)'?" }
      _ = failure("\(foreign: result.path): there is no FTP site '\(name: site.name)' in this file", help: hint, .usage)
    }
    if let complaint = result.complaint { _ = failure(complaint, .unreadable) }
    for remark in result.remarks { StandardError.write("environment: \(remark)\n") }
    try writer.add(result.part)
    try output.flush()
  }

  private func result(of input: Input) -> LintResult {
    switch input {
    case .fault(let path, let message):
      let report = lint.report(
        .malformed("\(foreign: message)", at: nil, help: "name the file, or another folder"), path: path.text)
      return LintResult(part: reporter.part(on: report), complaint: "\(foreign: path.text): \(foreign: message)")
    case .file(let path):
      do throws(ReadingFailure) {
        let source = try files.read(path)
        let report = lint.run(source)
        let mistake = report.wasRead ? nil : MistakenInput.hint(for: source)
        return LintResult(
          part: reporter.part(on: report), complaint: mistake.map { "\(foreign: path.text): \($0)" },
          remarks: (report.leftOut + report.remarks).map { "\(foreign: path.text): \($0)" }, path: path.text,
          missingSites: report.missingSites)
      } catch {
        return LintResult(
          part: reporter.part(on: lint.report(error, path: path.text)),
          complaint: "\(foreign: path.text): \(error.message)")
      }
    }
  }
}

/// What came of one file.
private struct LintResult: Sendable {
  var part: ReportPart
  /// Why the file could not be read, for standard error.
  var complaint: Message?
  /// What was left out and what could not be decided, for standard error.
  var remarks: [Message] = []
  var path = ""
  /// The sites that are asked about and not in the file.
  var missingSites: [FileReport.MissingSite] = []

  /// The result without the file and its findings.
  var rendered: LintResult {
    var result = self
    result.part = part.rendered
    return result
  }

  /// Whether something may be written now.
  var isVisible: Bool { complaint != nil || !remarks.isEmpty || !missingSites.isEmpty || !part.isEmpty }
}
