public import ArgumentParser
public import Reachability

/// Who is meant to connect, for the rules on the environment.
struct SourceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Clients that are meant to connect: internet, private or a network. Repeatable; internet unless given.",
      valueName: "cidr"))
  var from: [ClientSource] = []
}

extension ClientSource: ExpressibleByArgument {
  /// Reads `internet`, `private`, an address or a prefix.
  public init?(argument: String) {
    self.init(argument)
  }
}
