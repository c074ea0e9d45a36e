internal import ArgumentParser
internal import Policies

/// Which policy holds.
struct PolicyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The policy to apply (default: .ftpsgate.yml in the folder of PATH or the nearest above).", valueName: "file"))
  var policy: FilePath?

  @Flag(help: "Apply no policy.")
  var noPolicy = false

  func validate() throws {
    if noPolicy, policy != nil { throw ValidationError("--policy and --no-policy exclude each other.") }
    if policy == .standardInput { throw ValidationError("--policy names a file.") }
  }

  /// Where policies come from.
  var source: PolicySource { noPolicy ? .none : policy.map(PolicySource.file) ?? .folders }
}

extension Requirement: NamedChoice {}
