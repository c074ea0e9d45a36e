internal import ArgumentParser
internal import Emit
internal import Linter
internal import Reachability

/// What files tell of the network around the server.
struct EnvironmentOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder, or one file, with what describes the network around the server: a registry export of Windows "
        + "Firewall, network security groups, public addresses and load balancers as az prints them, excluded ports.",
      valueName: "folder"))
  var environment: FilePath?

  /// Reads the files and says on standard error what each was taken for; fails with status 2 where there is nothing.
  func read() throws -> ServerEnvironment? {
    guard let path = environment else { return nil }
    guard SystemFile.kind(of: path) != .missing else {
      throw failure("\(path.text): there is no such file or folder", help: "check the path", .unreadable)
    }
    let environment = try EnvironmentFolder.read(path)
    for file in environment.files { Self.report(file) }
    if environment.files.allSatisfy({ $0.kind == nil }) {
      throw failure("\(path.text): nothing in it describes an environment", .unreadable)
    }
    return environment
  }

  private static func report(_ file: EnvironmentFile) {
    let lines = LineTable(file.source)
    let reason = file.kind == nil ? file.problems.last : nil
    say("\(file.path): \(file.kind?.rawValue ?? "skipped")" + (reason.map { ": \($0.message)" } ?? ""))
    for problem in file.problems where problem != reason {
      let place = problem.range.map { lines.position(of: $0.start) }.map { ":\($0.line):\($0.column)" } ?? ""
      say("\(file.path)\(place): \(problem.message)")
    }
  }

  private static func say(_ text: String) {
    StandardError.write("environment: \(terminalText(text))\n")
  }
}
