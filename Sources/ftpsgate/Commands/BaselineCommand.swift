internal import ArgumentParser
internal import Emit
internal import IISConfiguration
internal import Linter
internal import Policies
internal import Text

struct BaselineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline", abstract: "Live with the findings of today, and fail for new ones.",
    discussion: """
      A baseline lists the findings of today. 'lint' hides them where a policy names the baseline, and tells how many they \
      are. A finding is another one if its file, site, rule, setting or value is another; lines and wording do not count.
      """,
    subcommands: [BaselineWriteCommand.self, BaselineCheckCommand.self])
}

/// Which files are looked at, and where the baseline is.
struct BaselineOptions: ParsableArguments {
  @Argument(
    help:
      "Files, folders to search for applicationHost.config, or - for standard input (default: the working directory).")
  var paths: [FilePath] = []

  @Option(
    help: ArgumentHelp(
      "The baseline (default: the one that the policy names, or .ftpsgate-baseline.json in the working directory).",
      valueName: "file"))
  var file: FilePath?

  @OptionGroup var policies: PolicyOptions

  @OptionGroup var surroundings: SurroundingsOptions

  @OptionGroup var sources: SourceOptions

  @OptionGroup var limits: InputOptions

  func validate() throws {
    if paths.filter({ $0 == .standardInput }).count > 1 {
      throw ValidationError("Standard input can be read only once.")
    }
    if file == .standardInput { throw ValidationError("--file names a file.") }
  }

  /// The findings of today.
  func run() throws -> BaselineRun {
    var request = LintRequest(paths: paths.isEmpty ? [FilePath(Array(".".utf8))] : paths)
    request.policy = policies.source
    request.appliesBaseline = false
    request.options = surroundings.settings
    request.options.sources = sources.from.isEmpty ? nil : sources.from
    request.deployment = surroundings.ownDeployment
    request.environment = surroundings.place.environment
    request.maximumSize = limits.maximumBytes
    return try BaselineRun(request, file: file)
  }
}

struct BaselineWriteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "write", abstract: "Write the findings of today into the baseline.",
    discussion: """
      What the baseline has of files that are not named stays. Waived findings are left out. Secrets are written as their \
      SHA-256. Exit status: 0; 2 an input could not be read or the baseline not be written; 64 a mistake in the command line.
      """)

  @OptionGroup var options: BaselineOptions

  func run() throws {
    let run = try options.run()
    let kept = run.baseline.subtracting(run.known)
    var baseline = kept
    baseline.add(run.found)
    try Output(path: run.file).finish(baseline.document)
    let added = run.found.subtracting(run.known).total
    let gone = run.known.subtracting(run.found).total
    StandardError.write(
      "baseline: \(run.file.shown): \(baseline.total) entries (\(added) new, \(gone) gone)\n")
    if !run.isNamed {
      StandardError.write(
        "baseline: no policy names it, so that lint does not heed it: name it in .ftpsgate.yml, by its path from there (key \"baseline\")\n"
      )
    }
  }
}

struct BaselineCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Tell what is new since the baseline, and what no longer occurs.",
    discussion: """
      Exit status: 0 the findings are those of the baseline; 1 some are new, or no longer occur; 2 an input could not be \
      read; 64 a mistake in the command line.
      """)

  @OptionGroup var options: BaselineOptions

  func run() throws {
    let run = try options.run()
    let (new, gone) = (run.found.subtracting(run.known), run.known.subtracting(run.found))
    let lines = new.entries.map { line("new", $0) } + gone.entries.map { line("gone", $0) }
    let text =
      lines.map { "\($0)\n" }.joined()
      + "\(new.total) new, \(gone.total) gone, \(run.found.total - new.total) as in the baseline\n"
    try Output(path: nil).finish(Array(text.utf8))
    guard new.total + gone.total == 0 else { throw ExitCode.findings }
  }

  private func line(_ sign: String, _ counted: (entry: Baseline.Entry, count: Int)) -> Message {
    let entry = counted.entry
    let site: Message = entry.site.map { " of \(quoted: $0)" } ?? ""
    let value: Message = entry.value.isEmpty ? "" : " = \(quoted: entry.value)"
    let times: Message = counted.count > 1 ? " (\(code: "\(counted.count)") times)" : ""
    return
      "\(code: sign): \(foreign: entry.path): \(code: entry.rule)\(site): \(foreign: entry.setting)\(value)\(times)"
  }
}
