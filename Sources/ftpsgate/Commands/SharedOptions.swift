public import ArgumentParser
public import Inet
public import NetworkModel
internal import Policies
public import Reachability

/// Where the server is, as the user or files tell.
struct PlaceOptions: ParsableArguments {
  @Option(help: "Where the server runs.")
  var platform: DeploymentOptions.Platform?

  @Option(help: ArgumentHelp("A public IPv4 address of the server. Repeatable.", valueName: "a.b.c.d"))
  var publicIp: [IPv4Address] = []

  @Option(
    help: ArgumentHelp(
      "A folder, or one file, with what describes the network around the server: a registry export of Windows "
        + "Firewall, what az network prints, templates, plans, excluded ports; docs/environment.md lists them. Repeatable.",
      valueName: "path"))
  var environment: [FilePath] = []

  func validate() throws {
    if let address = publicIp.first(where: { $0.scope != .publicUse }) {
      throw ValidationError("\(address) is not public. Give --public-ip the address that clients dial.")
    }
  }

  /// The files of the environment.
  var environmentFiles: [FilePath] { EnvironmentFolder.files(environment) }

  /// What the files tell: those of the options, else those of a policy.
  func readEnvironment(_ policy: LoadedPolicy?) throws -> DescribedEnvironment {
    try DescribedEnvironment(environment.isEmpty ? policy?.environment ?? [] : environment)
  }
}

/// What the user says of the server's surroundings, or names files of.
struct SurroundingsOptions: ParsableArguments {
  @OptionGroup var place: PlaceOptions

  @Option(help: "How the public addresses are assigned.")
  var publicIpAllocation: AddressAllocation?

  @Option(
    help:
      "What the external address is meant to be: the one that clients dial (default), a private one on purpose, or none."
  )
  var externalAddress: DeploymentOptions.ExternalAddressIntent?

  @Option(help: ArgumentHelp("A name by which clients dial the server. Repeatable.", valueName: "name"))
  var serverName: [String] = []

  @Option(
    help: ArgumentHelp(
      "The time at which certificates must be valid, in UTC (default: the present).", valueName: "yyyy-mm-dd"))
  var now: UTCTime?

  func validate() throws {
    guard publicIpAllocation == nil || !place.publicIp.isEmpty else {
      throw ValidationError("--public-ip-allocation says nothing without --public-ip.")
    }
  }

  /// What they say that a policy may say too.
  var settings: PolicySettings {
    var settings = PolicySettings()
    settings.platform = place.platform
    settings.publicAddresses = place.publicIp.isEmpty ? nil : place.publicIp
    settings.allocation = publicIpAllocation
    settings.externalAddress = externalAddress
    return settings
  }

  /// What they say that no policy says.
  var ownDeployment: DeploymentOptions {
    var deployment = DeploymentOptions()
    deployment.serverNames = serverName
    deployment.now = now ?? SystemClock.now
    return deployment
  }

  /// The surroundings as the options describe them, and as a policy does where they are silent.
  func deployment(_ policy: LoadedPolicy?) -> DeploymentOptions {
    settings.adding(to: (policy?.document.settings ?? PolicySettings()).adding(to: ownDeployment))
  }
}

/// How much input is taken.
struct InputOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The largest file that is read, in MiB.", valueName: "mib"))
  var maxSize = 256

  /// The limit in bytes.
  var maximumBytes: Int { maxSize << 20 }

  func validate() throws {
    guard 1...2047 ~= maxSize else { throw ValidationError("--max-size must be from 1 to 2047 MiB.") }
  }
}

extension DeploymentOptions.Platform: NamedChoice {}
extension AddressAllocation: NamedChoice {}
extension DeploymentOptions.ExternalAddressIntent: NamedChoice {}

extension IPv4Address: ExpressibleByArgument {
  /// Reads a dotted quad.
  public init?(argument: String) {
    self.init(argument)
  }
}

extension UTCTime: ExpressibleByArgument {
  /// Reads a day, or a time such as `2026-11-29T08:00:00Z`.
  public init?(argument: String) {
    self.init(argument)
  }
}
