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

  /// The files of the environment.
  var files: [FilePath] { (try? environment.map(EnvironmentFolder.paths)) ?? [] }

  /// What the folder tells.
  struct Described {
    /// What is known; nothing without a folder, and where a file is broken, as half of an environment would mislead.
    var environment: ServerEnvironment?
    /// Whether every file that was given could be read.
    var wasRead = true
  }

  /// Reads the files and says on standard error what each was taken for; fails with status 2 where there is nothing.
  func read() throws -> Described {
    guard let path = environment else { return Described() }
    guard SystemFile.kind(of: path) != .missing else {
      throw failure("\(path.text): there is no such file or folder", help: "check the path", .unreadable)
    }
    let found = try EnvironmentFolder.read(path)
    for file in found.files { Self.report(file) }
    guard !found.files.contains(where: \.isBroken) else {
      Self.say("what it tells is left out, as a file of it cannot be read")
      return Described(wasRead: false)
    }
    guard found.files.contains(where: { $0.kind != nil }) else {
      throw failure("\(path.text): nothing in it describes an environment", .unreadable)
    }
    return Described(environment: found)
  }

  private static func report(_ file: EnvironmentFile) {
    let lines = LineTable(file.source)
    if let kind = file.kind { say("\(file.path): \(kind.rawValue)") }
    for problem in file.problems {
      let place = problem.range.map { lines.position(of: $0.start) }.map { ":\($0.line):\($0.column)" } ?? ""
      let label = file.isBroken ? "error: " : file.kind == nil ? "skipped: " : ""
      say("\(file.path)\(place): \(label)\(problem.message)")
    }
  }

  private static func say(_ text: String) {
    StandardError.write("environment: \(terminalText(text))\n")
  }
}
