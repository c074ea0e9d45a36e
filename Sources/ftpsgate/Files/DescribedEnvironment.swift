internal import Emit
internal import IISConfiguration
internal import NetworkModel
internal import Text

/// What the files tell of the network around the server.
struct DescribedEnvironment {
  /// What is known; nothing without a file, and where one is broken, as half of an environment would mislead.
  private(set) var environment: ServerEnvironment?
  /// Whether every file that was given could be read.
  private(set) var wasRead = true

  /// Reads files and folders and says on standard error what each was taken for; fails with status 2 where there is nothing.
  ///
  /// - Parameters:
  ///   - paths: The files and folders.
  ///   - isQuiet: Whether only what makes them unreadable is said.
  /// - Throws: The status to exit with.
  init(_ paths: [FilePath], isQuiet: Bool = false) throws {
    guard !paths.isEmpty else { return }
    for path in paths where SystemFile.kind(of: path) == .missing {
      throw failure("\(foreign: path.text): there is no such file or folder", help: "check the path", .unreadable)
    }
    let found = try EnvironmentFolder.read(paths)
    for file in found.files where !isQuiet || file.isBroken { Self.report(file) }
    guard !found.files.contains(where: \.isBroken) else {
      Self.say("what the files tell is left out, as one cannot be read: mend it, or take it out of the folder")
      wasRead = false
      return
    }
    guard found.files.contains(where: { $0.kind != nil }) else {
      throw failure(
        "\(list: paths.map { "\(foreign: $0.text)" }): nothing in it describes an environment",
        help: "\(code: "ftpsgate formats") lists what may be in the folder, and which command prints it", .unreadable)
    }
    environment = found
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
