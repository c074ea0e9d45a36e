internal import ArgumentParser
internal import Linter
internal import Policies

/// What a server must offer, whatever else is found.
struct DemandOptions: ParsableArguments {
  @Flag(help: "Make a file without FTP sites that start an error.")
  var requireFtp = false

  @Option(help: "Make a site without this kind of FTPS an error. Repeatable.")
  var require: [Requirement] = []

  /// What a policy may say too, with what the options say of it.
  func adding(to settings: PolicySettings) -> PolicySettings {
    var settings = settings
    settings.requiresFTP = requireFtp ? true : nil
    settings.requirements = require.isEmpty ? nil : Set(require)
    return settings
  }
}

extension Requirement: NamedChoice {}
