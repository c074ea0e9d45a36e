internal import ArgumentParser
internal import Emit
internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Rules
internal import Text

/// What is asked of `fix`.
struct FixRequest {
  /// What is held against the rules, and how; all of them, whatever is to be mended, so that harm done elsewhere is seen.
  var lint: LintRequest
  /// Whether files are changed.
  var writes = false
  /// How the changes are shown for a running server; nothing for a diff.
  var form: LiveForm?
  /// Which fixes are wanted.
  var choice = FixChoice()

  /// A request on files, folders, or standard input.
  init(paths: [FilePath]) {
    lint = LintRequest(paths: paths)
    lint.profile = .all
    // What is old is mended too.
    lint.appliesBaseline = false
  }

  /// Shows or makes the changes; throws the exit status unless it is 0.
  func run() throws {
    var gates = Gates(lint, Rule.all)
    let inputs = try gates.inputs()
    let runs = gates.all.map { gate in FixRun(rules: Rule.all, choice) { gate.run($0).report } }
    let output = Output(path: nil)
    var isChanged = false
    var worst: ExitCode?
    for input in inputs {
      do {
        if try fix(input.input, runs[input.gate], output) { isChanged = true }
      } catch let status as ExitCode {
        // A site that is not there is a mistake in the command line, whatever else there is.
        worst = worst == .usage ? worst : status
      }
    }
    try output.finish()
    if let worst { throw worst }
    if !gates.wereRead { throw ExitCode.unreadable }
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
      bytes = try lint.files.bytes(of: path)
    } catch {
      throw failure("\(foreign: path.text): \(error.message)", help: error.help, .unreadable)
    }
    let file = EditableFile(path: path.text, bytes: bytes)
    try checkReadable(file.source, beginning: Array(bytes.prefix(MistakenInput.beginningSize)))
    let fixed = run.fix(file)
    for sentence in FixText(fixed).sentences { StandardError.write("\(path.asSubject): \(sentence)\n") }
    guard fixed.isChanged else { return false }
    if let form {
      try output.write(Array(LiveChanges(fixed).text(in: form).utf8))
      return true
    }
    guard writes else {
      let diff = UnifiedDiff(fixed, forTerminal: SystemFile.isTerminal(SystemFile.standardOutput))
      if let obstacle = diff.obstacle { StandardError.write("\(path.asSubject): \(obstacle)\n") }
      try output.write(diff.bytes)
      return true
    }
    do throws(SystemError) {
      let replaced = try FileReplacement(of: path, identity, bytes).replace(by: fixed.bytes)
      StandardError.write("\("\(path.asSubject): written; as it was: \(foreign: replaced.text)" as Message)\n")
    } catch {
      throw failure(
        "\(foreign: path.text): \(error.isAfterChange ? "" : "not changed: ")\(foreign: error.message)", .unreadable)
    }
    return true
  }

  /// Fails where the file cannot be read, or has no site of a name that was given.
  private func checkReadable(_ source: SourceFile, beginning: [UInt8]) throws {
    let configuration: Configuration
    do throws(ReadingFailure) {
      configuration = try ConfigurationReader.read(source)
    } catch {
      let place = error.range.map { LineTable(source).position(of: $0.start) }.map { ":\($0.line):\($0.column)" } ?? ""
      throw failure(
        "\(foreign: source.path + place): \(error.message)",
        help: MistakenInput.hint(for: source, beginning: beginning) ?? error.help, .unreadable)
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
  fileprivate var asSubject: Message {
    self == .standardInput ? "standard input" : "\(foreign: BuildLogText.leading(path: text))"
  }
}
