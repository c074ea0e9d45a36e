internal import ArgumentParser
internal import Emit
internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Rules
internal import Text

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Tell what a rule looks for, or what is behind a reply or an error message.",
    discussion: """
      A rule's id gives its page. A reply code, such as 534, a code and a substatus of IIS's log, such as '534 31', a \
      message of a client or lines of a log give causes and cures; with PATH also the findings of this configuration \
      that explain it. Of a whole log, of a client or of IIS, the line that decides is found. The exit status is 0 also \
      where there are such findings, and where nothing is known of a text.

        ftpsgate explain external-address-stale
        ftpsgate explain 534
        ftpsgate explain '425 Cannot open data connection.' applicationHost.config
        ftpsgate explain --log u_ex250301.log applicationHost.config
        lftp -d -c 'open ftps://ftp.example.com; ls' 2>&1 | ftpsgate explain -
      """)

  @Argument(
    help: "A rule's id, a reply code, a message, lines of a log, a file with a log, or - for one on standard input.",
    completion: .rules)
  var subject: String?

  @Argument(help: "An applicationHost.config, a folder with one, or - for standard input.")
  var path: FilePath?

  @Option(help: ArgumentHelp("A log of IIS or of a client, in place of SUBJECT.", valueName: "file"))
  var log: FilePath?

  @Option(help: "How to write the answer.")
  var format = AnswerFormat.text

  @OptionGroup var policies: PolicyOptions

  @OptionGroup var surroundings: SurroundingsOptions

  @OptionGroup var sources: SourceOptions

  @OptionGroup var limits: InputOptions

  func validate() throws {
    let question = try question
    switch question {
    case .rule where path != nil:
      throw ValidationError("A PATH goes with a reply or a message, not with a rule.")
    case .log(.standardInput) where configurationPath == .standardInput:
      throw ValidationError("Standard input can be the log or the configuration, not both.")
    case .text(let text) where isMistypedRule(text): throw unknownRule(text)
    default: break
    }
  }

  func run() throws {
    let output = Output(path: nil)
    switch try question {
    case .rule(let rule):
      let page = RulePage(rule, fixed: rule.fixedExample, findings: rule.findings)
      try output.finish(
        format == .json
          ? ExplanationJSON(rule).json(currentFolder: StartingPoint.folder) : Array(page.text.utf8))
    case .text(let text): try explain(text, output)
    case .log(let path): try explain(LogText(path, maximumSize: limits.maximumBytes).text, output)
    }
  }
}

// MARK: - The question

extension ExplainCommand {
  private enum Question {
    case rule(Rule)
    case text(String)
    case log(FilePath)
  }

  /// What is asked: a rule's id comes first, then what is known as a text, then a file of this name.
  private var question: Question {
    get throws {
      if let log {
        guard path == nil else { throw ValidationError("With --log only a PATH is expected beside the options.") }
        return .log(log)
      }
      guard let subject else { throw ValidationError("Missing expected argument '<subject>'") }
      if let rule = Rule.named(subject) { return .rule(rule) }
      let file = FilePath(RawArgument.bytes(of: subject))
      if file == .standardInput { return .log(file) }
      let isFile = !subject.contains(where: \.isNewline) && SystemFile.kind(of: file) == .regular
      return isFile && !SymptomSearch(subject).isKnown ? .log(file) : .text(subject)
    }
  }

  /// The configuration to hold the answer against; with `--log` it is the first argument.
  private var configurationPath: FilePath? {
    log == nil ? path : subject.map { FilePath(RawArgument.bytes(of: $0)) }
  }

  /// Whether a text can only be meant as a rule's id: one word of lower-case letters, digits and hyphens.
  private func isMistypedRule(_ text: String) -> Bool {
    guard text.first?.isLetter == true, text.contains("-"), Symptom.with(id: text) == nil else { return false }
    return text.utf8.allSatisfy { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x2D }
  }

  /// Says how to go on.
  private func unknownRule(_ id: String) -> ValidationError {
    if let removed = Rule.removed.first(where: { $0.id == id }) {
      return ValidationError("The rule '\(id)' was removed in \(removed.since): \(removed.reason)")
    }
    let hint = nearestName(to: id, among: Rule.all.map(\.id)).map { " Did you mean the rule '\($0)'?" } ?? ""
    return ValidationError(
      "There is no rule '\(id)'.\(hint) 'ftpsgate rules' lists the rules; of a message give the reply's code, such as 425, "
        + "or the whole line.")
  }
}

// MARK: - The answer

extension ExplainCommand {
  /// Writes what is behind a text, and with PATH what the configuration has to do with it.
  private func explain(_ text: String, _ output: Output) throws {
    let search = SymptomSearch(text)
    if format == .json { return try writeJSON(search, output) }
    try output.write(Array(SymptomText(search) { $0.rules }.text.utf8))
    var isComplete = true
    if let path = configurationPath, search.isKnown {
      try output.flush()
      isComplete = try explain(search, in: path, output)
    }
    try output.finish()
    if !isComplete { throw ExitCode.unreadable }
  }

  /// Writes the findings that explain the symptoms, and the reply to PASV held against the configuration; whether every
  /// file could be read.
  private func explain(_ search: SymptomSearch, in path: FilePath, _ output: Output) throws -> Bool {
    let input = try SingleInput(path, maximumSize: limits.maximumBytes)
    let policy = try policies.policy(for: path)
    let described = try surroundings.place.readEnvironment(policy)
    if let reply = search.passiveReply {
      let text = PassiveReplyText(reply, input.configuration).text
      try output.write(Array("\nThe reply to PASV or EPSV, held against the configuration:\n\n\(text)".utf8))
    }
    guard let report = report(search, input, described, policy) else {
      try output.write(Array("\nNo rule looks for what explains it.\n".utf8))
      return described.wasRead
    }
    try output.write(Array("\nFindings that explain it:\n\n".utf8))
    let isColoured = Terminal.takesColour(SystemFile.standardOutput)
    let reporter = ReportFormat.text.reporter(
      ReportContext(tool: Tool.ftpsgate, rules: Rule.all, style: isColoured ? .ansi : .plain))
    var writer = ReportWriter(reporter) { try output.write($0) }
    try writer.add(reporter.part(on: report))
    try writer.finish()
    return described.wasRead
  }

  /// What the rules find that look for what explains the symptoms; nothing where there is none.
  private func report(
    _ search: SymptomSearch, _ input: SingleInput, _ described: DescribedEnvironment, _ policy: LoadedPolicy?
  ) -> FileReport? {
    let ids = Set(search.explained.flatMap(\.rules).map(\.id))
    guard !ids.isEmpty else { return nil }
    var deployment = surroundings.deployment(policy)
    if !sources.from.isEmpty { deployment.sources = sources.from }
    return Lint(
      rules: Rule.all.filter { ids.contains($0.id) }, deployment: deployment, environment: described.environment
    ).run(input.configuration.source)
  }

  /// Writes all of it for programs.
  private func writeJSON(_ search: SymptomSearch, _ output: Output) throws {
    let path = search.isKnown ? configurationPath : nil
    let input = try path.map { try SingleInput($0, maximumSize: limits.maximumBytes) }
    let policy = try path.flatMap { try policies.policy(for: $0) }
    let described = try input.map { _ in try surroundings.place.readEnvironment(policy) }
    var found: FileReport?
    if let input, let described {
      // Without such a rule nothing is found.
      let nothing = Lint(rules: [], deployment: surroundings.deployment(policy))
      found = report(search, input, described, policy) ?? nothing.run(input.configuration.source)
    }
    let reply = search.passiveReply.map { PassiveReplyText($0, input?.configuration) }
    let answer = ExplanationJSON(SymptomText(search) { $0.rules }, reply, findings: found)
    try output.finish(answer.json(currentFolder: StartingPoint.folder))
    if described?.wasRead == false { throw ExitCode.unreadable }
  }
}
