internal import ArgumentParser
internal import Emit
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Rules

/// What is asked of `lint`, whatever read it from the command line.
struct LintRequest: Equatable {
  /// Files, folders, or standard input.
  var paths: [FilePath]
  /// How the findings are written.
  var format = ReportFormat.text
  /// Where they are written; nothing for standard output.
  var output: FilePath?
  /// The least severity that counts as failure.
  var failOn = FailureThreshold.warning
  /// Whether something undecided counts as failure.
  var requiresDecided = false
  /// The ids of the rules to apply; none for all.
  var selected: [String] = []
  /// The ids of the rules to leave out.
  var ignored: [String] = []
  /// What the user says of the server's surroundings.
  var deployment = DeploymentOptions()
  /// Files and folders that describe the network around the server.
  var environment: [FilePath] = []
  /// The largest file that is read, in bytes.
  var maximumSize = Self.usualMaximumSize

  /// The largest file that is read unless another size is asked for: 256 MiB, in bytes.
  static let usualMaximumSize = 256 << 20

  /// Fails with a usage error if the report would replace an input.
  func checkOutput() throws {
    try files.check(output, isNoneOf: paths + EnvironmentFolder.files(environment))
  }

  /// Lints and reports; throws the exit status unless it is 0.
  func run() throws {
    let isColoured = output == nil && Terminal.takesColour(SystemFile.standardOutput)
    let reporter = format.reporter(
      ReportContext(
        tool: Tool.ftpsgate, rules: Rule.all, style: isColoured ? .ansi : .plain,
        currentFolder: Terminal.currentFolder))
    let described = try DescribedEnvironment(environment)
    let run = LintRun(
      lint: Lint(rules: rules, deployment: deployment, environment: described.environment), files: files,
      reporter: reporter)
    let (summary, hasAllSites) = try run.report(on: paths, to: Output(path: output))
    if !hasAllSites { throw ExitCode.usage }
    if !summary.allWereRead || !described.wasRead { throw ExitCode.unreadable }
    if let worst = summary.worst, failOn.includes(worst) { throw ExitCode.findings }
    if requiresDecided, !summary.isDecided { throw ExitCode.findings }
  }

  private var rules: [Rule] {
    let selected = self.selected.map { Rule.named($0)?.id }
    let ignored = self.ignored.map { Rule.named($0)?.id }
    return Rule.all.filter { (selected.isEmpty || selected.contains($0.id)) && !ignored.contains($0.id) }
  }

  private var files: InputFiles { InputFiles(maximumSize: maximumSize) }
}

/// The least severity that counts as failure.
enum FailureThreshold: String, CaseIterable {
  case error, warning, note, never

  /// Whether a finding of this severity counts.
  func includes(_ severity: Severity) -> Bool {
    switch self {
    case .error: severity >= .error
    case .warning: severity >= .warning
    case .note: severity >= .note
    case .never: false
    }
  }
}
