internal import ArgumentParser
internal import Emit
internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Rules
internal import Text

/// What is asked of `fix`.
struct FixRequest {
  /// Files, folders, or standard input.
  var paths: [FilePath]
  /// Whether files are changed.
  var writes = false
  /// How the changes are shown for a running server; nothing for a diff.
  var form: LiveForm?
  /// Which fixes are wanted.
  var choice = FixChoice()
  /// What the user says of the server's surroundings.
  var deployment = DeploymentOptions()
  /// Files and folders that describe the network around the server.
  var environment: [FilePath] = []
  /// The largest file that is read, in bytes.
  var maximumSize = LintRequest.usualMaximumSize

  /// Shows or makes the changes; throws the exit status unless it is 0.
  func run() throws {
    let described = try DescribedEnvironment(environment)
    // Every rule runs, and on every site, so that harm done elsewhere is seen.
    let lint = Lint(rules: Rule.all, deployment: deployment, environment: described.environment)
    let run = FixRun(lint, rules: Rule.all, choice)
    let output = Output(path: nil)
    var isChanged = false
    var worst: ExitCode?
    for input in InputFiles(maximumSize: maximumSize).find(paths) {
      do {
        if try fix(input, run, output) { isChanged = true }
      } catch let status as ExitCode {
        // A site that is not there is a mistake in the command line, whatever else there is.
        worst = worst == .usage ? worst : status
      }
    }
    try output.finish()
    if let worst { throw worst }
    if !described.wasRead { throw ExitCode.unreadable }
    if isChanged, !writes { throw ExitCode.findings }
  }

  /// Shows or makes the changes of one file; tells whether there are any.
  private func fix(_ input: Input, _ run: FixRun, _ output: Output) throws -> Bool {
    let path: FilePath
    switch input {
    case .fault(let path, let message): throw failure("\(foreign: path.text): \(foreign: message)", .unreadable)
    case .file(let file): path = file
    }
    let identity = FileIdentity(of: path)
    let bytes: [UInt8]
    do throws(ReadingFailure) {
      bytes = try InputFiles(maximumSize: maximumSize).bytes(of: path)
    } catch {
      throw failure("\(foreign: path.text): \(error.message)", help: error.help, .unreadable)
    }
    let file = EditableFile(path: path.text, bytes: bytes)
    try checkReadable(file.source)
    let fixed = run.fix(file)
    for sentence in FixText(fixed).sentences { StandardError.write("\(path.shown): \(sentence)\n") }
    guard fixed.isChanged else { return false }
    if let form {
      try output.write(Array(LiveChanges(fixed).text(in: form).utf8))
      return true
    }
    guard writes else {
      let diff = UnifiedDiff(fixed, forTerminal: SystemFile.isTerminal(SystemFile.standardOutput))
      if let obstacle = diff.obstacle { StandardError.write("\(path.shown): \(obstacle)\n") }
      try output.write(diff.bytes)
      return true
    }
    do throws(SystemError) {
      let replaced = try FileReplacement(of: path, identity, bytes).replace(by: fixed.bytes)
      StandardError.write("\(path.shown): written; as it was: \(replaced.shown)\n")
    } catch {
      throw failure("\(foreign: path.text): not changed: \(foreign: error.message)", .unreadable)
    }
    return true
  }

  /// Fails where the file cannot be read, or has no site of a name that was given.
  private func checkReadable(_ source: SourceFile) throws {
    let configuration: Configuration
    do throws(ReadingFailure) {
      configuration = try ConfigurationReader.read(source)
    } catch {
      let place = error.range.map { LineTable(source).position(of: $0.start) }.map { ":\($0.line):\($0.column)" } ?? ""
      throw failure(
        "\(foreign: source.path + place): \(error.message)", help: MistakenInput.hint(for: source) ?? error.help,
        .unreadable)
    }
    let names = configuration.ftpSites.map(\.name)
    for site in choice.sites where !names.contains(where: { CaselessName($0) == CaselessName(site) }) {
      let hint: Message? = nearestName(to: site, among: names).map { "did you mean '\(name: $0)'?" }
      throw failure(
        "\(foreign: source.path): there is no FTP site '\(name: site)' in this file", help: hint, .usage)
    }
  }
}

extension FilePath {
  /// The name as a sentence begins with it.
  fileprivate var shown: Message { self == .standardInput ? "standard input" : "\(foreign: text)" }
}
