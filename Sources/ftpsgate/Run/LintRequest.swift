internal import ArgumentParser
internal import Emit
internal import Linter
internal import NetworkModel
internal import Policies
internal import Reachability
internal import Rules

/// What is asked of `lint`, whatever read it from the command line.
struct LintRequest: Equatable {
  /// Files, folders, or standard input.
  var paths: [FilePath]
  /// The reports that are written.
  var reports = [ReportRequest()]
  /// What of the findings is shown, and how.
  var display = ReportDisplay()
  /// The least severity that counts as failure, if that is said.
  var failOn: FailureThreshold?
  /// Which findings are shown, and which count, if that is said.
  var profile: Profile?
  /// Where policies come from.
  var policy = PolicySource.folders
  /// Whether waivers of policies and comments are applied.
  var appliesWaivers = true
  /// Whether something undecided counts as failure.
  var requiresDecided = false
  /// The ids of the rules to apply; none for all.
  var selected: [String] = []
  /// The ids of the rules to leave out.
  var ignored: [String] = []
  /// Whether findings of a policy's baseline are hidden.
  var appliesBaseline = true
  /// What the options say that a policy may say too.
  var options = PolicySettings()
  /// What else the user says of the server's surroundings.
  var deployment = DeploymentOptions()
  /// Files and folders that describe the network around the server.
  var environment: [FilePath] = []
  /// The largest file that is read, in bytes.
  var maximumSize = Self.usualMaximumSize

  /// The largest file that is read unless another size is asked for: 256 MiB, in bytes.
  static let usualMaximumSize = 256 << 20

  /// Fails with a usage error if a report would replace an input.
  func checkOutput() throws {
    for report in reports {
      try files.check(report.output, isNoneOf: paths + EnvironmentFolder.files(environment))
    }
  }

  /// Lints and reports; throws the exit status unless it is 0.
  func run() throws {
    var gates = Gates(self, rules)
    let inputs = try gates.inputs()
    let reporters = reports.map { $0.reporter(display, beside: reports) }
    let outcome = try LintRun(gates: gates.all, files: files, reporters: reporters, display: display)
      .report(on: inputs, to: reports.map { Output(path: $0.output) })
    if isWhole, !display.isQuiet { gates.sayWhatIsLeft(outcome.decided) }
    if !outcome.hasAllSites { throw ExitCode.usage }
    if !outcome.summary.allWereRead || !gates.wereRead { throw ExitCode.unreadable }
    if outcome.hasFailed { throw ExitCode.findings }
    if requiresDecided, !outcome.summary.isDecided { throw ExitCode.findings }
  }

  /// Whether nothing is left out, so that what nothing needed was needed by nothing.
  private var isWhole: Bool { selected.isEmpty && ignored.isEmpty && deployment.namedSites.isEmpty }

  private var rules: [Rule] {
    let selected = self.selected.map { Rule.named($0)?.id }
    let ignored = self.ignored.map { Rule.named($0)?.id }
    return Rule.all.filter { (selected.isEmpty || selected.contains($0.id)) && !ignored.contains($0.id) }
  }

  /// Reads the inputs.
  var files: InputFiles { InputFiles(maximumSize: maximumSize) }
}
