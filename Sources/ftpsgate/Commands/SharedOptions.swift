public import ArgumentParser
public import Inet
public import Linter

/// What only the user can say of the server's surroundings.
struct SurroundingsOptions: ParsableArguments {
  @Option(help: "Where the server runs.")
  var platform: Surroundings.Platform?

  @Option(help: ArgumentHelp("A public IPv4 address of the server. Repeatable.", valueName: "a.b.c.d"))
  var publicIp: [IPv4Address] = []

  @Option(help: "How the public addresses are assigned.")
  var publicIpAllocation: Surroundings.Allocation?

  @Option(
    help: "What the external address is meant to be: the one that clients dial, a private one on purpose, or none.")
  var externalAddress = Surroundings.ExternalAddressIntent.public

  func validate() throws {
    if let address = publicIp.first(where: { $0.scope != .publicUse }) {
      throw ValidationError("\(address) is not public. Give --public-ip the address that clients dial.")
    }
    guard publicIpAllocation == nil || !publicIp.isEmpty else {
      throw ValidationError("--public-ip-allocation says nothing without --public-ip.")
    }
  }

  /// The options as rules and simulations take them.
  var surroundings: Surroundings {
    Surroundings(
      platform: platform, publicAddresses: publicIp, allocation: publicIpAllocation, externalAddress: externalAddress)
  }
}

/// What every site must offer.
struct RequirementOptions: ParsableArguments {
  @Flag(help: "Make a file without FTP sites an error.")
  var requireFtp = false

  @Option(help: "Make a site without this kind of FTPS an error. Repeatable.")
  var require: [Requirement] = []

  /// The surroundings with what is required in them.
  func adding(to surroundings: Surroundings) -> Surroundings {
    var surroundings = surroundings
    surroundings.requiresFTP = requireFtp
    surroundings.requiresImplicit = require.contains(.implicit)
    surroundings.requiresExplicit = require.contains(.explicit)
    return surroundings
  }
}

/// A kind of FTPS that every site must offer.
enum Requirement: String, NamedChoice {
  case implicit, explicit
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

extension Surroundings.Platform: NamedChoice {}
extension Surroundings.Allocation: NamedChoice {}
extension Surroundings.ExternalAddressIntent: NamedChoice {}

extension IPv4Address: ExpressibleByArgument {
  /// Reads a dotted quad.
  public init?(argument: String) {
    self.init(argument)
  }
}
