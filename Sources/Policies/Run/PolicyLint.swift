public import IISConfiguration
public import Linter
public import NetworkModel
public import Reachability
internal import Rules
internal import Text

/// Holds files against rules as the layers say: the command line before what a policy says of a site, before what it says
/// of all, before what holds where nobody says anything.
public struct PolicyLint: Sendable {
  private let whole: Lint
  private let document: PolicyDocument?
  private let make: @Sendable (_ sites: [PolicyDocument.SiteLayer]) -> Lint

  /// A run.
  ///
  /// - Parameters:
  ///   - rules: The rules that may run.
  ///   - document: The policy; nothing where there is none.
  ///   - selected: The ids of the rules that the command line asks for, which run whatever the policy says.
  ///   - options: What the command line says.
  ///   - profile: Which findings are shown and count, as the command line says.
  ///   - deployment: The surroundings as far as no layer speaks of them.
  ///   - environment: What files tell of the surroundings.
  public init(
    rules: [Rule], document: PolicyDocument?, selected: Set<String>, options: PolicySettings, profile: Profile?,
    deployment: DeploymentOptions, environment: ServerEnvironment?
  ) {
    self.document = document
    make = { sites in
      var policy = Policy()
      policy.profile = profile ?? document?.profile ?? policy.profile
      var surroundings = deployment
      for layer in [document?.settings].compactMap(\.self) + sites.map(\.settings) {
        policy = layer.adding(to: policy, of: document?.source.path ?? "")
        surroundings = layer.adding(to: surroundings)
      }
      // That a file cannot be read is no choice of a project's.
      for rule in rules where policy.choice(for: rule).severity == nil {
        if case .failure = rule.check { policy.choose(Policy.Choice(rule.severity, by: .rule), for: rule) }
      }
      for rule in rules where selected.contains(rule.id) && policy.choice(for: rule).severity == nil {
        policy.choose(Policy.Choice(rule.severity, by: .option), for: rule)
      }
      return Lint(
        rules: rules, policy: policy, deployment: options.adding(to: surroundings), environment: environment)
    }
    whole = make([])
  }

  /// A report on a file that could not be opened.
  public func report(_ failure: ReadingFailure, path: String) -> FileReport { whole.report(failure, path: path) }

  /// Reads a file and applies the rules to it.
  public func run(_ source: SourceFile) -> FileReport {
    guard let layers = document?.sites, !layers.isEmpty, let configuration = try? ConfigurationReader.read(source)
    else {
      return whole.run(source)
    }
    // Sites of the same layers are looked at together; those of none first, and with them the server.
    var parts: [(layers: [Int], names: Set<String>)] = [([], [])]
    var numbers: [[Int]: Int] = [[]: 0]
    for site in configuration.ftpSites {
      let own = layers.indices.filter { layers[$0].name.matches(site.name) }
      if let number = numbers[own] {
        parts[number].names.insert(site.name)
      } else {
        numbers[own] = parts.count
        parts.append((own, [site.name]))
      }
    }
    // What concerns no site is looked at in the surroundings of all, if some site has them, and in each that is another.
    let changes = parts.map { part in part.layers.contains { layers[$0].settings.changesSurroundings } }
    let isForAll = !parts[0].names.isEmpty || changes.dropFirst().contains(false) || parts.count == 1
    let reports = parts.indices.map { number in
      let lint = number == 0 ? whole : make(parts[number].layers.map { layers[$0] })
      let hasServer = number == 0 ? isForAll : changes[number]
      return lint.run(configuration, part: SitePart(parts[number].names, hasServer: hasServer))
    }
    return FileReport(parts: reports) ?? whole.run(source)
  }
}
