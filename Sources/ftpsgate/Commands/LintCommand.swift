internal import ArgumentParser
internal import Emit
public import Linter
internal import Policies
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

  @OptionGroup var reports: ReportOptions

  @Option(help: "The least severity that makes the exit status 1 (default: warning).")
  var failOn: FailureThreshold?

  @Option(
    help:
      "Which findings are shown, and count: all are shown and advice on hardening does not count (reachability, the default), hardening alone, or all."
  )
  var profile: Profile?

  @Flag(help: "Make the exit status 1 if something that was asked for could not be decided.")
  var requireDecided = false

  @Option(
    help: ArgumentHelp(
      "Apply only this rule, or those of a pattern such as 'passive-*'; several with commas. Repeatable.",
      valueName: "rule"), completion: .rules)
  var select: [String] = []

  @Option(
    help: ArgumentHelp(
      "Leave out this rule, or those of a pattern such as 'passive-*'; several with commas. Repeatable.",
      valueName: "rule"), completion: .rules)
  var ignore: [String] = []

  @Option(
    help: ArgumentHelp(
      "Check this site, and what holds for the whole server, but no other site. Repeatable.", valueName: "name"))
  var site: [String] = []

  @OptionGroup var demands: DemandOptions

  @Flag(help: "Apply no waivers of the policy or of comments.")
  var noWaivers = false

  @OptionGroup var policies: PolicyOptions

  @OptionGroup var display: DisplayOptions

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
    for list in select + ignore { _ = try findRules(list) }
    try display.check(reports.requests.map(\.format))
    try request.checkOutput()
  }

  func run() throws {
    try request.run()
  }

  /// What the options ask for.
  var request: LintRequest {
    var request = LintRequest(paths: paths)
    request.reports = reports.requests
    request.display = display.display
    request.failOn = failOn
    request.profile = profile
    request.policy = policies.source
    request.appliesWaivers = !noWaivers
    request.options = demands.adding(to: sources.adding(to: surroundings.settings))
    request.requiresDecided = requireDecided
    // A list in which a part is no rule was refused before.
    request.selected = (try? select.flatMap(findRules)) ?? []
    request.ignored = (try? ignore.flatMap(findRules)) ?? []
    request.deployment = deployment
    request.environment = surroundings.place.environment
    request.maximumSize = limits.maximumBytes
    return request
  }

  /// The surroundings, with who connects and which sites are meant.
  private var deployment: DeploymentOptions {
    var deployment = users.adding(to: surroundings.ownDeployment)
    deployment.namedSites = site
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
extension Profile: NamedChoice {}
