internal import Text
internal import NetworkModel
public import ArgumentParser
public import Emit
internal import IISConfiguration
internal import Policies
public import Reachability

struct FirewallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "firewall", abstract: "Write the firewall rules that this configuration needs, and no wider.",
    discussion: """
      The script covers every FTP site that starts: its control ports and the passive range in, active data out from \
      the port below each control port. Nothing is written where rules would be wrong or wider than needed.
      """)

  @Argument(help: "An applicationHost.config, a folder with one, or - for standard input.")
  var path: FilePath

  @Option(help: "The firewall's language.")
  var target: FirewallTarget

  @OptionGroup var plan: PlanOptions

  @Flag(
    name: .customLong("shipped-rules"),
    help: "Work through the rules that Windows ships, by their internal names (powershell only).")
  var predefinedRules = false

  @Flag(help: "Write the script that takes the rules away again.")
  var remove = false

  @Option(help: ArgumentHelp("Write the script to a file instead of standard output.", valueName: "file"))
  var output: FilePath?

  @OptionGroup var limits: InputOptions

  func validate() throws {
    if predefinedRules, !target.capabilities.predefinedRules {
      throw ValidationError("--shipped-rules is for --target powershell only.")
    }
    try InputFiles(maximumSize: limits.maximumBytes).check(output, isNoneOf: [path] + plan.place.environmentFiles)
  }

  func run() throws {
    let input = try SingleInput(path, maximumSize: limits.maximumBytes)
    let plan = try plan.plan(for: input.configuration, at: path)
    let header = ScriptHeader(tool: Tool.ftpsgate, inputName: path.text)
    let script: String
    do throws(UnsupportedByTarget) {
      script = try FirewallScript.write(
        plan, target: target, header: header, predefinedRules: predefinedRules, remove: remove)
    } catch {
      throw failure("no rules are written for \(code: error.opening.description): \(error.reason)", .findings)
    }
    try Output(path: output).finish(Array(script.utf8))
  }
}

/// Which part of a configuration is planned for.
struct PlanOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Plan for this site, even one that is off. Repeatable.", valueName: "name"))
  var site: [String] = []

  @Flag(help: "Leave out active mode.")
  var passiveOnly = false

  @Flag(help: "Where no passive range is set, open all of Windows' dynamic ports.")
  var allowDynamicRange = false

  @Option(
    help: ArgumentHelp(
      "Let in these clients only: internet, private, a network, or service-tag:NAME. Repeatable; anyone unless given.",
      valueName: "cidr"))
  var from: [ClientSource] = []

  @Option(
    help: ArgumentHelp(
      "What the names of the rules begin with, so that plans of several servers or sites leave each other's rules alone: up to 20 letters, digits and hyphens (default: the ids of the sites).",
      valueName: "key"))
  var name: PlanKey?

  @Option(
    help: ArgumentHelp(
      "The lowest priority for rules of a network security group, 100 to 4096 (default: 300).", valueName: "n"))
  var priority: Int?

  @Option(
    help: ArgumentHelp(
      "Put the rules before this rule of a network security group, which denies what they let in.", valueName: "rule"))
  var before: String?

  @OptionGroup var place: PlaceOptions

  @OptionGroup var policies: PolicyOptions

  func validate() throws {
    if before != nil, priority != nil { throw ValidationError("--before and --priority both say where the rules go.") }
    if before != nil, place.environment.isEmpty {
      throw ValidationError("--before needs the security group that has the rule: give its file to --environment.")
    }
    guard let priority else { return }
    guard 100...4096 ~= priority else { throw ValidationError("--priority must be from 100 to 4096.") }
  }

  /// What files tell of what is there already; fails where one cannot be read, or has not the rule that was named.
  private func surroundings(
    of configuration: Configuration, _ settings: PolicySettings, _ policy: LoadedPolicy?
  ) throws -> PlanSurroundings {
    let described = try place.readEnvironment(policy)
    guard described.wasRead else { throw ExitCode.unreadable }
    guard described.environment != nil else { return PlanSurroundings() }
    let deployment = DeploymentOptions(
      platform: settings.platform, publicAddresses: settings.publicAddresses ?? [])
    let server = Server(configuration, environment: described.environment, deployment: deployment)
    let surroundings = PlanSurroundings(server, before: before)
    if let before {
      let names = surroundings.groups.flatMap { $0.rules.map(\.name.value) }
      guard names.contains(where: { $0.lowercased() == before.lowercased() }) else {
        let hint: Message? = nearestName(to: before, among: names).map { "did you mean '\(name: $0)'?" }
        throw failure("no security group of the server has a rule '\(name: before)'", help: hint, .usage)
      }
    }
    return surroundings
  }

  /// The plan; fails with status 1 where there can be none, with 64 for a site that is not there.
  ///
  /// - Parameters:
  ///   - configuration: What the server is to serve.
  ///   - path: Where it was read, for the policy that holds there.
  /// - Returns: The plan.
  /// - Throws: The exit status.
  func plan(for configuration: Configuration, at path: FilePath) throws -> FirewallPlan {
    let policy = try policies.policy(for: path)
    var settings = policy?.document.settings ?? PolicySettings()
    if !place.publicIp.isEmpty { settings.publicAddresses = place.publicIp }
    if let platform = place.platform { settings.platform = platform }
    if !from.isEmpty { settings.sources = from }
    var options = FirewallPlan.Options(
      sites: site, passiveOnly: passiveOnly, allowsDynamicRange: allowDynamicRange)
    options.clients = settings.sources ?? []
    options.key = name
    if let priority { options.lowestPriority = priority }
    options.surroundings = try surroundings(of: configuration, settings, policy)
    options.surroundings.publicAddresses = settings.publicAddresses ?? []
    do throws(FirewallPlan.Refusal) {
      return try FirewallPlan(configuration, options: options)
    } catch {
      switch error {
      case .unknownSite(let name, let suggestion):
        let hint: Message? = suggestion.map { "did you mean '\(name: $0)'?" }
        throw failure("there is no site '\(name: name)' in this file", help: hint, .usage)
      case .notAnFTPSite(let name): throw failure("site '\(name: name)' has no ftp binding", .usage)
      case .unsound(let message, let help): throw failure("no rules are written: \(message)", help: help, .findings)
      }
    }
  }
}

extension FirewallTarget: NamedChoice {}

extension PlanKey: ExpressibleByArgument {
  /// Reads a key of `[A-Za-z0-9-]{1,20}`.
  public init?(argument: String) {
    self.init(argument)
  }
}
