internal import ArgumentParser
public import Reachability

/// Which user is meant, and what users must get.
struct UserOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Ask for this user (default: one whom an authorization rule names). 'anonymous' for anonymous users.",
      valueName: "name"))
  var user: String?

  @Option(
    help: ArgumentHelp(
      "A role or Windows group of the user. Repeatable: give all of them. Without it roles are unknown.",
      valueName: "name"))
  var role: [String] = []

  @Option(help: "What users must get: a listing, unless others are named. Repeatable.")
  var requireOperation: [FTPOperation] = []

  func validate() throws {
    guard role.isEmpty || user != nil else { throw ValidationError("--role says nothing without --user.") }
    if user?.isEmpty == true { throw ValidationError("--user needs a name.") }
  }

  /// The surroundings with the user, and what is required, in them.
  func adding(to deployment: DeploymentOptions) -> DeploymentOptions {
    guard user != nil || !requireOperation.isEmpty else { return deployment }
    var deployment = deployment
    deployment.identity = user.map { UserIdentity($0, roles: role) }
    deployment.requiredOperations = Set(requireOperation)
    return deployment
  }
}

extension FTPOperation: NamedChoice {}
