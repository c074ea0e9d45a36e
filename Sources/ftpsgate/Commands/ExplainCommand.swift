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
      A rule's id gives its page. A reply code, such as 534, a code and a substatus of IIS's log, such as '534 31', or \
      a message of a client or a line of IIS's log gives its causes and cures; with PATH also the findings of this \
      configuration that explain it. The exit status is 0 also where there are such findings.

        ftpsgate explain external-address-stale
        ftpsgate explain 534
        ftpsgate explain '425 Cannot open data connection.' applicationHost.config
      """)

  @Argument(help: "A rule's id, a reply code, a message, or a line of IIS's log.")
  var subject: String

  @Argument(help: "An applicationHost.config, a folder with one, or - for standard input.")
  var path: FilePath?

  @OptionGroup var deployment: SurroundingsOptions

  @OptionGroup var environment: EnvironmentOptions

  @OptionGroup var sources: SourceOptions

  @OptionGroup var limits: InputOptions

  func validate() throws {
    if !isRule, !isKnown(SymptomSearch(subject)) { throw unknownSubject }
    if path != nil, isRule { throw ValidationError("A PATH goes with a reply or a message, not with a rule.") }
  }

  func run() throws {
    let output = Output(path: nil)
    if isRule {
      let rule = try findRule(subject)
      try output.finish(Array(RulePage(rule, findings: rule.findings).text.utf8))
      return
    }
    let search = SymptomSearch(subject)
    try output.write(Array(SymptomText(search) { $0.rules }.text.utf8))
    var isComplete = true
    if let path {
      try output.flush()
      isComplete = try explain(search, in: path, output)
    }
    try output.finish()
    if !isComplete { throw ExitCode.unreadable }
  }

  private var isRule: Bool { Rule.named(subject) != nil }

  private func isKnown(_ search: SymptomSearch) -> Bool { !search.symptoms.isEmpty || search.passiveReply != nil }

  /// Says how to go on; one word may be a rule's id with a slip in it.
  private var unknownSubject: ValidationError {
    let nearest = subject.contains(" ") ? nil : nearestName(to: subject, among: Rule.all.map(\.id))
    let hint = nearest.map { " Did you mean the rule '\($0)'?" } ?? ""
    return ValidationError(
      "Nothing is known of '\(subject)'.\(hint) Give the reply's code, such as 425, or the whole line from the client's "
        + "or the server's log; 'ftpsgate rules' lists the rules.")
  }

  /// Writes the findings that explain the symptoms; whether every file could be read.
  private func explain(_ search: SymptomSearch, in path: FilePath, _ output: Output) throws -> Bool {
    let input = try SingleInput(path, maximumSize: limits.maximumBytes)
    let described = try environment.read()
    var deployment = deployment.deployment
    deployment.sources = sources.from
    let ids = Set(search.explained.flatMap(\.rules).map(\.id))
    guard !ids.isEmpty else {
      try output.write(Array("\nNo rule looks for what explains it.\n".utf8))
      return described.wasRead
    }
    let report = Lint(
      rules: Rule.all.filter { ids.contains($0.id) }, deployment: deployment, environment: described.environment
    ).run(input.configuration.source)
    try output.write(Array("\nFindings that explain it:\n\n".utf8))
    let isColoured = Terminal.takesColour(SystemFile.standardOutput)
    let reporter = ReportFormat.text.reporter(
      ReportContext(tool: Tool.ftpsgate, rules: Rule.all, style: isColoured ? .ansi : .plain))
    var writer = ReportWriter(reporter) { try output.write($0) }
    try writer.add(reporter.part(on: report))
    try writer.finish()
    return described.wasRead
  }
}
