internal import Emit
internal import IISConfiguration
internal import NetworkModel
internal import Text

// MARK: - What files tell of the network around the server

extension PlaceOptions {
  /// The files of the environment.
  var environmentFiles: [FilePath] { EnvironmentFolder.files(environment) }

  /// What the folder tells.
  struct Described {
    /// What is known; nothing without a folder, and where a file is broken, as half of an environment would mislead.
    var environment: ServerEnvironment?
    /// Whether every file that was given could be read.
    var wasRead = true
  }

  /// Reads the files and says on standard error what each was taken for; fails with status 2 where there is nothing.
  func readEnvironment() throws -> Described {
    guard !environment.isEmpty else { return Described() }
    for path in environment where SystemFile.kind(of: path) == .missing {
      throw failure("\(foreign: path.text): there is no such file or folder", help: "check the path", .unreadable)
    }
    let found = try EnvironmentFolder.read(environment)
    for file in found.files { Self.report(file) }
    guard !found.files.contains(where: \.isBroken) else {
      Self.say("what the files tell is left out, as one cannot be read: mend it, or take it out of the folder")
      return Described(wasRead: false)
    }
    guard found.files.contains(where: { $0.kind != nil }) else {
      throw failure(
        "\(list: environment.map { "\(foreign: $0.text)" }): nothing in it describes an environment",
        help: "\(code: "ftpsgate formats") lists what may be in the folder, and which command prints it", .unreadable)
    }
    return Described(environment: found)
  }

  private static func report(_ file: EnvironmentFile) {
    let lines = LineTable(file.source)
    if let kind = file.kind { say("\(foreign: file.path): \(kind.title)") }
    for problem in file.problems {
      let place = problem.range.map { lines.position(of: $0.start) }.map { ":\($0.line):\($0.column)" } ?? ""
      let label: Message = file.isBroken ? "error: " : file.kind == nil ? "skipped: " : ""
      say("\(foreign: file.path + place): \(label)\(problem.message)")
    }
  }

  private static func say(_ text: Message) {
    StandardError.write("environment: \(text)\n")
  }
}
