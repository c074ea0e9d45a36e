public import ArgumentParser
public import Inet
public import Emit
internal import Linter
internal import Policies
internal import Reachability
internal import Rules

struct FixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fix", abstract: "Show, or make, the changes of a configuration that mend what 'lint' finds.",
    discussion: """
      A unified diff goes to standard output; what it mends, and what is left and why, to standard error. Without \
      --write nothing is changed, and the exit status is 1 where there is something to change. Each change is tried \
      first: one that would bring another finding, or not mend its own, is left out.

      --write changes a copy of the configuration: on a running server make the changes with IIS's own tools, and mind \
      that 32-bit editors see C:\\Windows\\SysWOW64\\inetsrv\\config instead.
      """)

  @Argument(help: "Files, folders to search for applicationHost.config, or - for standard input.")
  var paths: [FilePath] = []

  @Flag(help: "Change the files, and keep each as it was beside it (applicationHost.config.bak).")
  var write = false

  @Option(name: .customLong("as"), help: "Print how to make the changes on the server that runs, instead of a diff.")
  var form: LiveForm?

  @Flag(name: .customLong("unsafe"), help: "Apply fixes, too, that may change what is meant.")
  var allowsUnsafe = false

  @Option(help: ArgumentHelp("The passive ports to set where none are set, or they do not do.", valueName: "low-high"))
  var passiveRange: PortRange?

  @Option(
    help: ArgumentHelp(
      "Mend only findings of this rule, or of those of a pattern such as 'passive-*'; several with commas. Repeatable.",
      valueName: "rule"), completion: .rules)
  var select: [String] = []

  @Option(
    help: ArgumentHelp(
      "Leave findings of this rule, or of those of a pattern; several with commas. Repeatable.", valueName: "rule"),
    completion: .rules)
  var ignore: [String] = []

  @Option(
    help: ArgumentHelp(
      "Mend this site, and what holds for the whole server, but no other site. Repeatable.", valueName: "name"))
  var site: [String] = []

  @OptionGroup var demands: DemandOptions

  @OptionGroup var policies: PolicyOptions

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
    if write, paths.contains(.standardInput) {
      throw ValidationError("--write cannot change standard input. Name the file, or leave --write out.")
    }
    if write, form != nil {
      throw ValidationError("--write changes a file, and --as a running server: give one of them.")
    }
    guard passiveRange == nil || allowsUnsafe else {
      throw ValidationError("--passive-range says nothing without --unsafe.")
    }
    for list in select + ignore { _ = try findRules(list) }
  }

  func run() throws {
    var request = FixRequest(paths: paths)
    request.writes = write
    request.form = form
    request.choice.allowsUnsafe = allowsUnsafe
    request.choice.sites = site
    let selected = try select.flatMap(findRules)
    let ignored = try ignore.flatMap(findRules)
    if !selected.isEmpty || !ignored.isEmpty {
      request.choice.rules = Set(selected.isEmpty ? Rule.all.map(\.id) : selected).subtracting(ignored)
    }
    request.lint.policy = policies.source
    request.lint.options = demands.adding(to: sources.adding(to: surroundings.settings))
    request.lint.deployment = users.adding(to: surroundings.ownDeployment)
    request.lint.deployment.wantedPassiveRange = passiveRange
    request.lint.environment = surroundings.place.environment
    request.lint.maximumSize = limits.maximumBytes
    try request.run()
  }
}

extension LiveForm: NamedChoice {}

extension PortRange: ExpressibleByArgument {
  /// Reads `50000-50100`, which IIS takes for passive ports: from 1025 on.
  public init?(argument: String) {
    let ports = argument.split(separator: "-", omittingEmptySubsequences: false).map { Port($0) }
    guard ports.count == 2, let first = ports[0], let last = ports[1], first > 1024 else { return nil }
    self.init(first, last)
  }
}
