public import ArgumentParser
public import Reachability

/// Who is meant to connect, for the rules on the environment.
struct SourceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Clients that are meant to connect: internet, private, a network or service-tag:NAME. Repeatable; internet unless given.",
      valueName: "cidr"))
  var from: [ClientSource] = []
}

extension ClientSource: ExpressibleByArgument {
  /// Reads `internet`, `private`, an address, a prefix, or `service-tag:NAME`.
  public init?(argument: String) {
    self.init(argument)
  }
}
