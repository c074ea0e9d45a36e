public import ArgumentParser
internal import Policies
public import Reachability

/// Who is meant to connect, for the rules on the environment.
struct SourceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Clients that are meant to connect: internet, private, a network or service-tag:NAME. Repeatable; internet unless given.",
      valueName: "cidr"))
  var from: [ClientSource] = []

  /// What a policy may say too, with what the options say of it.
  func adding(to settings: PolicySettings) -> PolicySettings {
    var settings = settings
    settings.sources = from.isEmpty ? nil : from
    return settings
  }
}

extension ClientSource: ExpressibleByArgument {
  /// Reads `internet`, `private`, an address, a prefix, or `service-tag:NAME`.
  public init?(argument: String) {
    self.init(argument)
  }
}
