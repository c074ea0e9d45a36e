internal import CCommit
internal import Emit

extension Tool {
  /// This program.
  static let ftpsgate = Tool(name: "ftpsgate", version: "0.1.0")

  /// The version, and what it was built from: a commit in a release, "development" in any other build.
  ///
  /// Only `--version` says so: scripts and reports name the version alone, so that two builds of one version write the same.
  static var build: String {
    guard let commit = unsafe ftpsgate_commit() else { return "\(ftpsgate.version) (development)" }
    return unsafe "\(ftpsgate.version) (commit \(String(cString: commit)))"
  }
}
