public import ArgumentParser
internal import IISConfiguration
internal import Policies
public import Reachability
internal import Text

/// From where clients connect, to which sites, and in which surroundings.
struct SimulationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "From where clients connect: internet, private, an IPv4 address or prefix, or service-tag:NAME (default: internet, or private where files show an internal server).",
      valueName: "origin"))
  var from: [ClientNetwork] = []

  @Option(help: ArgumentHelp("Simulate this site, even one that is off. Repeatable.", valueName: "name"))
  var site: [String] = []

  @OptionGroup var users: UserOptions

  @OptionGroup var surroundings: SurroundingsOptions

  @OptionGroup var policies: PolicyOptions

  @OptionGroup var limits: InputOptions

  func validate() throws {
    if from.count > 1 { throw ValidationError("--from can be given once: clients elsewhere have another matrix.") }
  }

  /// Reads a configuration and the environment, as options and the policy describe them.
  func simulation(of path: FilePath, _ policy: LoadedPolicy?) throws -> Simulation {
    let described = try surroundings.place.readEnvironment(policy)
    return try simulation(of: path, policy, described)
  }

  /// Reads a configuration that stands in an environment.
  func simulation(of path: FilePath, _ policy: LoadedPolicy?, _ described: DescribedEnvironment) throws -> Simulation {
    let input = try SingleInput(path, maximumSize: limits.maximumBytes)
    guard described.wasRead else { throw ExitCode.unreadable }
    let server = Server(
      input.configuration, environment: described.environment,
      deployment: users.adding(to: surroundings.deployment(policy)))
    return Simulation(server, from: from.first ?? policy?.onlyNetwork ?? server.likelyClients)
  }

  /// The sites to simulate: those named, else all that start; fails with status 64 for one that is not there.
  func sites(in configuration: Configuration) throws -> [FTPSite] {
    for name in site where !configuration.ftpSites.contains(where: { Self.isSame($0.name, name) }) {
      let nearest = nearestName(to: name, among: configuration.ftpSites.map(\.name))
      let hint: Message? = nearest.map { "did you mean '\(name: $0)'?" }
      throw failure("there is no FTP site '\(name: name)' in this file", help: hint, .usage)
    }
    let sites =
      site.isEmpty
      ? configuration.startingSites
      : configuration.ftpSites.filter { known in site.contains { Self.isSame(known.name, $0) } }
    guard !sites.isEmpty else {
      throw failure(
        configuration.ftpSites.isEmpty ? "the file has no FTP site" : "no FTP site of the file starts by itself",
        help: configuration.ftpSites.isEmpty ? nil : "name the sites with --site", .findings)
    }
    return sites
  }

  private static func isSame(_ left: String, _ right: String) -> Bool { CaselessName(left) == CaselessName(right) }
}

extension LoadedPolicy {
  /// Where clients are, if it names one place; a matrix is for one.
  fileprivate var onlyNetwork: ClientNetwork? {
    guard let sources = document.settings.sources, sources.count == 1 else { return nil }
    return sources.first.flatMap { ClientNetwork($0.description) }
  }
}

/// The client of this id; a usage error with the nearest one if there is none.
func findClient(_ id: String) throws -> FTPClient {
  if let client = FTPClient.all.first(where: { $0.id == id.lowercased() }) { return client }
  let hint = nearestName(to: id, among: FTPClient.all.map(\.id)).map { " Did you mean '\($0)'?" } ?? ""
  throw ValidationError(
    "There is no client '\(id)'.\(hint) Clients: \(FTPClient.all.map(\.id).joined(separator: ", ")).")
}

extension ClientNetwork: ExpressibleByArgument {
  /// Reads `internet`, `private`, an IPv4 address, an IPv4 prefix, or `service-tag:NAME`.
  public init?(argument: String) {
    self.init(argument)
  }
}
