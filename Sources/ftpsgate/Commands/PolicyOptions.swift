internal import ArgumentParser
internal import IISConfiguration
internal import Policies
internal import Text

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

  /// The policy that holds for a file; fails with status 2 where it cannot be read.
  ///
  /// What it says of single sites is for `lint` alone, and that is said.
  func policy(for path: FilePath) throws -> LoadedPolicy? {
    var files = PolicyFiles(source)
    let number = try files.policy(for: path)
    for remark in files.remarks { StandardError.write("policy: \(remark)\n") }
    guard let policy = number.map({ files.policies[$0] }) else { return nil }
    if policy.document.sites.contains(where: { $0.settings.changesSurroundings }) {
      StandardError.write(
        "policy: \("\(foreign: policy.document.source.path)" as Message): what it says of single sites is heeded by lint alone\n"
      )
    }
    return policy
  }

  /// Where policies come from.
  var source: PolicySource { noPolicy ? .none : policy.map(PolicySource.file) ?? .folders }
}
