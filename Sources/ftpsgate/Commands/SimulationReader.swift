internal import Policies
internal import Reachability
internal import Text

/// Reads several configurations with their surroundings: each policy and each environment once.
struct SimulationReader {
  private let options: SimulationOptions
  private var policies: [FilePath: LoadedPolicy?] = [:]
  private var environments: [[FilePath]: DescribedEnvironment] = [:]

  /// Reads as options say.
  init(_ options: SimulationOptions) {
    self.options = options
  }

  /// The simulations of the files that paths stand for, with their policies; fails with the first that cannot be read.
  mutating func simulations(of paths: [FilePath]) throws -> [(Simulation, LoadedPolicy?)] {
    try InputFiles(maximumSize: options.limits.maximumBytes).find(paths).map { found in
      switch found.input {
      case .fault(let path, let message): throw failure("\(foreign: path.text): \(foreign: message)", .unreadable)
      case .file(let path):
        let policy = try policy(for: path)
        return (try options.simulation(of: path, policy, try environment(policy)), policy)
      }
    }
  }

  private mutating func policy(for path: FilePath) throws -> LoadedPolicy? {
    if let policy = policies[path.folder] { return policy }
    let policy = try options.policies.policy(for: path)
    policies[path.folder] = .some(policy)
    return policy
  }

  private mutating func environment(_ policy: LoadedPolicy?) throws -> DescribedEnvironment {
    let own = options.surroundings.place.environment
    let paths = own.isEmpty ? policy?.environment ?? [] : own
    if let environment = environments[paths] { return environment }
    let environment = try options.surroundings.place.readEnvironment(policy)
    environments[paths] = environment
    return environment
  }
}
