internal import ArgumentParser
public import Emit
internal import Reachability
internal import Rules
internal import Text

struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Find what will fail or is unsafe (the default command).",
    discussion: """
      Findings go to standard output, everything else to standard error. 'ftpsgate rules' lists the rules, 'ftpsgate \
      explain RULE' tells why one matters and how to mend it.
      """)

  @Argument(help: "Files, folders to search for applicationHost.config, or - for standard input.")
  var paths: [FilePath] = []

  @Option(help: "How to write the findings.")
  var format = ReportFormat.text

  @Option(help: ArgumentHelp("Write the report to a file instead of standard output.", valueName: "file"))
  var output: FilePath?

  @Option(help: "The least severity that makes the exit status 1.")
  var failOn = FailureThreshold.warning

  @Flag(help: "Make the exit status 1 if something that was asked for could not be decided.")
  var requireDecided = false

  @Option(help: ArgumentHelp("Apply only this rule. Repeatable.", valueName: "rule"), completion: .rules)
  var select: [String] = []

  @Option(help: ArgumentHelp("Leave out this rule. Repeatable.", valueName: "rule"), completion: .rules)
  var ignore: [String] = []

  @Option(
    help: ArgumentHelp(
      "Check this site, and what holds for the whole server, but no other site. Repeatable.", valueName: "name"))
  var site: [String] = []

  @Flag(help: "Make a file without FTP sites that start an error.")
  var requireFtp = false

  @Option(help: "Make a site without this kind of FTPS an error. Repeatable.")
  var require: [Requirement] = []

  @OptionGroup var users: UserOptions

  @OptionGroup var surroundings: SurroundingsOptions

  @OptionGroup var sources: SourceOptions

  @OptionGroup var limits: InputOptions

  func validate() throws {
    guard !paths.isEmpty else {
      throw ValidationError("No PATH: name an applicationHost.config, a folder, or - for standard input.")
    }
    if paths.filter({ $0 == .standardInput }).count > 1 {
      throw ValidationError("Standard input can be read only once.")
    }
    try checkMistypedCommand()
    for id in select + ignore { _ = try findRule(id) }
    try request.checkOutput()
  }

  func run() throws {
    try request.run()
  }

  /// What the options ask for.
  var request: LintRequest {
    var request = LintRequest(paths: paths)
    request.format = format
    request.output = output
    request.failOn = failOn
    request.requiresDecided = requireDecided
    request.selected = select
    request.ignored = ignore
    request.deployment = deployment
    request.environment = surroundings.place.environment
    request.maximumSize = limits.maximumBytes
    return request
  }

  /// The surroundings, with who connects and what they must get.
  private var deployment: DeploymentOptions {
    var deployment = users.adding(to: surroundings.deployment)
    deployment.sources = sources.from
    deployment.namedSites = site
    deployment.requiresFTP = requireFtp
    deployment.requiresImplicit = require.contains(.implicit)
    deployment.requiresExplicit = require.contains(.explicit)
    return deployment
  }

  /// A first word that is no file but nearly a command was most likely meant to be one.
  private func checkMistypedCommand() throws {
    guard let path = paths.first, path != .standardInput, SystemFile.kind(of: path) == .missing else { return }
    let word = path.text
    guard !word.contains("/"), !word.contains(".") else { return }
    guard let command = nearestName(to: word, among: commandNames) else { return }
    throw ValidationError("There is no command and no file '\(word)'. Did you mean 'ftpsgate \(command)'?")
  }
}

extension FailureThreshold: NamedChoice {}
extension ReportFormat: NamedChoice {}
